/** What taking a station's boxes in has come to, in sentences. */
import type { BoxFault, BoxOutcome } from '#lib/desk/spool-take-in.ts';
import { boxNumber } from '#lib/page/box-number.ts';
import type { BoxId } from '#lib/page/ids.ts';
import { shownName } from '#lib/page/shown-name.ts';
import { ranges } from '#lib/tray/sheets.ts';

export function sidesWords(sides: number): string {
	return `${sides} ${sides === 1 ? 'side' : 'sides'}`;
}

export function boxesWords(boxes: number): string {
	return `${boxes} ${boxes === 1 ? 'box' : 'boxes'}`;
}

/** Why nothing of a box was believed. */
export function refusedWords(why: BoxFault): string {
	return {
		tampered:
			'Its list of sides is not as the station wrote it, so nothing of it was taken in. Move its file from the station’s folder “done” back into the folder that it watches: it is sealed anew. The table (CSV) that “station status --report” saves names it by the first 16 digits of its SHA-256.',
		missing: 'Its list of sides is not there. Look again, or copy the spool’s folder anew.',
		newer: 'A newer version of the station has sealed it. Update this app, then take it in.',
		'another-station': 'Another station has sealed it, which is not paired with your tray.'
	}[why];
}

export interface Said {
	readonly tone: 'good' | 'warning' | 'danger';
	readonly title: string;
	readonly words: string;
	/** What can be done about it. */
	readonly advice?: string;
}

/** Boxes that add up are told together, the others one by one. A halt is told elsewhere. */
export function outcomesWords(
	outcomes: readonly BoxOutcome[],
	from: 'served' | 'carried' = 'served'
): readonly Said[] {
	const reconciled = outcomes.filter((outcome) => outcome.is === 'reconciled');
	const whole = reconciled.filter(({ sides }) => sides.every(({ fate }) => fate === 'taken'));
	return [
		...(whole.length > 0 ? [wholeWords(whole)] : []),
		...reconciled
			.filter((outcome) => !whole.includes(outcome))
			.map((box) => differenceWords(box, from)),
		...outcomes
			.filter((outcome) => outcome.is === 'refused')
			.map(({ box, why }): Said => ({
				tone: 'danger',
				title: 'A box was refused',
				words: `${refusedWords(why)} ${inReportWords(box)}`
			}))
	];
}

type Reconciled = Extract<BoxOutcome, { is: 'reconciled' }>;

function wholeWords(boxes: readonly Reconciled[]): Said {
	return {
		tone: 'good',
		title: boxes.length === 1 ? 'The box adds up' : `${boxes.length} boxes add up`,
		words: listWords(boxes, boxes.flatMap(({ sides }) => sides).length)
	};
}

function differenceWords(box: Reconciled, from: 'served' | 'carried'): Said {
	const taken = box.sides.filter(({ fate }) => fate === 'taken').length;
	return {
		tone: 'danger',
		title: 'The box does not add up',
		words: [
			`Box “${shownName(box.label)}”, ${boxNumber(box.box)}:`,
			listWords([box], taken),
			...faultsWords(box),
			'Nothing of that was taken.'
		].join(' '),
		advice: [
			...(from === 'carried'
				? ['Carry the folder back to the station first: it must hear of this.']
				: []),
			againWords(box.files.length)
		].join(' ')
	};
}

function listWords(boxes: readonly Reconciled[], taken: number): string {
	const listed = boxes.reduce((sum, { sides }) => sum + sides.length, 0);
	const known = boxes.reduce((sum, box) => sum + box.known, 0);
	return [
		`${sidesWords(listed)} in the station’s list, ${taken} in your tray${known > 0 ? ` (${known} of them were there before)` : ''}.`,
		...(boxes.every(({ told }) => told)
			? []
			: ['The station has not heard of it yet: look again later.'])
	].join(' ');
}

/** The sides that were not taken, by their place in the box and the file that they came from. */
function faultsWords({ sides, files }: Reconciled): readonly string[] {
	const said = [
		['missing', 'is missing in the spool', 'are missing in the spool'],
		['tampered', 'was changed after it was sealed', 'were changed after they were sealed'],
		[
			'does-not-open',
			'does not open to what the station noted',
			'do not open to what the station noted'
		]
	] as const;
	return said.flatMap(([fault, one, many]) => {
		const places = sides.flatMap(({ fate }, i) => (fate === fault ? [i + 1] : []));
		if (places.length === 0) return [];
		const from = namesWords(namesOf(places, files));
		return [
			`${sidesWords(places.length)} ${places.length === 1 ? one : many} (${ranges(places)} of ${sides.length}), from ${from}.`
		];
	});
}

/** A box lists its sides file by file. */
function namesOf(places: readonly number[], files: Reconciled['files']): readonly string[] {
	let last = 0;
	return files.flatMap(({ name, sides }) => {
		const first = last + 1;
		last += sides;
		return places.some((place) => place >= first && place <= last) ? [name] : [];
	});
}

/** More names would bury what to do. */
const mostNames = 3;

function namesWords(names: readonly string[]): string {
	const rest = names.length - mostNames;
	const shown = names.slice(0, mostNames).map((name) => `“${shownName(name)}”`);
	return [...shown, ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
}

/**
 * How what a station's box is short of can still come. Sides keep their ids however often a file is sealed, and a box is
 * known again by all of its files together.
 */
export function againWords(files: number): string {
	return files === 1
		? 'Move the file from the station’s folder “done” (or “failed”) back into the folder that it watches: it is sealed anew, and what is in your tray is not taken twice. If the file is gone, scan its paper again as a new box.'
		: `Move its ${files} files together, in their folder, from the station’s folder “done” (or “failed”) back into the folder that it watches: they are sealed anew, and what is in your tray is not taken twice. If a file is gone, scan its paper again as a new box.`;
}

/** Where the station tells of a box whose names cannot be read here. */
export function inReportWords(box: BoxId): string {
	return `It is box ${boxNumber(box)} in the station’s report.`;
}
