/** How each sample page was made: its paper, its machine or hand, and what the scanner did to it. */

export type Font =
	| 'special-elite'
	| 'courier-prime'
	| 'laser'
	| 'caveat'
	| 'kalam'
	| 'homemade-apple'
	| 'patrick-hand';

export interface Look {
	readonly font: Font;
	/** Letter height in CSS pixels (96 to the inch). */
	readonly size: number;
	/** Line height as a multiple of `size`. */
	readonly leading: number;
	readonly ink: string;
	readonly paper: string;
	/** Distance of the text from the left and top edge, CSS pixels. */
	readonly left: number;
	readonly top: number;
	/** Blue lines and a red margin, as on a writing pad. */
	readonly ruled?: boolean;
	/** How many of the first lines are printed on the form, centred, rather than written. */
	readonly letterhead?: number;
	/** Words before a colon are printed on the form. */
	readonly form?: boolean;
	/** The hand in which the last line was signed. */
	readonly signed?: Font;
	/** Holes at the left edge (ring binder) or the top (filing fastener). */
	readonly holes?: 'left' | 'top';
	/** A horizontal crease where the sheet was folded for an envelope, as shares of the height. */
	readonly folds?: readonly number[];
	readonly ring?: boolean;
	readonly staple?: boolean;
	readonly colour: boolean;
	/** How far the sheet lies turned, degrees clockwise. */
	readonly skew: number;
	/** The edge that the scanner left dark, and how dark (0 to 1). */
	readonly shade: readonly ['left' | 'right' | 'top' | 'bottom', number];
}

const typewriter = { size: 15.2, leading: 1.36, ink: '#26242a', left: 74, top: 66 } as const;
const laser = { font: 'laser', leading: 1.34, ink: '#161616', paper: '#fbfaf6' } as const;
const blue = '#22357e';

/** The look of each page, by its id in pages.jsonl. */
export const looks: Readonly<Record<string, Look>> = {
	'page-01': {
		...typewriter,
		font: 'special-elite',
		size: 16,
		leading: 1.3,
		left: 66,
		paper: '#f3ecd8',
		signed: 'homemade-apple',
		holes: 'top',
		staple: true,
		colour: true,
		skew: -0.9,
		shade: ['left', 0.3]
	},
	'page-02': {
		font: 'homemade-apple',
		size: 17.4,
		leading: 1.9,
		ink: '#1c2658',
		paper: '#f7f0c4',
		left: 134,
		top: 26,
		ruled: true,
		colour: true,
		skew: 0.6,
		shade: ['right', 0.22]
	},
	'page-03': {
		...laser,
		size: 15,
		left: 84,
		top: 60,
		letterhead: 3,
		signed: 'patrick-hand',
		holes: 'left',
		colour: false,
		skew: 0.4,
		shade: ['bottom', 0.2]
	},
	'page-04': {
		font: 'kalam',
		size: 20,
		leading: 1.62,
		ink: '#1b1b22',
		paper: '#f8f6ee',
		left: 96,
		top: 62,
		letterhead: 2,
		form: true,
		holes: 'left',
		colour: false,
		skew: -1.5,
		shade: ['top', 0.22]
	},
	'page-05': {
		...laser,
		font: 'courier-prime',
		size: 14.6,
		leading: 1.5,
		left: 76,
		top: 84,
		folds: [0.317, 0.651],
		colour: false,
		skew: 1.1,
		shade: ['right', 0.28]
	},
	'page-06': {
		...laser,
		size: 15,
		leading: 1.5,
		left: 88,
		top: 70,
		letterhead: 2,
		signed: 'homemade-apple',
		colour: true,
		skew: -0.5,
		shade: ['left', 0.18]
	},
	'page-07': {
		font: 'patrick-hand',
		size: 23,
		leading: 1.42,
		ink: '#2b2b33',
		paper: '#f5f1e2',
		left: 140,
		top: 48,
		ruled: true,
		ring: true,
		colour: true,
		skew: -1.9,
		shade: ['bottom', 0.26]
	},
	'page-08': {
		...typewriter,
		font: 'courier-prime',
		size: 15.4,
		paper: '#f6f1e3',
		signed: 'homemade-apple',
		colour: false,
		skew: 0.7,
		shade: ['left', 0.34]
	},
	'page-09': {
		...typewriter,
		font: 'courier-prime',
		paper: '#f4efe1',
		colour: false,
		skew: -0.7,
		shade: ['right', 0.34]
	},
	'page-10': {
		font: 'caveat',
		size: 26,
		leading: 1.32,
		ink: blue,
		paper: '#f4f1ea',
		left: 98,
		top: 46,
		folds: [0.547],
		colour: true,
		skew: 1.8,
		shade: ['left', 0.24]
	},
	'page-11': {
		...laser,
		size: 17.4,
		leading: 1.55,
		left: 92,
		top: 90,
		colour: false,
		skew: -1.2,
		shade: ['top', 0.3]
	},
	'page-12': {
		...laser,
		size: 15,
		leading: 1.55,
		left: 86,
		top: 72,
		letterhead: 2,
		signed: 'homemade-apple',
		holes: 'left',
		colour: true,
		skew: 0.2,
		shade: ['right', 0.16]
	}
};
