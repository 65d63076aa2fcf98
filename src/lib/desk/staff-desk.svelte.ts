/** What lies on the desk of a staff member: feeding for a clinician, charts, releases. No tray, no cabinet, nothing to decide. */
import type { PersonId } from '#lib/page/ids.ts';
import type { StaffPractice } from '#lib/practice/practice.ts';
import type { AfterDesks } from './after-desks.ts';
import { notedBackups, sinceBackups, type Since } from './backup-notes.ts';
import { cameSince } from './backup.svelte.ts';
import { answeringDesks, type AnsweringParts } from './answering.ts';
import { ChartCheck } from './chart-check.svelte.ts';
import { ChartsDesk } from './charts.svelte.ts';
import { ChecksMade } from './checks-made.svelte.ts';
import type { DryRun } from './dry-run.svelte.ts';
import type { FolderPicker } from './export-folder.ts';
import { ExportDesk, type ExportMaker } from './export.svelte.ts';
import { Awake } from './feed-awake.ts';
import { feedingIn } from './fed-clinicians.ts';
import { FeedFor } from './feed-for.svelte.ts';
import type { Inbox } from './feed-inbox.svelte.ts';
import { HistoryDesk } from './history.svelte.ts';
import type { OpenDesk } from './open-desk.svelte.ts';
import { PeopleDesk } from './people.svelte.ts';
import { Pictures } from './pictures.ts';
import type { ProofsDesk } from './proofs.ts';
import { RedactDesk, type RedactEngines } from './redact.svelte.ts';
import type { ReleaseDesk } from './release.svelte.ts';
import type { RequestPapers } from './request-papers.svelte.ts';
import type { RequestsDesk } from './requests.svelte.ts';
import { letGoOfSaved } from './save-file.ts';
import { ScrubDesk } from './scrub.svelte.ts';
import { SearchDesk, type SearchEngine } from './search.svelte.ts';
import type { SelfTestDesk } from './self-test.svelte.ts';
import { VerifyDesk } from './verify.svelte.ts';

/** Whoever has unlocked: `role` tells which. */
export type AnyDesk = OpenDesk | StaffDesk;

export interface StaffDeskParts extends AnsweringParts {
	readonly practice: StaffPractice;
	readonly redaction: RedactEngines;
	readonly searchEngine: SearchEngine;
	readonly makeExport: ExportMaker;
	readonly pickFolder?: FolderPicker | undefined;
	/** Where it is noted when the charts were last looked at. */
	readonly notes: Pick<Storage, 'getItem' | 'setItem'>;
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
	readonly exporting: ExportDesk;
	readonly redact: RedactDesk;
	readonly release: ReleaseDesk;
	readonly requests: RequestsDesk;
	readonly proofs: ProofsDesk;
	readonly selfTest: SelfTestDesk;
	readonly papers: RequestPapers;
	readonly dryRun: DryRun;
	readonly after: AfterDesks;
	readonly history: HistoryDesk;
	readonly verify: VerifyDesk;
	readonly scrub: ScrubDesk;
	readonly checksMade: ChecksMade;
	readonly chartCheck: ChartCheck;
	readonly people: PeopleDesk;
	readonly #parts: StaffDeskParts;
	readonly #pictures = new Pictures();

	constructor(parts: StaffDeskParts) {
		const { practice, engines, newIds, now } = parts;
		const { chart, roster, signedAs, alone } = practice;
		const nameOf = (id: PersonId): string =>
			roster.people.find((person) => person.id === id)?.name ?? 'somebody who has left';
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
			importing: { chart, newClient: () => newIds.client() },
			inbox: parts.inbox,
			awake: new Awake(navigator, document)
		});
		this.charts = new ChartsDesk({
			chart,
			pictures: this.#pictures,
			nameOf,
			read: (page, signal) => engines.read(page, signal),
			filing: { undisturbed: alone },
			newClient: () => newIds.client(),
			newNote: () => newIds.note()
		});
		this.search = new SearchDesk(chart, parts.searchEngine);
		this.exporting = new ExportDesk({
			...{ chart, signedAs, now, make: parts.makeExport, pick: parts.pickFolder },
			...{ practice: roster.practice, isClinician: false },
			sort: (reading, signal) => engines.sort(reading, signal)
		});
		this.redact = new RedactDesk({
			...{ chart, signedAs, now, charts: this.charts, engines: parts.redaction },
			filing: { undisturbed: alone }
		});
		const answering = answeringDesks(parts, practice, this.#pictures);
		this.release = answering.release;
		this.requests = answering.requests;
		this.proofs = answering.proofs;
		this.selfTest = answering.selfTest;
		this.papers = answering.papers;
		this.dryRun = answering.dryRun;
		this.after = answering.after;
		this.history = new HistoryDesk({ chart, roster, now, members: { files: practice.files } });
		// The people and the charts; how a tray or a cabinet stands is its clinician's to ask.
		const { me, holdings } = practice;
		const chains = practice.chains.filter(({ kind }) => kind === 'people' || kind === 'chart');
		this.verify = new VerifyDesk({ me, chains, chart }, nameOf, now);
		this.scrub = new ScrubDesk({ chart, holdings, roster }, undefined, parts.notes, now);
		this.checksMade = new ChecksMade(parts.notes);
		this.chartCheck = new ChartCheck({
			...{ chart, now, made: this.checksMade },
			sort: (reading, signal) => engines.sort(reading, signal)
		});
		this.people = new PeopleDesk(practice);
		this.scrub.start();
		void this.search.start();
	}

	/** When this device's last backup was made, and what was filed to the charts since; `undefined`: never. */
	get backedUp(): Since | undefined {
		const { practice, notes, now } = this.#parts;
		return sinceBackups(notedBackups(notes), now(), (madeAt) => cameSince(practice, madeAt));
	}

	/** Files are going in: closing the window now would lose the rest of them. */
	get taking(): boolean {
		return this.feedFor.taking;
	}

	/** Drops everything that was opened. */
	async close(): Promise<void> {
		this.scrub.stop();
		this.verify.stop();
		this.chartCheck.stop();
		this.feedFor.stop();
		this.release.reset();
		this.redact.stop();
		this.search.stop();
		this.exporting.close();
		this.dryRun.stop();
		this.after.rebuild.stop();
		this.history.stop();
		this.#parts.engines.stop();
		this.#pictures.clear();
		letGoOfSaved();
		await this.#parts.practice.close();
	}
}
