/** One packet in the making: built, then proved; it can be stopped. Nothing of it is kept. */
import type { Proof } from '#lib/packet/prove.ts';
import type { ReleaseImprint } from '#lib/release/packet/papers.ts';
import type { Plan } from '#lib/release/plan.ts';
import type { Proven, ProvenOrNot } from '#lib/release/proof/proven.ts';
import { selfTestFailed } from './self-test.svelte.ts';

/** Builds the planned packet with the chart's key alone, then proves it. `compose.ts` plugs the workers in. */
export type PacketMaker = (order: {
	readonly plan: Plan;
	readonly imprint: ReleaseImprint;
	readonly madeAt: string;
	/** What the file opens with, when it is to be locked. */
	readonly password?: string | undefined;
	/** A packet that left is made again, from what was kept of it. */
	readonly again?: boolean;
	readonly signal: AbortSignal;
	readonly onProgress: (step: Making['step'], done: number, of: number) => void;
}) => Promise<ProvenOrNot>;

export interface Making {
	readonly step: 'test' | 'build' | 'prove';
	readonly done: number;
	/** 0 until it is known. */
	readonly of: number;
}

/** What the making itself adds to an order: how to stop it, and whom to tell how far it is. */
interface Watched {
	readonly signal: AbortSignal;
	readonly onProgress: (step: Making['step'], done: number, of: number) => void;
}

/** Milliseconds between two steps that are told: painting every one of them took a tenth of a long proof. */
const seldom = 150;

type Made<P> =
	| { readonly ok: true; readonly packet: P; readonly proof: Proof }
	| { readonly ok: false; readonly proof: Proof };

/** `O`: what is ordered; `P`: the proven packet that comes of it. */
export class PacketMaking<O extends Watched = Parameters<PacketMaker>[0], P = Proven> {
	making = $state.raw<Making>();
	proof = $state.raw<Proof>();
	proven = $state.raw<P>();
	/** Why no packet came of it, when none did. */
	failed = $state<string>();
	readonly #make: (order: O) => Promise<Made<P>>;
	readonly #sentences: Readonly<Record<string, string>>;
	#abort: AbortController | undefined;

	/** `sentences`: what is said of an error, by its name, where the usual sentence does not fit. */
	constructor(
		make: (order: O) => Promise<Made<P>>,
		sentences: Readonly<Record<string, string>> = {}
	) {
		this.#make = make;
		this.#sentences = { ...usual, ...sentences };
	}

	async make(order: Omit<O, keyof Watched>): Promise<void> {
		const abort = new AbortController();
		this.#abort = abort;
		this.proof = this.proven = this.failed = undefined;
		this.making = { step: 'build', done: 0, of: 0 };
		try {
			let told = -Infinity;
			const watched: Watched = {
				signal: abort.signal,
				onProgress: (step, done, of) => {
					const isNews = step !== this.making?.step || done === of;
					if (abort.signal.aborted || (!isNews && performance.now() - told < seldom)) return;
					told = performance.now();
					this.making = { step, done, of };
				}
			};
			const made = await this.#make({ ...order, ...watched } as O);
			// Cancelled too late to stop it: nobody is waiting for this packet any more.
			if (abort.signal.aborted) return;
			this.proof = made.proof;
			if (made.ok) this.proven = made.packet;
			else
				this.failed = 'The packet did not pass its proof, so it cannot be saved. Build it again.';
		} catch (error) {
			if (!abort.signal.aborted) this.failed = this.#whyNot(error);
		} finally {
			if (this.#abort === abort) this.making = undefined;
		}
	}

	cancel(): void {
		this.#abort?.abort();
		this.#abort = this.making = undefined;
	}

	/** Stops it and forgets what came of it. */
	clear(): void {
		this.cancel();
		this.proof = this.proven = this.failed = undefined;
	}

	#whyNot(error: unknown): string {
		const name = error instanceof Error ? error.name : '';
		return Object.hasOwn(this.#sentences, name) ? (this.#sentences[name] ?? unknown) : unknown;
	}
}

const usual: Readonly<Record<string, string>> = {
	SelfTestFailed: selfTestFailed,
	Blocked: 'The chart has changed or the request is not complete. Look at the plan again.',
	DamagedBlob:
		'A page of this chart is damaged in storage, so no packet was made. Restore it from a backup first.',
	OverLimit:
		'One page alone is larger than one file may be. Allow more megabytes, or choose smaller pictures.'
};
const unknown =
	'The packet could not be built. Reload the page and try again; nothing was saved or sent.';
