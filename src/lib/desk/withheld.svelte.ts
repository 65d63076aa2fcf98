/** The clinician's own figures of over- and under-withholding: counted when they are asked for, shown here, and kept nowhere. */
import type { Tray } from '#lib/tray/tray.ts';
import { withheldIn, type Withheld } from './withheld-pages.ts';

export interface Counted extends Withheld {
	/** ISO 8601 time. */
	readonly at: string;
}

export class WithheldDesk {
	last = $state.raw<Counted>();
	busy = $state(false);
	readonly #parts: { readonly tray: Pick<Tray, 'told'>; readonly now: () => Date };

	constructor(parts: { readonly tray: Pick<Tray, 'told'>; readonly now: () => Date }) {
		this.#parts = parts;
	}

	async count(): Promise<void> {
		const { tray, now } = this.#parts;
		this.busy = true;
		try {
			this.last = { ...withheldIn(await tray.told()), at: now().toISOString() };
		} finally {
			this.busy = false;
		}
	}
}
