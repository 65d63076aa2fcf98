/** That a key file was put back from its copy: told on Today until somebody has read it, for somebody may have exchanged it. */

const place = 'cc-put-back';

export class PutBackNote {
	/** ISO 8601 time of the latest; `undefined` when there is none that nobody has read. */
	at = $state.raw<string>();
	readonly #notes: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
	readonly #now: () => Date;

	constructor(
		notes: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
		now: () => Date = () => new Date()
	) {
		this.#notes = notes;
		this.#now = now;
		this.at = notes.getItem(place) ?? undefined;
	}

	happened(): void {
		this.at = this.#now().toISOString();
		try {
			this.#notes.setItem(place, this.at);
		} catch {
			// A full storage keeps no note; this tab shows it all the same.
		}
	}

	read(): void {
		this.at = undefined;
		this.#notes.removeItem(place);
	}
}
