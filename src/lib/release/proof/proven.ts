/** A packet that has passed its proof: the only thing in the program that a file can be saved from. */
import type { Proof } from '#lib/packet/prove.ts';
import type { Built, MadePage } from '#lib/packet/setter.ts';
import { takenOver } from '#lib/packet/take-over.ts';
import type { ReleaseImprint } from '../packet/papers.ts';
import type { Plan } from '../plan.ts';
import { prove, type ProofOrder } from './proof.ts';

export type ProvenOrNot =
	| { readonly ok: true; readonly packet: Proven; readonly proof: Proof }
	| { readonly ok: false; readonly proof: Proof };

export class Proven {
	readonly plan: Plan;
	readonly imprint: ReleaseImprint;
	readonly proof: Proof;
	/** What was drawn of each picture. */
	readonly made: readonly MadePage[];
	readonly #files: readonly Uint8Array<ArrayBuffer>[];

	/** Nobody but {@link Proven.from} makes one. */
	private constructor(order: ProofOrder, built: Built, proof: Proof) {
		this.plan = order.plan;
		this.imprint = order.imprint;
		this.proof = proof;
		const volumes = [built, ...(built.further ?? [])];
		this.made = volumes.flatMap(({ made }) => made);
		this.#files = volumes.map(({ bytes }) => bytes);
	}

	/**
	 * Proves a built packet. Its bytes are taken over: the builder's own view of them is empty afterwards, so that nobody
	 * can change between the proof and the saving what was proved.
	 */
	static async from(order: ProofOrder): Promise<ProvenOrNot> {
		const { further, ...first } = order.built;
		const own = (file: Built): Built => ({ ...file, bytes: takenOver(file.bytes) });
		const built = { ...own(first), ...(further ? { further: further.map(own) } : {}) };
		const proof = await prove({ ...order, built });
		return proof.ok
			? { ok: true, proof, packet: new Proven(order, built, proof) }
			: { ok: false, proof };
	}

	/** The finished PDF, to be saved; of a packet in volumes the first. Whoever holds it must not change it. */
	file(): Uint8Array<ArrayBuffer> {
		const [first] = this.#files;
		if (!first) throw new Error('a packet without a file');
		return first;
	}

	/** Every volume, in order. */
	files(): readonly Uint8Array<ArrayBuffer>[] {
		return this.#files;
	}
}
