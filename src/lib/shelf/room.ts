/** How full the browser's storage is: pages stop coming in well before it refuses them. */

/** The share of what the browser gives above which nothing more is taken in. */
export const stopAt = 0.9;

export type AskRoom = () => Promise<{
	readonly usage?: number | undefined;
	readonly quota?: number | undefined;
}>;

/** An answer is good for so many milliseconds: a page is far smaller than the tenth that is kept free. */
const goodFor = 5_000;

/** The share of its storage that is used, 0 to 1; `undefined` where the browser does not say. */
export async function shareUsed(ask: AskRoom): Promise<number | undefined> {
	const { usage, quota } = await ask().catch(() => ({ usage: undefined, quota: undefined }));
	return usage === undefined || !quota ? undefined : usage / quota;
}

/** One for all folders: they share the browser's storage. */
export class Room {
	readonly #ask: AskRoom;
	readonly #now: () => number;
	#low = false;
	#asked: number | undefined;

	constructor(ask: AskRoom, now: () => number = () => performance.now()) {
		this.#ask = ask;
		this.#now = now;
	}

	/** Whether pages must wait. Where the browser does not say, they need not. */
	async isLow(): Promise<boolean> {
		if (this.#asked === undefined || this.#now() - this.#asked >= goodFor) {
			this.#asked = this.#now();
			this.#low = ((await shareUsed(this.#ask)) ?? 0) >= stopAt;
		}
		// Space that was freed is noticed at once: somebody waits for it.
		if (this.#low) this.#asked = undefined;
		return this.#low;
	}
}
