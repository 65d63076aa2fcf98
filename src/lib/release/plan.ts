/** The plan of a release: every page of the client's chart, in or out, each with its reason. Pure. */
import {
	redactedPage,
	type ChartKind,
	type ChartPage,
	type CoveredPage
} from '#lib/chart/reader.ts';
import type { Client } from '#lib/page/client.ts';
import { formatDate } from '#lib/page/date.ts';
import type { PageId } from '#lib/page/ids.ts';
import { missingOn } from './others.ts';
import type { Request } from './request.ts';
import { scopeKinds, type ScopeKind } from './scope.ts';

export interface PlanLine {
	readonly page: ChartPage;
	readonly in: boolean;
	/** One plain sentence. */
	readonly reason: string;
	/** Why a person took it out by hand, in that person's words. */
	readonly takenOut?: string;
	/** Of a page that goes out: who else is on it without anything that speaks for them, by name. */
	readonly missing?: readonly string[];
	/** Its redacted copy goes out in its place. */
	readonly redacted?: true;
	/** It has a redacted copy and goes out whole all the same: why, in a person's words. */
	readonly unredacted?: string;
}

/** A page as it goes out: the chart's own, or its redacted copy, which says what has to be black. */
export type OutgoingPage = ChartPage & Partial<Pick<CoveredPage, 'covered'>>;

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
	/** Pages that go out whole though they have a redacted copy, each with the reason in a person's words. */
	readonly unredacted?: ReadonlyMap<PageId, string>;
}

/** Throws when a page is another client's or comes twice: that is a bug in whoever read the chart, not a choice. */
export function planRelease(
	request: Request,
	client: Client,
	pages: readonly ChartPage[],
	{ takenOut = new Map(), unredacted = new Map() }: PlanOptions = {}
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
		.map((page) => lineOf(page, client, request, takenOut.get(page.page)))
		.map((line) => withCopy(line, unredacted.get(line.page.page)));
	const count = lines.filter((line) => line.in).length;
	const counts = {
		chart: lines.length,
		in: count,
		out: lines.length - count,
		takenOut: lines.filter((line) => line.takenOut !== undefined).length
	};
	return { request, client, lines, counts };
}

/** The pages that go out, as they go out, in the packet's order: where a redacted copy goes, nothing names the page's own pieces. */
export function pagesIn(plan: Plan): readonly OutgoingPage[] {
	return plan.lines.filter((line) => line.in).map(outgoing);
}

/** How many pages go out as redacted copies. */
export function redactedIn(plan: Plan): number {
	return plan.lines.filter((line) => line.redacted).length;
}

export function outgoing({ page, redacted }: PlanLine): OutgoingPage {
	const copy = redacted && redactedPage(page);
	if (redacted && !copy) throw new Error('there is no redacted copy to send');
	return copy ?? page;
}

/** Whether the chart still has the page as it was planned: what it is found by, its picture, turn and words, and no newer redacted copy. */
export function isAsPlanned(planned: OutgoingPage, chart: ChartPage | undefined): boolean {
	const now = chart && (planned.covered ? redactedPage(chart) : chart);
	return (
		now?.client === planned.client &&
		// Another date or kind may lie outside of what the request asks for.
		now.serviceDate === planned.serviceDate &&
		now.kind === planned.kind &&
		now.picture.sha256 === planned.picture.sha256 &&
		now.reading?.sha256 === planned.reading?.sha256 &&
		(now.turn ?? 0) === (planned.turn ?? 0) &&
		(planned.covered !== undefined ||
			chart?.redacted?.picture.sha256 === planned.redacted?.picture.sha256)
	);
}

/** What has a redacted copy goes out as that copy, unless a person has written why not. */
function withCopy(line: PlanLine, because: string | undefined): PlanLine {
	if (!line.in || !line.page.redacted) return line;
	return because?.trim() ? { ...line, unredacted: because } : { ...line, redacted: true };
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

/**
 * Of what a client has a right to, a part does not go out as it is: pages were taken out, or something on one is covered. On
 * what ground, a person has to say (45 CFR 164.524(d)(2)).
 */
export function withholds(plan: Plan): boolean {
	const isAccess = plan.request.basis.is === 'access';
	return isAccess && (plan.counts.takenOut > 0 || pagesIn(plan).some((page) => page.covered));
}
