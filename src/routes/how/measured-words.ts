/** What the sorting bench counted (`measured.json`, written by it), summed into the few rows that a clinician reads. Pure. */

/** The counts of one judging: how many pages, how many could go wrong in each way, and how many did. */
export interface Measured {
	readonly set: string;
	readonly judged: string;
	readonly name: string;
	readonly pages: number;
	/** Pages that hold something private, mixed ones among them. */
	readonly private: number;
	readonly mixed: number;
	readonly chart: number;
	readonly leaked: number;
	readonly buried: number;
	readonly over: number;
	readonly held: number;
}

/** A row of the table: "0 of 132" under each mistake. */
export interface MeasuredRow {
	readonly title: string;
	/** Which pages these are, and what the models had seen of them. */
	readonly says: string;
	readonly pages: number;
	readonly leaked: string;
	readonly buried: string;
	readonly over: string;
	readonly held: string;
}

interface Shown {
	readonly title: string;
	readonly says: string;
	readonly judged: string;
	readonly name: string;
}

const shown: readonly Shown[] = [
	{
		title: 'Clean text',
		says: 'Three sets of invented pages; each judged by a model that was trained on the other two.',
		judged: 'file-unseen',
		name: 'text'
	},
	{
		title: 'Scans of typed pages',
		says: 'The typed pages of two of these sets, as scans that were read first.',
		judged: 'file-unseen',
		name: 'scans, typed'
	},
	{
		title: 'Scans of handwriting',
		says: 'The handwritten pages of the same two sets: what cannot be read is left to you.',
		judged: 'file-unseen',
		name: 'scans, handwritten'
	},
	{
		title: 'Unknown writers',
		says: 'The same text, judged by a model that had seen nothing by the same writers.',
		judged: 'writer-unseen',
		name: 'text'
	},
	{
		title: 'Written afterwards',
		says: 'Invented pages by one of the writers, made after the models; never trained on.',
		judged: 'probe',
		name: 'text'
	},
	{
		title: 'Real text',
		says: 'Old reports, case histories and counseling dialogues by other people; never trained on.',
		judged: 'shipped',
		name: 'text'
	}
];

function sumOf(rows: readonly Measured[], count: (row: Measured) => number): number {
	return rows.reduce((sum, row) => sum + count(row), 0);
}

/** One row for each kind of pages that was measured; kinds that were not are left out. */
export function rowsOf(rows: readonly Measured[]): readonly MeasuredRow[] {
	return shown.flatMap(({ title, says, judged, name }) => {
		const some = rows.filter((row) => row.judged === judged && row.name === name);
		return some.length > 0 ? [rowOf(title, says, some)] : [];
	});
}

const sets: Readonly<Record<string, string>> = {
	dev: 'Set 1, invented',
	train: 'Set 2, invented',
	'our-pages': 'Set 3, invented, in other registers',
	probe: 'Set 4, written afterwards',
	real: 'Set 5, real text'
};
const forms: Readonly<Record<string, string>> = {
	text: 'clean text',
	'scans, typed': 'scans of typed pages',
	'scans, handwritten': 'scans of handwriting',
	'keyword list': 'a keyword list instead'
};
const judgings: Readonly<Record<string, string>> = {
	'file-unseen': 'The model had not seen this set.',
	'writer-unseen': 'The model had seen nothing by these writers.',
	probe: 'The model of this app, which was not trained on it.',
	shipped: 'The model of this app, which was not trained on it.'
};

/** Every set by itself, as it was judged. */
export function setsOf(rows: readonly Measured[]): readonly MeasuredRow[] {
	return rows.flatMap((row) => {
		const [set, form, judging] = [sets[row.set], forms[row.name], judgings[row.judged]];
		if (!set || !form || !judging) return [];
		return [
			rowOf(
				`${set}: ${form}`,
				row.name === 'keyword list' ? 'The same clean text, for comparison.' : judging,
				[row]
			)
		];
	});
}

function rowOf(title: string, says: string, some: readonly Measured[]): MeasuredRow {
	const of = (wrong: MistakeName, all: 'private' | 'mixed' | 'chart' | 'pages'): string =>
		`${sumOf(some, (row) => row[wrong])} of ${sumOf(some, (row) => row[all])}`;
	return {
		title,
		says,
		pages: sumOf(some, ({ pages }) => pages),
		leaked: of('leaked', 'private'),
		buried: of('buried', 'mixed'),
		over: of('over', 'chart'),
		held: of('held', 'pages')
	};
}

export type MistakeName = 'leaked' | 'buried' | 'over' | 'held';

export interface Mistake {
	readonly name: MistakeName;
	readonly word: string;
	readonly what: string;
	readonly harm: string;
}

/** The gravest first. */
export const mistakes: readonly Mistake[] = [
	{
		name: 'leaked',
		word: 'Leaked',
		what: 'A private page is suggested for the chart.',
		harm: 'It could go out with the next packet, and nobody can call it back.'
	},
	{
		name: 'buried',
		word: 'Buried',
		what: 'A mixed page is suggested as wholly private.',
		harm: 'What the record must hold is out of everybody’s reach.'
	},
	{
		name: 'over',
		word: 'Over-withheld',
		what: 'A chart page is suggested as private or mixed.',
		harm: 'Too much is kept back, until its clinician meets it again.'
	},
	{
		name: 'held',
		word: 'Held',
		what: 'No suggestion: the page is left to you.',
		harm: 'It costs you a minute.'
	}
];
