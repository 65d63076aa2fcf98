/** Invented content for the gallery and the component tests: a drawn page, its lines and marks, a box, a kit. */
import type { Reading, ReadLine } from '#lib/page/reading.ts';
import type { Element, Suggestion } from '#lib/page/suggestion.ts';
import type { Standing } from '#lib/ui/fate-words.ts';
import type { Happening } from '#lib/ui/happening.ts';
import { marksOf } from '#lib/ui/marks.ts';
import type { ShortcutGroup } from '#lib/ui/shortcut.ts';
import type { Column } from '#lib/ui/table.ts';

const width = 850;
const height = 1100;

const texts = [
	'Session note',
	'Seen 2:00 pm to 2:50 pm, individual, weekly',
	'Sertraline 50 mg daily, taken as prescribed',
	'Sleep a little better, mood still low',
	'Her silence today felt like the old standoff with her mother',
	'I notice my own wish to rescue her; bring to supervision',
	'Plan: continue weekly, sleep diary'
];

export const lines: readonly ReadLine[] = texts.map((text, i) => {
	const at = { x: 110, y: 120 + i * 64, height: 30 };
	const rect = { ...at, width: text.length * 11 };
	let x = at.x;
	const words = text.split(' ').map((word) => {
		const placed = { text: word, rect: { ...at, x, width: word.length * 11 }, confidence: 0.9 };
		x += (word.length + 1) * 11;
		return placed;
	});
	return { text, rect, confidence: 0.9, words };
});

const size = { confidence: 0.9, blank: 'no', rotated: 0, turn: 0, skewDegrees: 0 } as const;
export const reading: Reading = { text: texts.join('\n'), lines, width, height, ...size };

const evidenceOf = (line: number, element: Element, reason: string) => ({
	line,
	text: texts[line] ?? '',
	element,
	probability: 0.9,
	reason
});

export const suggestion: Suggestion = {
	kind: 'mixed',
	confidence: 0.9,
	evidence: [
		evidenceOf(4, 'transference', 'Analyzes the conversation itself. 45 CFR 164.501'),
		evidenceOf(1, 'session-times', 'Start and stop times belong in the record. 45 CFR 164.501'),
		evidenceOf(5, 'supervision', "For the clinician's own supervision. 45 CFR 164.501"),
		evidenceOf(2, 'medication', 'Medication belongs in the record. 45 CFR 164.501')
	],
	lines: [],
	summary: 'Holds both private analysis and record content: it needs to be split.',
	runnerUp: 'psychotherapy',
	wouldChange: 'Without line 5 it would look like a progress note.',
	changeLine: 4,
	doubts: [
		{ source: 'reading', sentence: 'Part of this page was read poorly.' },
		{ source: 'unknown', sentence: 'This page is unlike the pages known.' }
	],
	remarks: [
		{ code: 'names-others', sentence: 'Other people were in the room. 45 CFR 164.502(b)' },
		{ code: 'heading-differs', line: 0, sentence: 'The heading says session note. 45 CFR 164.501' },
		{ code: 'also-in-chart', line: 2, sentence: 'This must also be in the chart. 45 CFR 164.501' },
		{ code: 'part-2', sentence: 'This may be a substance use counseling note. 42 CFR 2.11' }
	],
	cut: [
		{ from: 0, to: 3, side: 'chart' },
		{ from: 4, to: 5, side: 'private' },
		{ from: 6, to: 6, side: 'chart' }
	]
};

const marks = marksOf({ ...suggestion, remarks: [] }, reading);

const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#fdfcf7"/>${lines
	.map(
		({ text, rect }) =>
			`<text x="${rect.x}" y="${rect.y + 24}" font-size="22" font-family="serif" fill="#222" textLength="${rect.width}">${text}</text>`
	)
	.join('')}</svg>`;

export const sheet = {
	src: `data:image/svg+xml,${encodeURIComponent(svg)}`,
	width,
	height,
	lines,
	marks
};

export const box: readonly Standing[] = [
	'chart',
	'chart',
	'cabinet',
	'blank',
	'split',
	'rescan',
	'duplicate',
	'undecided',
	'not-a-record',
	'cabinet',
	...Array.from({ length: 20 }, (_, i): Standing => (i < 6 ? 'chart' : 'undecided'))
];

export const clients = [
	{ value: 'a', label: 'Ana Belén Ortiz', detail: 'born May 2, 1981 · R-1042' },
	{ value: 'b', label: 'Anna Orton', detail: 'born Nov 19, 1990 · R-2210' },
	{ value: 'c', label: 'Marcus Webb', detail: 'born Jan 7, 1975 · R-0087' }
];

export const history: readonly Happening[] = [
	{
		when: '2026-11-23T16:20:00Z',
		who: 'Ana Ruiz',
		what: 'Filed page 7 to the chart',
		tone: 'chart'
	},
	{
		when: '2026-11-23T16:19:00Z',
		who: 'Ana Ruiz',
		what: 'Put page 6 in the cabinet',
		tone: 'cabinet'
	},
	{ when: '2026-11-23T15:02:00Z', who: 'Front desk', what: 'Fed box 3, 30 sides' }
];

interface Release {
	readonly who: string;
	readonly to: string;
	readonly on: string;
	readonly pages: number;
}

export const releases: readonly Release[] = [
	{ who: 'Marcus Webb', to: 'The client', on: 'November 2, 2026', pages: 41 },
	{ who: 'Ana Belén Ortiz', to: 'Dr. Lin, primary care', on: 'October 14, 2026', pages: 6 }
];

export const decideKeys: ShortcutGroup = {
	title: 'Deciding',
	shortcuts: [
		{ keys: ['C'], does: 'Chart' },
		{ keys: ['P'], does: 'Private, to the cabinet' },
		{ keys: ['M'], does: 'Mixed: split the page' },
		{ keys: ['U'], does: 'Undo the last decision' }
	]
};

export const kit = {
	practice: 'Riverbend Counseling',
	person: 'Ana Ruiz, LCSW',
	date: 'November 23, 2026',
	fingerprint: '3b9ac1f07d52e84466aa0c15d2f981e7'.repeat(2),
	secret: 'AGE-SECRET-KEY-1GQ9778VQXMMJVE8SK7J6VT8UJ4HDQAJUVSFCWCM02D8GEWQ72PVQ2Y5J33',
	commands: [
		{
			command: 'age -d -i kit.txt -o chart-key.txt folders/chart/kit.age',
			does: 'Opens the key of a folder.'
		},
		{
			command: 'age -d -i chart-key.txt -o event.json folders/chart/events/1.age',
			does: 'Opens a line of its history.'
		},
		{ command: 'age -d -i chart-key.txt -o page.jpg blobs/4f1c….age', does: 'Opens one page.' }
	],
	opens: ["The practice's chart", "Ana Ruiz's tray and cabinet"],
	opensNot: ["Another clinician's cabinet", 'Anything without a backup']
};

export const releaseColumns: readonly Column<Release>[] = [
	{ key: 'who', label: 'Client', text: (r) => r.who, heading: true },
	{ key: 'to', label: 'To', text: (r) => r.to },
	{ key: 'on', label: 'Sent', text: (r) => r.on },
	{ key: 'pages', label: 'Pages', text: (r) => String(r.pages), figures: true }
];

export const releaseKey = (release: Release): string => release.who;
