/** What lies on the desk of a staff member: feeding for a clinician, charts, releases. No tray, no cabinet, nothing to decide. */
import { dayOf } from '#lib/page/date.ts';
import type { PersonId } from '#lib/page/ids.ts';
import type { StaffPractice } from '#lib/practice/practice.ts';
import type { AccountingMaker } from './accountings.svelte.ts';
import { AfterDesks } from './after-desks.ts';
import { ChartsDesk } from './charts.svelte.ts';
import { DryRun } from './dry-run.svelte.ts';
import type { Engines } from './engines.ts';
import { Awake } from './feed-awake.ts';
import { feedingIn } from './fed-clinicians.ts';
import { FeedFor } from './feed-for.svelte.ts';
import type { Inbox } from './feed-inbox.svelte.ts';
import { HistoryDesk } from './history.svelte.ts';
import type { NewIds, OpenDesk } from './open-desk.svelte.ts';
import { PeopleDesk } from './people.svelte.ts';
import { Pictures } from './pictures.ts';
import { ProofsDesk } from './proofs.ts';
import type { PacketMaker } from './packet-making.svelte.ts';
import { RedactDesk, type RedactEngines } from './redact.svelte.ts';
import { ReleaseDesk } from './release.svelte.ts';
import { RequestPapers } from './request-papers.svelte.ts';
import { RequestsDesk } from './requests.svelte.ts';
import { letGoOfSaved } from './save-file.ts';
import { SearchDesk, type SearchEngine } from './search.svelte.ts';
import type { SelfTestDesk } from './self-test.svelte.ts';

/** Whoever has unlocked: `role` tells which. */
export type AnyDesk = OpenDesk | StaffDesk;

export interface StaffDeskParts {
	readonly practice: StaffPractice;
	readonly engines: Engines;
	readonly newIds: NewIds;
	readonly makePacket: PacketMaker;
	readonly makeAccounting: AccountingMaker;
	/** What each maker begins with. */
	readonly selfTest: SelfTestDesk;
	readonly redaction: RedactEngines;
	readonly searchEngine: SearchEngine;
	/** Which browser draws packets here, in words. */
	readonly madeWith?: string;
	readonly now: () => Date;
	/** What waits to be fed; it is the session's. */
	readonly inbox: Inbox;
}

/** What the screens for feeding for a clinician need: staff have it, and clinicians who feed for a colleague. */
export type FeedingDesk = Pick<
	StaffDesk,
	'feedFor' | 'inbox' | 'charts' | 'release' | 'practice'
> & {
	/** Trays are not at hand: never so where the clinician feeds. */
	readonly chartsOnly?: boolean;
};

export class StaffDesk {
	readonly role = 'staff';
	/** Trays and cabinets are not at hand: this may be a clinician's desk, too. */
	readonly chartsOnly: boolean;
	readonly practice: string;
	readonly signedAs: string;
	readonly inbox: Inbox;
	readonly feedFor: FeedFor;
	readonly charts: ChartsDesk;
	readonly search: SearchDesk;
	readonly redact: RedactDesk;
	readonly release: ReleaseDesk;
	readonly requests: RequestsDesk;
	readonly proofs: ProofsDesk;
	readonly selfTest: SelfTestDesk;
	readonly papers: RequestPapers;
	readonly dryRun: DryRun;
	readonly after: AfterDesks;
	readonly history: HistoryDesk;
	readonly people: PeopleDesk;
	readonly #parts: StaffDeskParts;
	readonly #pictures = new Pictures();

	constructor(parts: StaffDeskParts) {
		const { practice, engines, newIds, makePacket, madeWith, now } = parts;
		const { chart, roster, signedAs, alone } = practice;
		this.#parts = parts;
		this.chartsOnly = practice.chartsOnly;
		this.practice = roster.practice;
		this.signedAs = signedAs;
		this.inbox = parts.inbox;
		this.feedFor = new FeedFor({
			...feedingIn(practice),
			engines,
			newBox: () => newIds.box(),
			newPage: () => newIds.page(),
			inbox: parts.inbox,
			awake: new Awake(navigator, document)
		});
		this.charts = new ChartsDesk({
			chart,
			pictures: this.#pictures,
			nameOf: (id: PersonId) =>
				roster.people.find((person) => person.id === id)?.name ?? 'somebody who has left',
			read: (page, signal) => engines.read(page, signal),
			filing: { undisturbed: alone },
			newClient: () => newIds.client()
		});
		this.search = new SearchDesk(chart, parts.searchEngine);
		this.redact = new RedactDesk({
			...{ chart, signedAs, now, charts: this.charts, engines: parts.redaction },
			filing: { undisturbed: alone }
		});
		this.release = new ReleaseDesk({
			chart,
			make: makePacket,
			selfTest: parts.selfTest,
			newPacket: () => newIds.packet(),
			practice: roster.practice,
			...{ signedAs, now, roster },
			madeWith,
			twoPeople: practice.twoPeople,
			sort: (reading, signal) => engines.sort(reading, signal)
		});
		this.dryRun = new DryRun({
			...{ chart, now },
			sort: (reading, signal) => engines.sort(reading, signal)
		});
		this.papers = new RequestPapers({
			...{ chart, signedAs, now, pictures: this.#pictures },
			takeIn: (file, options) => engines.takeIn(file, options),
			newPaper: () => newIds.paper()
		});
		this.after = new AfterDesks({
			...{ chart, newIds, makePacket, madeWith, signedAs, now },
			makeAccounting: parts.makeAccounting,
			practice: roster.practice
		});
		this.selfTest = parts.selfTest;
		this.proofs = new ProofsDesk(chart, roster.practice);
		this.requests = new RequestsDesk({
			chart,
			newRequest: () => newIds.request(),
			practice: roster.practice,
			signedAs,
			today: () => dayOf(now())
		});
		this.history = new HistoryDesk({ chart, roster, now, members: { files: practice.files } });
		this.people = new PeopleDesk(practice);
		void this.search.start();
	}

	/** Files are going in: closing the window now would lose the rest of them. */
	get taking(): boolean {
		return this.feedFor.taking;
	}

	/** Drops everything that was opened. */
	async close(): Promise<void> {
		this.feedFor.stop();
		this.release.reset();
		this.redact.stop();
		this.search.stop();
		this.dryRun.stop();
		this.after.rebuild.stop();
		this.history.stop();
		this.#parts.engines.stop();
		this.#pictures.clear();
		letGoOfSaved();
		await this.#parts.practice.close();
	}
}
