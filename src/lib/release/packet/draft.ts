/** The draft of a release from the chart: its plan's pages, and the papers that go round them. Pure. */
import { draftOf } from '#lib/packet/draft.ts';
import type { Draft } from '#lib/packet/sheets.ts';
import { pagesIn, type OutgoingPage, type Plan } from '../plan.ts';
import { frontOf } from './front.ts';
import type { ReleaseImprint } from './papers.ts';

export function draftPacket(plan: Plan, imprint: ReleaseImprint): Draft<OutgoingPage> {
	return draftOf(pagesIn(plan), frontOf(plan, imprint));
}
