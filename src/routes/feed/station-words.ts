/** What taking a station's boxes in has come to, in sentences. */
import type { BoxFault, BoxOutcome } from '#lib/desk/spool-take-in.ts';

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
			'Its list of sides is not as the station wrote it, so nothing of it was taken in. Drop its file into the station’s folder again.',
		missing: 'Its list of sides is not there. Look again, or copy the spool’s folder anew.',
		newer: 'A newer version of the station has sealed it. Update this app, then take it in.',
		'another-station': 'Another station has sealed it, which is not paired with your tray.'
	}[why];
}

export interface Said {
	readonly tone: 'good' | 'warning' | 'danger';
	readonly title: string;
	readonly words: string;
}

/** Boxes that add up are told together, the others one by one. A halt is told elsewhere. */
export function outcomesWords(outcomes: readonly BoxOutcome[]): readonly Said[] {
	const reconciled = outcomes.filter((outcome) => outcome.is === 'reconciled');
	const whole = reconciled.filter(({ sides }) => sides.every(({ fate }) => fate === 'taken'));
	return [
		...(whole.length > 0 ? [wholeWords(whole)] : []),
		...reconciled.filter((outcome) => !whole.includes(outcome)).map(differenceWords),
		...outcomes
			.filter((outcome) => outcome.is === 'refused')
			.map(({ why }): Said => ({
				tone: 'danger',
				title: 'A box was refused',
				words: refusedWords(why)
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

function differenceWords(box: Reconciled): Said {
	const count = (fate: string): number => box.sides.filter((side) => side.fate === fate).length;
	return {
		tone: 'danger',
		title: 'The box does not add up',
		words: [listWords([box], count('taken')), ...faults(count)].join(' ')
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

function faults(count: (fate: string) => number): readonly string[] {
	const said = [
		[count('missing'), 'is missing in the spool', 'are missing in the spool'],
		[count('tampered'), 'was changed after it was sealed', 'were changed after they were sealed'],
		[
			count('does-not-open'),
			'does not open to what the station noted',
			'do not open to what the station noted'
		]
	] as const;
	const sentences = said.flatMap(([number, one, many]) =>
		number > 0 ? [`${sidesWords(number)} ${number === 1 ? one : many}.`] : []
	);
	return sentences.length > 0
		? [
				...sentences,
				'Nothing of them was taken. Move the file from done back into the station’s folder: what is in your tray is not taken twice.'
			]
		: [];
}
