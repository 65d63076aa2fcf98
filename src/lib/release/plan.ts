/** The plan of a release: every page of the client's chart, in or out, each with its reason. Pure. */
import type { ChartKind, ChartPage } from '#lib/chart/reader.ts';
import type { Client } from '#lib/page/client.ts';
import { formatDate } from '#lib/page/date.ts';
import type { PageId } from '#lib/page/ids.ts';
import { missingOn } from './others.ts';
import { scopeKinds, type Request, type ScopeKind } from './request.ts';

export interface PlanLine {
	readonly page: ChartPage;
	readonly in: boolean;
	/** One plain sentence. */
	readonly reason: string;
	/** Why a person took it out by hand, in that person's words. */
	readonly takenOut?: string;
	/** Of a page that goes out: who else is on it without anything that speaks for them, by name. */
	readonly missing?: readonly string[];
}

export interface Plan {
	readonly request: Request;
	readonly client: Client;
	/** By date of service, undated last; every page of the chart exactly once. */
	readonly lines: readonly PlanLine[];
	readonly counts: {
		readonly chart: number;
		readonly in: number;
		readonly out: number;
		/** Of those that are out: by hand, though they are in the scope. */
		readonly takenOut: number;
	};
}

export interface PlanOptions {
	/** Pages that a person took out, each with the reason in that person's words. */
	readonly takenOut?: ReadonlyMap<PageId, string>;
}

/** Throws when a page is another client's or comes twice: that is a bug in whoever read the chart, not a choice. */
export function planRelease(
	request: Request,
	client: Client,
	pages: readonly ChartPage[],
	{ takenOut = new Map() }: PlanOptions = {}
): Plan {
	if (client.id !== request.client) throw new Error('the request is for another client');
	if (pages.some((page) => page.client !== client.id)) {
		throw new Error('a page of another client cannot be planned');
	}
	if (new Set(pages.map(({ page }) => page)).size !== pages.length) {
		throw new Error('a page came twice');
	}
	const lines = [...pages]
		.sort(inOrder)
		.map((page) => lineOf(page, client, request, takenOut.get(page.page)));
	const count = lines.filter((line) => line.in).length;
	const counts = {
		chart: lines.length,
		in: count,
		out: lines.length - count,
		takenOut: lines.filter((line) => line.takenOut !== undefined).length
	};
	return { request, client, lines, counts };
}

/** The pages that go out, in the packet's order. */
export function pagesIn(plan: Plan): readonly ChartPage[] {
	return plan.lines.filter((line) => line.in).map((line) => line.page);
}

function lineOf(
	page: ChartPage,
	client: Client,
	request: Request,
	because: string | undefined
): PlanLine {
	const outside = whyOutside(page, request);
	if (outside) return { page, in: false, reason: outside };
	if (because) return { page, in: false, reason: `Taken out: ${because}`, takenOut: because };
	const missing = missingOn(page, client, request.others);
	const reason = whyInside(page, request);
	return { page, in: true, reason, ...(missing.length > 0 ? { missing } : {}) };
}

function whyOutside(
	page: ChartPage,
	{ from, to, kinds, includeUndated }: Request
): string | undefined {
	const day = page.serviceDate;
	if (kinds && !kinds.some((kind) => holds(kind, page.kind))) {
		return 'It is of a kind that is not asked for.';
	}
	if (!day && !includeUndated) {
		return 'It has no date of service, and undated pages are not asked for.';
	}
	if (day && from && day < from) {
		return `Its date of service is before ${formatDate(from)}, the first day asked for.`;
	}
	if (day && to && day > to) {
		return `Its date of service is after ${formatDate(to)}, the last day asked for.`;
	}
	return undefined;
}

function whyInside({ serviceDate }: ChartPage, { from, to }: Request): string {
	if (!serviceDate) return 'It has no date of service, and undated pages are asked for.';
	return from || to
		? 'Its date of service is within the days asked for.'
		: 'It is in the chart, and no limit of dates was asked for.';
}

function holds(kind: ScopeKind, page: ChartKind): boolean {
	return (scopeKinds[kind].holds as readonly ChartKind[]).includes(page);
}

/** By date of service, undated last; then by when it was filed, then by id, so that no order of input shows through. */
function inOrder(a: ChartPage, b: ChartPage): number {
	const keys = (page: ChartPage): string[] => [
		page.serviceDate ?? '9999-99-99',
		page.filedOn,
		page.page
	];
	const [left, right] = [keys(a), keys(b)];
	const differing = left.findIndex((key, index) => key !== right[index]);
	if (differing < 0) return 0;
	return (left[differing] ?? '') < (right[differing] ?? '') ? -1 : 1;
}
