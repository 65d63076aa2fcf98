/** The draft of a release from the chart: its plan's pages, and the papers that go round them. Pure. */
import { draftOf } from '#lib/packet/draft.ts';
import type { Draft, Volume } from '#lib/packet/sheets.ts';
import type { PageId } from '#lib/page/ids.ts';
import { pagesIn, type OutgoingPage, type Plan } from '../plan.ts';
import { frontOf } from './front.ts';
import type { ReleaseImprint } from './papers.ts';

export function draftPacket(plan: Plan, imprint: ReleaseImprint): Draft<OutgoingPage> {
	const part = imprint.volume ? planOf(plan, imprint.volume) : plan;
	return draftOf(pagesIn(part), frontOf(part, imprint));
}

/** The plan as one volume carries it out: its papers speak of its own pages. */
function planOf(plan: Plan, { pages }: Volume): Plan {
	const own = new Set<PageId>(pages);
	const lines = plan.lines.filter((line) => !line.in || own.has(line.page.page));
	return { ...plan, lines, counts: { ...plan.counts, in: pages.length } };
}
