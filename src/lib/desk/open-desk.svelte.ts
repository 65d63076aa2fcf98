/** Everything on the desk while a practice is unlocked: one small class a screen. */
import type {
	BoxId,
	ClientId,
	EntryId,
	IncidentId,
	NoteId,
	RunId,
	PacketId,
	PageId,
	PaperId,
	PersonId,
	RequestId
} from '#lib/page/ids.ts';
import type { Practice } from '#lib/practice/practice.ts';
import { presentIn, signsAs } from '#lib/practice/roster.ts';
import type { AfterDesks } from './after-desks.ts';
import { answeringDesks, type AnsweringParts } from './answering.ts';
import type { FolderPlace } from './backup-folder.svelte.ts';
import { BackupDesk } from './backup.svelte.ts';
import { CabinetDesk } from './cabinet.svelte.ts';
import { ChartCheck } from './chart-check.svelte.ts';
import { ChartsDesk } from './charts.svelte.ts';
import { ChecksMade } from './checks-made.svelte.ts';
import { DecideDesk } from './decide.svelte.ts';
import type { DryRun } from './dry-run.svelte.ts';
import type { Engines } from './engines.ts';
import type { FolderPicker } from './export-folder.ts';
import { ExportDesk, type ExportMaker } from './export.svelte.ts';
import { Awake } from './feed-awake.ts';
import type { Inbox } from './feed-inbox.svelte.ts';
import { feedingIn } from './fed-clinicians.ts';
import { FeedFor } from './feed-for.svelte.ts';
import { FeedDesk } from './feed.svelte.ts';
import { HistoryDesk } from './history.svelte.ts';
import { ImportDesk } from './import.svelte.ts';
import { LastNotes } from './last-notes.svelte.ts';
import { LearnedDesk } from './learned.svelte.ts';
import { LockAway } from './lock-away.ts';
import { PasskeyDesk } from './passkey.svelte.ts';
import type { NotesExportMaker } from './notes-export.svelte.ts';
import type { NotesMaker } from './notes-release.svelte.ts';
import { PeopleDesk } from './people.svelte.ts';
import { Pictures } from './pictures.ts';
import { RescannedDesk } from './rescanned.svelte.ts';
import { ReadQueue } from './read-queue.svelte.ts';
import type { ProofsDesk } from './proofs.ts';
import { RedactDesk, type RedactEngines } from './redact.svelte.ts';
import type { ReleaseDesk } from './release.svelte.ts';
import type { RequestPapers } from './request-papers.svelte.ts';
import { RescanTeller } from './rescan-teller.ts';
import { ResealDesk } from './reseal.svelte.ts';
import type { RequestsDesk } from './requests.svelte.ts';
import { letGoOfSaved } from './save-file.ts';
import { SearchDesk, type SearchEngine } from './search.svelte.ts';
import type { SelfTestDesk } from './self-test.svelte.ts';
import { ShredDesk } from './shred.svelte.ts';
import { ScrubDesk } from './scrub.svelte.ts';
import { StationDesk } from './station.svelte.ts';
import { TwinsDesk } from './twins.svelte.ts';
import { VerifyDesk } from './verify.svelte.ts';
import { WillDesk } from './will.svelte.ts';
import { WithheldDesk } from './withheld.svelte.ts';

export interface NewIds {
	page(): PageId;
	box(): BoxId;
	client(): ClientId;
	packet(): PacketId;
	request(): RequestId;
	paper(): PaperId;
	entry(): EntryId;
	incident(): IncidentId;
	note(): NoteId;
	run(): RunId;
}

export interface OpenDeskParts extends AnsweringParts {
	readonly practice: Practice;
	readonly makeNotes: NotesMaker;
	readonly makeNotesExport?: NotesExportMaker;
	readonly redaction: RedactEngines;
	readonly searchEngine: SearchEngine;
	readonly makeExport: ExportMaker;
	readonly pickFolder?: FolderPicker | undefined;
	/** The browser's `fetch`, for a scan station's spool on this machine; absent for the sample. */
	readonly get?: typeof fetch;
	/** Where backups can go into a folder; absent where the browser has none to choose, and for the sample. */
	readonly folderPlace?: FolderPlace;
	/** What waits to be fed; it is the session's. */
	readonly inbox: Inbox;
	/** Where small facts about this device are noted, e.g. when the last backup was read back. */
	readonly notes: Pick<Storage, 'getItem' | 'setItem'>;
}

export class OpenDesk {
	readonly role = 'clinician';
	readonly practice: string;
	readonly signedAs: string;
	readonly queue: ReadQueue;
	readonly feed: FeedDesk;
	readonly importing: ImportDesk;
	/** Boxes that are a colleague's. */
	readonly feedFor: FeedFor;
	readonly decide: DecideDesk;
	readonly twins: TwinsDesk;
	readonly rescanned: RescannedDesk;
	readonly learned: LearnedDesk;
	readonly charts: ChartsDesk;
	readonly search: SearchDesk;
	readonly exporting: ExportDesk;
	readonly lockAway: LockAway;
	readonly cabinet: CabinetDesk;
	readonly redact: RedactDesk;
	readonly release: ReleaseDesk;
	readonly requests: RequestsDesk;
	readonly proofs: ProofsDesk;
	readonly selfTest: SelfTestDesk;
	readonly papers: RequestPapers;
	readonly dryRun: DryRun;
	readonly after: AfterDesks;
	readonly backup: BackupDesk;
	readonly verify: VerifyDesk;
	readonly scrub: ScrubDesk;
	readonly checksMade: ChecksMade;
	readonly chartCheck: ChartCheck;
	readonly lastNotes: LastNotes;
	readonly shred: ShredDesk;
	/** Absent at the sample: a station writes to a disk. */
	readonly station: StationDesk | undefined;
	readonly withheld: WithheldDesk;
	readonly people: PeopleDesk;
	readonly passkey: PasskeyDesk;
	readonly will: WillDesk;
	readonly reseal: ResealDesk;
	readonly history: HistoryDesk;
	/** Filings that an earlier session had begun are finished when this resolves. */
	readonly ready: Promise<void>;

	readonly #parts: OpenDeskParts;
	readonly #pictures = new Pictures();
	readonly #rescans: RescanTeller;
	#closed = false;

	constructor(parts: OpenDeskParts) {
		const { practice, engines, newIds, now } = parts;
		const { tray, chart, filing, roster, signedAs } = practice;
		const pictures = this.#pictures;
		const read: Engines['read'] = (page, signal) => engines.read(page, signal);
		const nameOf = (id: PersonId): string => this.nameOf(id);
		this.#parts = parts;
		this.practice = roster.practice;
		this.signedAs = signedAs;
		const awake = new Awake(navigator, document);
		this.queue = new ReadQueue(tray, engines, {
			awake,
			undisturbed: (act) => filing.undisturbed(act)
		});
		this.feed = new FeedDesk({
			tray,
			engines,
			queue: this.queue,
			inbox: parts.inbox,
			awake,
			newBox: () => newIds.box(),
			newPage: () => newIds.page()
		});
		this.importing = new ImportDesk({
			...{ chart, tray, feed: this.feed },
			newClient: () => newIds.client()
		});
		this.feedFor = new FeedFor({
			...feedingIn(practice),
			engines,
			newBox: () => newIds.box(),
			newPage: () => newIds.page(),
			inbox: parts.inbox,
			awake
		});
		this.#rescans = new RescanTeller(practice);
		const { pickFolder: pick, makeNotesExport } = parts;
		const exports = pick && makeNotesExport ? { pick, make: makeNotesExport } : undefined;
		const sort = (...asked: Parameters<Engines['sort']>): ReturnType<Engines['sort']> =>
			engines.sort(...asked);
		const packets = {
			...{ make: parts.makeNotes, now, exports, sort },
			newPacket: () => newIds.packet()
		};
		this.cabinet = new CabinetDesk(practice, nameOf, read, packets);
		this.learned = new LearnedDesk(practice.learned);
		this.decide = new DecideDesk({
			tray,
			chart,
			filing,
			pictures,
			queue: this.queue,
			learned: this.learned,
			cabinet: () => this.cabinet.opened,
			newClient: () => newIds.client(),
			newRun: () => newIds.run(),
			hasTwin: (page) => this.twins.all.has(page),
			notes: parts.notes,
			colleagues: presentIn(roster).flatMap((member) =>
				practice.cabinetSlots.has(member.id) ? [{ id: member.id, signedAs: signsAs(member) }] : []
			)
		});
		this.twins = new TwinsDesk({ tray, chart, pictures });
		this.rescanned = new RescannedDesk({ tray, twinOf: (page) => this.twins.all.get(page)?.of });
		this.charts = new ChartsDesk({
			chart,
			pictures,
			nameOf,
			read,
			filing,
			newClient: () => newIds.client(),
			newNote: () => newIds.note()
		});
		this.lockAway = new LockAway({ tray, chart, slot: practice.slot, filing });
		this.search = new SearchDesk(chart, parts.searchEngine);
		this.exporting = new ExportDesk({
			...{ chart, signedAs, now, make: parts.makeExport, pick: parts.pickFolder },
			...{ practice: roster.practice, isClinician: true },
			sort: (reading, signal) => engines.sort(reading, signal)
		});
		this.redact = new RedactDesk({
			...{ chart, filing, signedAs, now, charts: this.charts, engines: parts.redaction }
		});
		const answering = answeringDesks(parts, practice, pictures);
		this.release = answering.release;
		this.requests = answering.requests;
		this.proofs = answering.proofs;
		this.selfTest = answering.selfTest;
		this.papers = answering.papers;
		this.dryRun = answering.dryRun;
		this.after = answering.after;
		this.backup = new BackupDesk(practice, parts.notes, now, parts.folderPlace);
		this.shred = new ShredDesk({
			...{ practice, notes: parts.notes, now },
			backedUp: () => {
				const { chart: charts, private: own } = this.backup.last;
				return {
					...(charts ? { chart: charts.madeAt } : {}),
					...(own ? { private: own.madeAt } : {})
				};
			}
		});
		this.verify = new VerifyDesk(practice, nameOf, now);
		this.scrub = new ScrubDesk(practice, this.cabinet, parts.notes, now);
		this.checksMade = new ChecksMade(parts.notes);
		const looking = { tray, chart, now, signedAs, sort, made: this.checksMade };
		this.chartCheck = new ChartCheck(looking);
		this.lastNotes = new LastNotes(looking);
		this.station =
			parts.get &&
			new StationDesk({
				...{ stations: practice.stations, tray, sort, now, awake, get: parts.get },
				pickFolder: parts.pickFolder,
				onTaken: () => this.queue.goOn()
			});
		this.withheld = new WithheldDesk({ tray, now });
		this.people = new PeopleDesk(practice);
		this.passkey = new PasskeyDesk(practice.passkey);
		this.reseal = new ResealDesk(practice);
		this.will = new WillDesk(practice, this.cabinet, this.people);
		this.history = new HistoryDesk({
			...{ tray, chart, roster, now },
			members: { files: practice.files, why: (entered) => practice.wills.why(entered) }
		});
		this.ready = this.#resume();
	}

	/** What waits to be fed. */
	get inbox(): Inbox {
		return this.feed.inbox;
	}

	/** Files are going in: closing the window now would lose the rest of them. */
	get taking(): boolean {
		return this.feed.taking || this.feedFor.taking || (this.station?.taking ?? false);
	}

	/** Of anybody who is or was in the practice. */
	nameOf(id: PersonId): string {
		const { people } = this.#parts.practice.roster;
		return people.find((person) => person.id === id)?.name ?? 'somebody who has left';
	}

	/** Drops everything that was opened. Filed pages' copies leave the tray first. */
	async close(): Promise<void> {
		this.#closed = true;
		this.scrub.stop();
		this.verify.stop();
		this.chartCheck.stop();
		this.lastNotes.stop();
		this.queue.stop();
		this.feed.stop();
		this.station?.stop();
		this.feedFor.stop();
		this.release.reset();
		this.redact.stop();
		this.search.stop();
		this.exporting.close();
		this.dryRun.stop();
		this.after.rebuild.stop();
		this.twins.stop();
		this.history.stop();
		this.cabinet.lock();
		this.#parts.engines.stop();
		this.#pictures.clear();
		letGoOfSaved();
		await this.reseal.stop();
		await this.#rescans.stop();
		await this.#parts.practice.filing.sweep();
		await this.#parts.practice.close();
	}

	async #resume(): Promise<void> {
		const { filing } = this.#parts.practice;
		await filing.resume();
		await filing.sweep();
		this.queue.start();
		await this.#rescans.tell();
		if (this.#closed) return;
		this.scrub.start();
		void this.search.start();
	}
}
