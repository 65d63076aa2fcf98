/** The draft of a release from the chart: its plan's pages behind a cover and an index. Pure. */
import type { ChartPage } from '#lib/chart/reader.ts';
import { draftOf } from '#lib/packet/draft.ts';
import type { Draft, Imprint } from '#lib/packet/sheets.ts';
import { pagesIn, type Plan } from '../plan.ts';
import { frontOf } from './front.ts';

export function draftPacket(plan: Plan, imprint: Imprint): Draft<ChartPage> {
	return draftOf(pagesIn(plan), frontOf(plan, imprint));
}
