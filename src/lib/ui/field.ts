/** What a field hands to the control inside it, so that label, hint and problem are read with it. */
export interface ControlIds {
	readonly id: string;
	readonly 'aria-describedby': string | undefined;
	readonly 'aria-invalid': true | undefined;
}

/** How hard a passphrase is to guess, 0 (at once) to 4 (very), and one sentence on how to make it harder. */
export interface Strength {
	readonly score: 0 | 1 | 2 | 3 | 4;
	readonly advice?: string | undefined;
}

export const strengthWords = ['very weak', 'weak', 'so-so', 'good', 'strong'] as const;

/** One choice of a select or a combobox. */
export interface Option {
	readonly value: string;
	readonly label: string;
	/** A second line that tells two alike labels apart, e.g. a birth date. */
	readonly detail?: string | undefined;
}
