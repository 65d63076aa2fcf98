/** What answers requests, put together once for clinicians and staff: they differ in one thing, whether a tray is at hand. */
import type { Chart } from '#lib/chart/chart.ts';
import { dayOf } from '#lib/page/date.ts';
import type { Roster } from '#lib/practice/roster.ts';
import type { TwoPeople } from '#lib/practice/second-person.ts';
import type { Tray } from '#lib/tray/tray.ts';
import type { AccountingMaker } from './accountings.svelte.ts';
import { AfterDesks } from './after-desks.ts';
import { DryRun } from './dry-run.svelte.ts';
import type { Engines } from './engines.ts';
import type { NewIds } from './open-desk.svelte.ts';
import type { PacketMaker } from './packet-making.svelte.ts';
import type { Pictures } from './pictures.ts';
import { ProofsDesk } from './proofs.ts';
import { ReleaseDesk } from './release.svelte.ts';
import { RequestPapers } from './request-papers.svelte.ts';
import { RequestsDesk } from './requests.svelte.ts';
import type { SelfTestDesk } from './self-test.svelte.ts';

export interface AnsweringParts {
	readonly engines: Engines;
	readonly newIds: NewIds;
	readonly makePacket: PacketMaker;
	readonly makeAccounting: AccountingMaker;
	/** What each maker begins with. */
	readonly selfTest: SelfTestDesk;
	/** Which browser draws packets here, in words. */
	readonly madeWith?: string;
	readonly now: () => Date;
}

export interface AnsweringPractice {
	readonly chart: Chart;
	/** A clinician's own. */
	readonly tray?: Tray;
	readonly roster: Roster;
	readonly signedAs: string;
	readonly twoPeople: TwoPeople;
}

export interface AnsweringDesks {
	readonly release: ReleaseDesk;
	readonly requests: RequestsDesk;
	readonly proofs: ProofsDesk;
	readonly selfTest: SelfTestDesk;
	readonly papers: RequestPapers;
	readonly dryRun: DryRun;
	readonly after: AfterDesks;
}

export function answeringDesks(
	{ engines, newIds, makePacket, makeAccounting, selfTest, madeWith, now }: AnsweringParts,
	{ chart, tray, roster, signedAs, twoPeople }: AnsweringPractice,
	pictures: Pictures
): AnsweringDesks {
	const { practice } = roster;
	const sort: Engines['sort'] = (reading, signal) => engines.sort(reading, signal);
	const seen = { chart, sort, ...(tray ? { tray } : {}) };
	return {
		release: new ReleaseDesk({
			...{ ...seen, practice, signedAs, now, roster, twoPeople, madeWith, selfTest },
			make: makePacket,
			newPacket: () => newIds.packet()
		}),
		requests: new RequestsDesk({
			...{ chart, practice, signedAs },
			newRequest: () => newIds.request(),
			today: () => dayOf(now())
		}),
		proofs: new ProofsDesk(chart, practice),
		selfTest,
		papers: new RequestPapers({
			...{ chart, pictures, signedAs, now },
			takeIn: (file, options) => engines.takeIn(file, options),
			newPaper: () => newIds.paper()
		}),
		dryRun: new DryRun({ ...seen, now }),
		after: new AfterDesks({
			...{ chart, newIds, makePacket, makeAccounting, madeWith, signedAs, now, practice }
		})
	};
}
