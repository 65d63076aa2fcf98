/** Whether the tour of the sample is still wanted on this device. It tells of nobody's record. */

const place = 'cc-tour';

export class Tour {
	hidden = $state(false);
	readonly #notes: Pick<Storage, 'getItem' | 'setItem'> | undefined;

	constructor(notes?: Pick<Storage, 'getItem' | 'setItem'>) {
		this.#notes = notes;
		this.hidden = notes?.getItem(place) === 'hidden';
	}

	hide(): void {
		this.hidden = true;
		this.#notes?.setItem(place, 'hidden');
	}
}
