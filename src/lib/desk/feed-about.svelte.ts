/** What is said of the next box before it goes in: it outlives the screens, so that the camera does not ask again. */
import type { Provenance } from '#lib/page/fate.ts';
import type { BoxInput } from './feed.svelte.ts';

export class AboutNext {
	/** Where the paper was kept; `undefined` until somebody has said so for this very box. */
	provenance = $state<Provenance>();
	label = $state('');
	/** As typed. */
	sheets = $state('');
	faces = $state<'' | 'both'>('');

	/** What to do about the count of sheets, when it is no number. */
	get sheetsProblem(): string | undefined {
		return this.sheets.trim() === '' || /^\s*[1-9]\d{0,4}\s*$/.test(this.sheets)
			? undefined
			: 'Write how many, as a number, or leave it empty.';
	}

	/** The answers, and everything blank again: the next box is asked anew. `undefined` while one is missing. */
	handOver(): BoxInput | undefined {
		const { provenance } = this;
		if (provenance === undefined || this.sheetsProblem) return undefined;
		const label = this.label.trim();
		const count = Number.parseInt(this.sheets, 10);
		const input: BoxInput = {
			provenance,
			...(label ? { label } : {}),
			...(count > 0 ? { sheets: count, bothSides: this.faces === 'both' } : {})
		};
		this.provenance = undefined;
		this.label = this.sheets = this.faces = '';
		return input;
	}
}
