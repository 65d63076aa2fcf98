/** Which steps of the set-up checklist were ticked on this device. It is about the machine, not about any record. */

const place = 'cc-checklist';

export class Checklist {
	#done = $state.raw<ReadonlySet<string>>(new Set());
	readonly #notes: Pick<Storage, 'getItem' | 'setItem'> | undefined;

	/** Without `notes` (no browser yet, or the sample) ticks are kept for as long as the screen is. */
	constructor(notes?: Pick<Storage, 'getItem' | 'setItem'>) {
		this.#notes = notes;
		this.#done = new Set(notes?.getItem(place)?.split(' ').filter(Boolean) ?? []);
	}

	has(step: string): boolean {
		return this.#done.has(step);
	}

	tick(step: string, done: boolean): void {
		const next = new Set(this.#done);
		if (done) next.add(step);
		else next.delete(step);
		this.#done = next;
		this.#notes?.setItem(place, [...next].join(' '));
	}
}
