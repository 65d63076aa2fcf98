/** A release from the open cabinet: pages chosen one by one, a door of the law, a proof, two people, and then the file. */
import { doorWords } from '#lib/cabinet-release/doors.ts';
import { doors } from '#lib/cabinet-release/doors.ts';
import { stillHolds } from '#lib/cabinet-release/build.ts';
import { planNotes, type NotesPlan } from '#lib/cabinet-release/plan.ts';
import {
	notesFileName,
	type NotesProvenOrNot,
	type ProvenNotes
} from '#lib/cabinet-release/proven.ts';
import { defectsOfNotes, readNotesRequest } from '#lib/cabinet-release/request.ts';
import type { OpenCabinet } from '#lib/cabinet/open.ts';
import type { HeldPage } from '#lib/cabinet/state.ts';
import type { Proof } from '#lib/packet/prove.ts';
import type { Imprint } from '#lib/packet/sheets.ts';
import type { Client } from '#lib/page/client.ts';
import { dayOf, type CalendarDate } from '#lib/page/date.ts';
import type { PacketId, PageId, PersonId } from '#lib/page/ids.ts';
import {
	statementOf,
	type NotesRelease,
	type SecondPerson,
	type Statement
} from '#lib/page/notes-release.ts';
import type { TwoPeople } from '#lib/practice/second-person.ts';
import { signsAs } from '#lib/practice/roster.ts';
import type { Wrong } from '#lib/release/form-fields.ts';
import { originatorWords } from './notes-form.ts';
import { PacketMaking, type Making } from './packet-making.svelte.ts';
import type { Choice } from './release-form.ts';
import { proofOf } from './notes-proof.ts';
import { outcomeOf, sentenceFor, type Outcome } from './sentences.ts';

/** Builds a notes packet with this cabinet's key alone, then proves it. `compose.ts` plugs the workers in. */
export type NotesMaker = (order: {
	readonly plan: NotesPlan;
	readonly imprint: Imprint;
	readonly cabinet: OpenCabinet;
	readonly madeAt: string;
	readonly signal: AbortSignal;
	readonly onProgress: (step: Making['step'], done: number, of: number) => void;
}) => Promise<NotesProvenOrNot>;

/** The copy of the paper that the door stands on. */
export interface Attached {
	readonly name: string;
	readonly mediaType: string;
	readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A scan of a form is far smaller; more would sit in the cabinet for ever. */
const largestPaper = 25_000_000;
const paperTypes = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp', 'image/tiff'];

export interface NotesReleaseParts {
	readonly cabinet: OpenCabinet;
	readonly make: NotesMaker;
	readonly twoPeople: TwoPeople;
	readonly newPacket: () => PacketId;
	readonly practice: string;
	readonly signedAs: string;
	readonly now: () => Date;
}

export interface Signing {
	/** The cabinet's own passphrase, typed once more. */
	readonly passphrase: string;
	readonly second:
		| { readonly is: 'member'; readonly person: PersonId; readonly passphrase: string }
		| { readonly is: 'outside'; readonly name: string; readonly part: string };
}

export class NotesReleaseDesk {
	readonly client: NotesPlan['client'];
	/** What the client has in this cabinet, by date of service. */
	readonly pages: readonly HeldPage[];
	/** None until somebody chooses: "specific and meaningful" (164.508(c)(1)(i)) is no default. */
	chosen = $state.raw<ReadonlySet<PageId>>(new Set());
	form = $state<Record<string, string>>({ signedBy: 'client' });
	attached = $state.raw<Attached>();
	wrong = $state.raw<readonly Wrong[]>([]);
	/** What keeps this request from a packet, in sentences. */
	defects = $state.raw<readonly string[]>([]);
	plan = $state.raw<NotesPlan>();
	saved = $state(false);

	readonly #parts: NotesReleaseParts;
	readonly #packet: PacketMaking<Parameters<NotesMaker>[0], ProvenNotes>;

	constructor(
		parts: NotesReleaseParts,
		client: Client | NotesPlan['client'],
		pages: readonly HeldPage[]
	) {
		this.#parts = parts;
		this.#packet = new PacketMaking(parts.make, {
			NotesBlocked: changed,
			DamagedBlob:
				'A page of this cabinet is damaged in storage, so no packet was made. Restore it from a backup first.'
		});
		this.client = client;
		this.pages = pages;
	}

	get today(): CalendarDate {
		return dayOf(this.#parts.now());
	}

	get making(): Making | undefined {
		return this.#packet.making;
	}

	get proof(): Proof | undefined {
		return this.#packet.proof;
	}

	get proven(): ProvenNotes | undefined {
		return this.#packet.proven;
	}

	/** Why no packet came of it, when none did. */
	get failed(): string | undefined {
		return this.#packet.failed;
	}

	/** Who else is here to sign; where nobody is, somebody from outside may. */
	get others(): readonly Choice[] {
		return this.#parts.twoPeople.others.map((member) => ({
			value: member.id,
			label: signsAs(member)
		}));
	}

	write(field: string, text: string): void {
		this.form[field] = text;
	}

	choose(page: PageId, chosen: boolean): void {
		const next = new Set(this.chosen);
		if (chosen) next.add(page);
		else next.delete(page);
		this.chosen = next;
	}

	/** Takes a copy of the paper: a PDF or a picture. */
	async attach(file: File): Promise<Outcome> {
		if (!paperTypes.includes(file.type)) {
			return refused('Choose a PDF or a picture (JPEG, PNG, WebP, TIFF) of the paper.');
		}
		if (file.size === 0) return refused('That file is empty. Scan the paper again.');
		if (file.size > largestPaper) {
			return refused('That file is over 25 MB. Scan the paper at 300 dpi or less.');
		}
		try {
			const bytes = new Uint8Array(await file.arrayBuffer());
			this.attached = { name: file.name, mediaType: file.type, bytes };
			return { ok: true };
		} catch {
			return refused('That file could not be read. Choose it again.');
		}
	}

	/** Reads the form, then builds and proves. What is blocked is not built; what failed its proof cannot be saved. */
	async make(): Promise<void> {
		if (this.making) return;
		const plan = this.#lay();
		if (!plan) return;
		const { cabinet, practice, signedAs, now } = this.#parts;
		this.plan = plan;
		const order = {
			plan,
			imprint: { practice: { name: practice }, preparedBy: signedAs, preparedOn: this.today },
			cabinet,
			madeAt: now().toISOString()
		};
		await this.#packet.make(order);
	}

	/** The plan, or the sentences that say what is missing. */
	#lay(): NotesPlan | undefined {
		this.back();
		const read = readNotesRequest(this.#parts.newPacket(), this.client.id, this.form);
		this.wrong = read.ok ? [] : read.wrong;
		this.defects = [
			...(this.chosen.size === 0 ? ['Choose the pages that are to leave, one by one.'] : []),
			...(this.attached ? [] : ['Attach a copy of the paper that allows it.']),
			...(read.ok ? defectsOfNotes(read.request, this.today) : [])
		];
		if (!read.ok || this.defects.length > 0) return undefined;
		const pages = this.pages.filter(({ page }) => this.chosen.has(page));
		return planNotes(read.request, this.client, pages);
	}

	/** Back to the form: what was typed and chosen stays. */
	back(): void {
		this.#packet.clear();
		this.plan = undefined;
		this.saved = false;
	}

	/**
	 * Both sign, the cabinet's ledger gets its line with the copy of the paper, and only then is the file handed to
	 * `save`: a packet that left without its line would be worse than a line for a download that was cancelled.
	 */
	async signAndSave(
		{ passphrase, second }: Signing,
		save: (file: Blob, name: string) => void
	): Promise<Outcome> {
		const { proven, attached } = this;
		const { cabinet, twoPeople, now } = this.#parts;
		if (!proven || !attached || this.saved) return refused('There is no proven packet to save.');
		if (!stillHolds(proven.plan, cabinet)) return refused(changed);
		const statement = this.#statement(proven, now().toISOString());
		if (!(await twoPeople.isOwner(passphrase))) {
			return refused('Your passphrase does not open this cabinet. Nothing was saved: try again.');
		}
		const named = await this.#second(second, statement);
		if (!named.ok) return named;
		const copy = await cabinet.seal(attached.bytes);
		const kept = await cabinet.seal(proofOf(proven));
		const { packet, releasedAt, recipient, basis, purpose, sha256 } = statement;
		const { request, client, pages } = proven.plan;
		const { counts, why } = doors[request.door.is];
		const release: NotesRelease = {
			...{ packet, releasedAt, recipient, basis, purpose, sha256, proof: kept.ref },
			client: client.id,
			document: { words: request.paper, copy: copy.ref, mediaType: attached.mediaType },
			pages: pages.map(({ page }) => page),
			preparedOn: proven.imprint.preparedOn,
			originatorSaid: originatorWords,
			second: named.second,
			accounting: { counts, because: why }
		};
		const put = [copy.blob, kept.blob];
		const logged = await cabinet.act({ is: 'pages-released', release }, { put });
		if (!logged.ok) return outcomeOf(logged);
		this.saved = true;
		this.saveAgain(save);
		return { ok: true };
	}

	/** Hands the file out once more: it is in the ledger already. */
	saveAgain(save: (file: Blob, name: string) => void): void {
		const { proven } = this;
		if (!proven || !this.saved) return;
		save(new Blob([proven.file()], { type: 'application/pdf' }), notesFileName(proven));
	}

	async #second(
		second: Signing['second'],
		statement: Statement
	): Promise<{ readonly ok: true; readonly second: SecondPerson } | (Outcome & { ok: false })> {
		const { twoPeople } = this.#parts;
		if (second.is === 'member') {
			const signed = await twoPeople.sign(second.person, second.passphrase, statementOf(statement));
			if (signed.ok) return signed;
			if (signed.why === 'not-another') return refused('Choose a second person from the list.');
			return signed.why === 'damaged'
				? refused(sentenceFor('damaged'))
				: refused('The second person’s passphrase is not right. Nothing was saved: try again.');
		}
		if (twoPeople.others.length > 0) return refused('Somebody of the practice has to sign here.');
		const [name, part] = [second.name.trim(), second.part.trim()];
		if (!name || !part) return refused('Name the second person, and say what their part is.');
		return { ok: true, second: { is: 'outside', name, part } };
	}

	#statement({ plan: { request, pages }, proof }: ProvenNotes, releasedAt: string): Statement {
		const { packet, recipient, purpose, door } = request;
		const basis = doorWords(door);
		const { sha256 } = proof;
		return { packet, releasedAt, recipient, basis, purpose, sha256, pages: pages.length };
	}
}

const changed = 'The cabinet has changed since this packet was made. Build it again.';

function refused(sentence: string): Outcome & { readonly ok: false } {
	return { ok: false, sentence };
}
