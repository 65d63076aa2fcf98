/** The locked cabinet: opened by a second act, read here and nowhere else, locked again soon. */
import { sealAttestation } from '#lib/cabinet/attestation.ts';
import type { Borrowed, LentPage } from '#lib/cabinet/loans.ts';
import type { OpenCabinet } from '#lib/cabinet/open.ts';
import { heldPagesOf, type HeldPage } from '#lib/cabinet/state.ts';
import type { KeptElsewhere } from '#lib/page/fate.ts';
import type { Client } from '#lib/page/client.ts';
import { dayOf, type CalendarDate } from '#lib/page/date.ts';
import type { ClientId, PacketId, PageId, PersonId } from '#lib/page/ids.ts';
import { statementOf, type NotesRelease } from '#lib/page/notes-release.ts';
import { turned, type Rotation } from '#lib/page/reading.ts';
import type { CabinetOpened, Practice } from '#lib/practice/practice.ts';
import { presentIn, signsAs } from '#lib/practice/roster.ts';
import { hasSigned } from '#lib/practice/second-person.ts';
import { readingIn, type HistoryLine, type OpenedPage } from './charts.svelte.ts';
import { CabinetCheck } from './cabinet-check.svelte.ts';
import { CabinetHistory } from './cabinet-history.svelte.ts';
import { cabinetWords } from './cabinet-words.ts';
import type { Engines } from './engines.ts';
import { IdleWatch } from './idle.ts';
import { interfiledIn, type Interfiled } from './interfiled.ts';
import { LoansDesk } from './loans.svelte.ts';
import { NotesExport, type NotesExportParts } from './notes-export.svelte.ts';
import { certificateFileOf, proofFileOf, type NamedFile } from './notes-proof.ts';
import { NotesReleaseDesk, type NotesMaker } from './notes-release.svelte.ts';
import { NotesSearch } from './notes-search.svelte.ts';
import { Pictures } from './pictures.ts';
import { readFiled, stillStands } from './read-filed.ts';
import { letGoOfSaved } from './save-file.ts';
import { fine, outcomeOf, sentenceFor, type Outcome } from './sentences.ts';

/** Two minutes without a touch, or one with the window hidden (security reference, section 2.4). */
export const cabinetIdle = { idle: 120_000, hidden: 60_000 } as const;

/** What a release from a cabinet is made with. */
export interface CabinetPackets {
	readonly make: NotesMaker;
	readonly newPacket: () => PacketId;
	readonly now: () => Date;
	/** Absent where no folder can be chosen. */
	readonly exports?: Pick<NotesExportParts, 'make' | 'pick'> | undefined;
	/** For the cabinet check; without it there is none. */
	readonly sort?: Engines['sort'];
}

export class CabinetDesk {
	isOpen = $state(false);
	pages = $state.raw<readonly HeldPage[]>([]);
	/** Why it closed by itself, for the person who comes back. */
	closedBecause = $state<string>();

	/** What left this cabinet, newest first. */
	releases = $state.raw<readonly NotesRelease[]>([]);
	/** What is lent for supervision, while it is open. */
	loans = $state.raw<LoansDesk>();
	/** Its pages as files, to a folder of their own. */
	exporting = $state.raw<NotesExport>();
	/** Looks for words in it, while it is open. */
	search = $state.raw<NotesSearch>();
	/** Record facts that sit only here, while it is open. */
	check = $state.raw<CabinetCheck>();
	/** Everything that happened here, while it is open. */
	whole = $state.raw<CabinetHistory>();
	/** The release that is being prepared; it ends with the lock. */
	releasing = $state.raw<NotesReleaseDesk>();

	readonly clients = $derived([...new Set(this.pages.map(({ client }) => client))]);

	readonly #practice: Practice;
	readonly #nameOf: (person: PersonId) => string;
	readonly #read: Engines['read'];
	readonly #packets: CabinetPackets;
	/** Full pictures are few; thumbnails are as many as a screen may show. */
	readonly #pictures = new Pictures(3);
	readonly #thumbnails = new Pictures(80);
	readonly #watch = new IdleWatch(cabinetIdle, () =>
		this.lock('It was locked because nobody used it for a while.')
	);
	readonly #onLock = new Set<() => void>();
	#cabinet: OpenCabinet | undefined;
	#stopFollowing: (() => void) | undefined;
	/** Counts lockings: what was begun before one must not end as if it had not been. */
	#locked = 0;

	constructor(
		practice: Practice,
		nameOf: (person: PersonId) => string,
		read: Engines['read'],
		packets: CabinetPackets
	) {
		this.#packets = packets;
		this.#practice = practice;
		this.#nameOf = nameOf;
		this.#read = read;
	}

	/** For the act of taking a page back, while it is open. */
	get opened(): OpenCabinet | undefined {
		return this.#cabinet;
	}

	/** Milliseconds until it closes by itself; `undefined` while it is locked. */
	get timeLeft(): number | undefined {
		return this.isOpen ? this.#watch.left : undefined;
	}

	open(passphrase: string): Promise<Outcome> {
		return this.#enter(() => this.#practice.openCabinet(passphrase));
	}

	openByPasskey(): Promise<Outcome> {
		return this.#enter(() => this.#practice.openCabinetByPasskey());
	}

	/** Whether a passkey that this browser could ask at this address was added to the cabinet. */
	async hasPasskey(): Promise<boolean> {
		return (await this.#practice.passkey.look())?.here === true;
	}

	async #enter(unlock: () => Promise<CabinetOpened>): Promise<Outcome> {
		const begun = this.#locked;
		const opened = await unlock();
		if (!opened.ok) return { ok: false, sentence: sentenceFor(opened.why) };
		// Locked while the passphrase was worked on: the key is let go of, unused.
		if (begun !== this.#locked || this.isOpen) return fine;
		this.#cabinet = opened.cabinet;
		this.loans = this.#loansIn(opened.cabinet);
		this.whole = new CabinetHistory({
			cabinet: opened.cabinet,
			nameOf: this.#nameOf,
			now: this.#packets.now
		});
		const { sort, exports, now } = this.#packets;
		const { chart } = this.#practice;
		if (sort) this.check = new CabinetCheck({ cabinet: opened.cabinet, chart, sort, now });
		const { clients } = this.#practice.chart.state;
		this.search = new NotesSearch(opened.cabinet, (id) => clients.get(id)?.name ?? '');
		const { signedAs, roster } = this.#practice;
		this.exporting =
			exports &&
			new NotesExport({
				...{ ...exports, now, signedAs, cabinet: opened.cabinet, practice: roster.practice },
				clientOf: (id) => clients.get(id)
			});
		this.#stopFollowing = opened.cabinet.onChange(() => this.#mirror());
		this.isOpen = true;
		this.closedBecause = undefined;
		this.#mirror();
		this.#watch.start();
		return fine;
	}

	/** What must close with it. */
	onLock(close: () => void): void {
		this.#onLock.add(close);
	}

	/** Drops the key and every opened picture. */
	lock(because?: string): void {
		this.#locked++;
		for (const close of this.#onLock) close();
		this.#watch.stop();
		this.#stopFollowing?.();
		this.#stopFollowing = undefined;
		this.#cabinet = undefined;
		this.#pictures.clear();
		this.#thumbnails.clear();
		this.releasing?.back();
		this.whole?.stop();
		this.search?.stop();
		this.exporting?.close();
		this.check?.stop();
		this.whole = this.releasing = this.loans = this.search = undefined;
		this.exporting = this.check = undefined;
		letGoOfSaved('cabinet');
		this.pages = [];
		this.releases = [];
		this.isOpen = false;
		this.closedBecause = because;
	}

	/** Somebody uses it. */
	touch(): void {
		this.#watch.touch();
	}

	/** Somebody is there, but elsewhere: it closes if its time is over. */
	look(): void {
		this.#watch.look();
	}

	hide(hidden: boolean): void {
		this.#watch.hide(hidden);
	}

	/** A page went through the slot while the cabinet stood open: show it. */
	async catchUp(): Promise<void> {
		await this.#cabinet?.catchUp();
	}

	pagesOf(client: ClientId): readonly HeldPage[] {
		return this.#cabinet && this.pages.length > 0 ? heldPagesOf(this.#cabinet.state, client) : [];
	}

	/** Begins a release of a client's pages; an earlier one that was not finished is dropped. */
	beginRelease(client: Client): void {
		const cabinet = this.#ensureOpen();
		this.releasing?.back();
		const { twoPeople, signedAs, roster } = this.#practice;
		const parts = { ...this.#packets, cabinet, twoPeople, signedAs, practice: roster.practice };
		this.releasing = new NotesReleaseDesk(parts, client, heldPagesOf(cabinet.state, client.id));
	}

	endRelease(): void {
		this.releasing?.back();
		this.releasing = undefined;
	}

	/** A page that was lent to this cabinet. Rejects when it is damaged, or the loan is over. */
	async lentPage(loan: Borrowed, page: LentPage): Promise<string> {
		const loans = this.loans;
		if (!loans) throw new Error('the cabinet is locked');
		const open = async () => ({
			bytes: await loans.picture(loan, page),
			mediaType: page.mediaType
		});
		return this.#pictures.url(page.picture.sha256, open, page.turn);
	}

	#loansIn(cabinet: OpenCabinet): LoansDesk {
		const { supervision, roster, cabinetSlots } = this.#practice;
		const colleagues = presentIn(roster).flatMap((member) =>
			cabinetSlots.has(member.id) ? [{ value: member.id, label: signsAs(member) }] : []
		);
		const today = (): CalendarDate => dayOf(this.#packets.now());
		return new LoansDesk({ cabinet, supervision, colleagues, today });
	}

	/** The copy of a paper that a release stood on. Rejects when it is damaged, or was locked meanwhile. */
	async paper({ document }: NotesRelease): Promise<Blob> {
		const cabinet = this.#ensureOpen();
		const bytes = await cabinet.open(document.copy);
		this.#ensureStill(cabinet);
		return new Blob([bytes], { type: document.mediaType });
	}

	/** The proof of what left, as it lies in the cabinet: its file, or the exclusion certificate that is worded from it. */
	async proof(release: NotesRelease, as: 'file' | 'certificate'): Promise<NamedFile> {
		const cabinet = this.#ensureOpen();
		if (!release.proof) throw new Error('no proof was kept of this release');
		const bytes = await cabinet.open(release.proof);
		const { practice } = this.#practice.roster;
		const made =
			as === 'file'
				? proofFileOf(release, bytes)
				: await certificateFileOf(release, bytes, practice);
		this.#ensureStill(cabinet);
		return made;
	}

	/** The second person's signature under a release holds; `undefined` for somebody from outside, who signs nothing here. */
	async holds(release: NotesRelease): Promise<boolean | undefined> {
		const { second, pages } = release;
		if (second.is === 'outside') return undefined;
		const statement = statementOf({ ...release, pages: pages.length });
		return hasSigned(this.#practice.roster, second, statement);
	}

	async thumbnail(page: Pick<HeldPage, 'thumbnail' | 'turn'>): Promise<string> {
		const cabinet = this.#ensureOpen();
		const open = async () =>
			({ bytes: await cabinet.open(page.thumbnail), mediaType: 'image/jpeg' }) as const;
		return this.#thumbnails.url(page.thumbnail.sha256, open, page.turn);
	}

	/** Turns a page's picture clockwise; its words turn with it. */
	async turn({ page }: HeldPage, by: Rotation): Promise<Outcome> {
		const cabinet = this.#ensureOpen();
		const now = cabinet.state.pages.get(page);
		if (!now) return fine;
		const turn = turned(now.turn ?? 0, by);
		return outcomeOf(await cabinet.act({ is: 'page-turned', page, turn }));
	}

	/**
	 * Corrects where a page's paper was kept. Where it lay in the chart after all, `words` say why it is private; they
	 * are sealed like those that are asked for before a page is locked away.
	 */
	async keptElsewhere(kept: KeptElsewhere, words: string): Promise<Outcome> {
		const cabinet = this.#ensureOpen();
		const now = cabinet.state.pages.get(kept.page);
		if (!now) return fine;
		const isAsked = kept.provenance === 'interfiled' && !now.attested;
		if (isAsked && !words.trim()) return { ok: false, sentence: sentenceFor('needs-attestation') };
		const attested = isAsked
			? { attested: await sealAttestation(cabinet.key.slot, words.trim()) }
			: {};
		this.#ensureStill(cabinet);
		return outcomeOf(await cabinet.act({ is: 'page-kept', ...kept, ...attested }));
	}

	/** Reads a page that has no words, or none that were any good. Nothing is kept when it is locked meanwhile. */
	async read(page: HeldPage): Promise<Outcome> {
		const cabinet = this.#ensureOpen();
		const found = await readFiled(cabinet, page, this.#read);
		if (!found.ok) return found;
		const { words, turn } = found;
		return this.#practice.filing.undisturbed(async () => {
			if (this.#cabinet !== cabinet) return fine;
			await cabinet.catchUp();
			if (!stillStands(cabinet.state.pages.get(page.page), page)) return fine;
			const acted = await cabinet.act(
				{ is: 'page-read', page: page.page, reading: words.ref, turn },
				{ put: [words.blob], remove: page.reading ? [page.reading.sha256] : [] }
			);
			return outcomeOf(acted);
		});
	}

	/** Rejects when the stored page is damaged, and when the cabinet was locked before it was open. */
	async view(page: HeldPage): Promise<OpenedPage<HeldPage>> {
		const cabinet = this.#ensureOpen();
		const open = async () => ({
			bytes: await cabinet.open(page.picture),
			mediaType: page.mediaType
		});
		const url = await this.#pictures.url(page.picture.sha256, open, page.turn);
		const words = page.reading && (await cabinet.open(page.reading));
		this.#ensureStill(cabinet);
		return { page, url, reading: words && readingIn(words, page.turn) };
	}

	/** What happened to a page, oldest first. */
	async history(page: PageId): Promise<readonly HistoryLine[]> {
		const cabinet = this.#ensureOpen();
		const told = await cabinet.told();
		this.#ensureStill(cabinet);
		return told.flatMap(({ at, person, action }) => {
			const what = cabinetWords(action, page);
			return what ? [{ at, who: this.#nameOf(person), what }] : [];
		});
	}

	/** Pages whose paper lay in the chart, with the clinician's words. Rejects when it was locked meanwhile. */
	async interfiled(): Promise<readonly Interfiled[]> {
		const cabinet = this.#ensureOpen();
		const found = await interfiledIn(cabinet);
		this.#ensureStill(cabinet);
		return found;
	}

	/** Who did something here. */
	whoIs(person: PersonId): string {
		return this.#nameOf(person);
	}

	#ensureOpen(): OpenCabinet {
		if (!this.#cabinet) throw new Error('the cabinet is locked');
		return this.#cabinet;
	}

	/** What took its time may come back to a locked cabinet, or to one that was opened anew. */
	#ensureStill(cabinet: OpenCabinet): void {
		if (this.#cabinet !== cabinet) throw new Error('the cabinet was locked');
	}

	#mirror(): void {
		this.pages = [...(this.#cabinet?.state.pages.values() ?? [])];
		this.loans?.look();
		this.releases = this.#cabinet?.state.releases.toReversed() ?? [];
	}
}
