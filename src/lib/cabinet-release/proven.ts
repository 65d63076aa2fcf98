/** A notes packet that has passed its proof: the only thing that can leave a cabinet, and it is no packet of a chart's. */
import type { OpenCabinet } from '#lib/cabinet/open.ts';
import type { HeldPage } from '#lib/cabinet/state.ts';
import type { Codec } from '#lib/imaging/codec.ts';
import { proveDraft, type Proof, type ProofTerms, type Witness } from '#lib/packet/prove.ts';
import type { Built } from '#lib/packet/setter.ts';
import type { Imprint } from '#lib/packet/sheets.ts';
import { takenOver } from '#lib/packet/take-over.ts';
import { shownIn, writtenIn } from '#lib/packet/witness.ts';
import type { NotesRelease } from '#lib/page/notes-release.ts';
import { draftNotes } from './front.ts';
import type { NotesPlan } from './plan.ts';

export interface NotesProofOrder extends ProofTerms, Witness<HeldPage> {
	readonly plan: NotesPlan;
	readonly imprint: Imprint;
	readonly built: Built;
}

export type NotesProvenOrNot =
	| { readonly ok: true; readonly packet: ProvenNotes; readonly proof: Proof }
	| { readonly ok: false; readonly proof: Proof };

export class ProvenNotes {
	readonly plan: NotesPlan;
	readonly imprint: Imprint;
	readonly proof: Proof;
	readonly #bytes: Uint8Array<ArrayBuffer>;

	/** Nobody but {@link ProvenNotes.from} makes one. */
	private constructor(order: NotesProofOrder, bytes: Uint8Array<ArrayBuffer>, proof: Proof) {
		this.plan = order.plan;
		this.imprint = order.imprint;
		this.proof = proof;
		this.#bytes = bytes;
	}

	/** Proves a built packet and takes its bytes over: nobody can change afterwards what was proved. */
	static async from(order: NotesProofOrder): Promise<NotesProvenOrNot> {
		const { plan, imprint, built, ...terms } = order;
		const bytes = takenOver(built.bytes);
		const proof = await proveDraft({
			...terms,
			draft: draftNotes(plan, imprint),
			built: { bytes, made: built.made }
		});
		return proof.ok
			? { ok: true, proof, packet: new ProvenNotes(order, bytes, proof) }
			: { ok: false, proof };
	}

	/** The finished PDF, to be saved. Whoever holds it must not change it. */
	file(): Uint8Array<ArrayBuffer> {
		return this.#bytes;
	}
}

/** What the cabinet itself says of its pages, opened afresh for the proof. */
export function cabinetWitness(
	cabinet: Pick<OpenCabinet, 'open'>,
	codec: Codec
): Witness<HeldPage> {
	return {
		pictureOf: async (page, asked) => shownIn(page, await cabinet.open(page.picture), codec, asked),
		wordsOf: async (page, box) =>
			page.reading ? writtenIn(await cabinet.open(page.reading), page, box) : { words: '' }
	};
}

/** A name without a name: a file lies in download folders, on sticks and in mail logs. */
export function notesFileName({ plan, imprint }: ProvenNotes): string {
	return notesName({ packet: plan.request.packet, preparedOn: imprint.preparedOn });
}

export function notesName({
	packet,
	preparedOn
}: Pick<NotesRelease, 'packet' | 'preparedOn'>): string {
	return `notes-${preparedOn}-${packet.slice(-6)}.pdf`;
}
