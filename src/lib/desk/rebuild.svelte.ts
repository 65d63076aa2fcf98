/** Makes a packet of the log again, and holds it against the hash that was logged. */
import type { Chart } from '#lib/chart/chart.ts';
import type { PacketId } from '#lib/page/ids.ts';
import { pagesIn } from '#lib/release/plan.ts';
import type { Proven } from '#lib/release/proof/proven.ts';
import { asItLies, comparedWith, readRecipe, type Compared } from '#lib/release/recipe.ts';
import { savedAs } from './packet-files.ts';
import type { Making, PacketMaker } from './packet-making.svelte.ts';

export interface Rebuilt {
	readonly packet: PacketId;
	readonly compared: Compared;
	/** The file, proved anew. */
	readonly proven: Proven;
	/** Which program and browser made it then, and which one now. */
	readonly then: string;
	readonly now: string;
	/** How many of its pages are in the chart no more: what was taken out since is for nobody else's eyes. */
	readonly gone: number;
}

export class RebuildDesk {
	/** The packet that is being made, or was made last. */
	packet = $state<PacketId>();
	making = $state.raw<Making>();
	rebuilt = $state.raw<Rebuilt>();
	/** Why none came of it, in a sentence. */
	failed = $state<string>();
	readonly #chart: Chart;
	readonly #make: PacketMaker;
	readonly #madeWith: string;
	readonly #now: () => Date;
	#abort: AbortController | undefined;

	constructor(parts: {
		readonly chart: Chart;
		readonly make: PacketMaker;
		readonly madeWith?: string | undefined;
		readonly now: () => Date;
	}) {
		this.#chart = parts.chart;
		this.#make = parts.make;
		this.#madeWith = parts.madeWith ?? 'an unknown browser';
		this.#now = parts.now;
	}

	async make(packet: PacketId): Promise<void> {
		this.stop();
		const abort = new AbortController();
		this.#abort = abort;
		this.packet = packet;
		this.rebuilt = this.failed = undefined;
		this.making = { step: 'build', done: 0, of: 0 };
		try {
			const rebuilt = await this.#rebuild(packet, abort.signal);
			if (abort.signal.aborted) return;
			if (typeof rebuilt === 'string') this.failed = rebuilt;
			else this.rebuilt = rebuilt;
		} catch (error) {
			if (!abort.signal.aborted) this.failed = whyNot(error);
		} finally {
			if (this.#abort === abort) this.making = undefined;
		}
	}

	/** Stops what is under way and lets go of what was made. */
	stop(): void {
		this.#abort?.abort();
		this.#abort = this.making = this.packet = this.rebuilt = this.failed = undefined;
	}

	/** For the practice's own file: a copy that goes to somebody is another disclosure. */
	save(save: (file: Blob, name: string) => void): void {
		const proven = this.rebuilt?.proven;
		if (!proven) return;
		const { file, name } = savedAs(proven, []);
		save(file, name);
	}

	async #rebuild(packet: PacketId, signal: AbortSignal): Promise<Rebuilt | string> {
		const { state } = this.#chart;
		const line = state.disclosures.find((one) => one.packet === packet);
		const lies = line?.recipe && (state.kept.get(line.recipe.sha256) ?? line.recipe);
		if (!line || !lies) return unkept;
		const recipe = readRecipe(await this.#chart.open(lies));
		const { plan, imprint } = asItLies(recipe, (sha256) => state.kept.get(sha256));
		const made = await this.#make({
			...{ plan, imprint, signal, again: true, madeAt: this.#now().toISOString() },
			onProgress: (step, done, of) => {
				if (!signal.aborted) this.making = { step, done, of };
			}
		});
		if (!made.ok) return unproved;
		const { proof, made: drawn } = made.packet;
		const again = { sha256: proof.sha256, made: drawn };
		return {
			packet,
			compared: comparedWith(recipe, line.sha256, again),
			proven: made.packet,
			then: recipe.madeWith,
			now: this.#madeWith,
			gone: pagesIn(plan).filter(({ page }) => !state.pages.has(page)).length
		};
	}
}

const unkept =
	'This line is from a version of the program that did not keep what it takes to make a packet again.';
const unproved =
	'The packet was made, but it did not pass its proof. Look at Checks: a stored page may be damaged.';

function whyNot(error: unknown): string {
	return error instanceof Error && error.name === 'DamagedBlob'
		? 'A stored piece of this packet is damaged or gone. Restore it from a backup, then try again.'
		: 'The packet could not be made again. Reload the page and try once more.';
}
