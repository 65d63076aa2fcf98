/** An old chart of one client, drawn by a browser: what a clinician goes through in one sitting. Nothing in it is real. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';

export type WalkKind = 'progress' | 'psychotherapy' | 'mixed' | 'administrative' | 'blank';

export interface WalkPaper {
	readonly kind: WalkKind;
	readonly lines: readonly string[];
}

const client = 'Client: Ana Journey     DOB: 03/22/1971     MRN 20-4471';
const moods = ['low', 'brighter', 'anxious', 'flat', 'even', 'tired', 'hopeful'];

function progress(n: number): WalkPaper {
	const mood = moods[n % moods.length] ?? '';
	return {
		kind: 'progress',
		lines: [
			'HARBOR STREET THERAPY     PROGRESS NOTE',
			client,
			`Date of service: 0${(n % 9) + 1}/1${n % 7}/2019     Start 10:00 am     Stop 10:50 am`,
			'Modality: individual psychotherapy (CBT), weekly. CPT 90834.',
			'Diagnosis: 296.32 Major depressive disorder, recurrent, moderate.',
			`Symptoms: mood ${mood}, sleep ${5 + (n % 3)} hours, appetite fair. Denies SI/HI.`,
			'Medication: sertraline 100 mg daily, taken as prescribed, no side effects.',
			`PHQ-9 today ${9 + (n % 6)}, last visit ${11 + (n % 6)}.`,
			`Progress: activity log kept ${3 + (n % 4)} of 7 days. Prognosis fair.`,
			'Plan: continue weekly sessions, behavioral activation, return in one week.',
			'I. Morrow, LCSW'
		]
	};
}

function psychotherapy(n: number): WalkPaper {
	return {
		kind: 'psychotherapy',
		lines: [
			`Ana Journey     0${(n % 9) + 1}/2${n % 7}/2019     for myself only`,
			'I notice that I feel protective of her, and a little afraid to disappoint her.',
			'My countertransference: she is the sister whom I could not help, and I rescue.',
			'In the transference I seem to be the father who left without a word.',
			'I wonder whether the silence in the middle of the hour was anger at me.',
			`The dream of the house with ${3 + n} doors: I think the locked one is her grief.`,
			'Hypothesis: her cheerfulness is a defense against the wish to be looked after.',
			'What she said about her mother sounded rehearsed. I felt shut out as she spoke.',
			'Take to supervision: why do I run over the hour with her and with nobody else?'
		]
	};
}

function mixed(n: number): WalkPaper {
	const record = progress(n).lines;
	const own = psychotherapy(n).lines;
	return { kind: 'mixed', lines: [...record.slice(0, 8), '', ...own.slice(1, 7)] };
}

function administrative(n: number): WalkPaper {
	return {
		kind: 'administrative',
		lines: [
			'HARBOR STREET THERAPY     STATEMENT OF ACCOUNT',
			client,
			`Statement date: 0${(n % 9) + 1}/28/2019     Account number 20-4471-${n}`,
			'Insurance: Lakeshore Mutual, group 88120, copay $25.00 per visit.',
			'Charges this month: 4 visits at $120.00     $480.00',
			'Payments received, thank you     $100.00',
			'Adjustment by contract     $132.00',
			'Balance due     $248.00',
			'Please pay within 30 days. Questions about billing: call the front desk.',
			'Cancellations need 24 hours notice, or the full fee is charged.'
		]
	};
}

const empty: WalkPaper = { kind: 'blank', lines: [] };

/** Thirty pages, in the order of an old folder, and some more for whoever has no keyboard. */
export const walk: readonly WalkPaper[] = [
	...[0, 1, 2, 3, 4, 5].map(progress),
	...[psychotherapy(0), administrative(0), progress(6), mixed(6), psychotherapy(1)],
	...[progress(7), progress(8), empty, administrative(1), psychotherapy(2)],
	...[progress(9), mixed(9), empty, progress(10), progress(11)],
	...[psychotherapy(3), psychotherapy(4), psychotherapy(5), administrative(2)],
	...[progress(12), empty, progress(13), progress(14), progress(15)]
];
export const touched: readonly WalkPaper[] = [progress(16), psychotherapy(6), mixed(17), empty];

/** Draws the pages as pictures into a folder; returns the files in their order. */
export async function drawWalk(
	page: Page,
	papers: readonly WalkPaper[],
	folder: string
): Promise<readonly string[]> {
	const files: string[] = [];
	for (const [i, { lines }] of papers.entries()) {
		const path = join(folder, `side-${String(i + 1).padStart(2, '0')}.png`);
		const shown = lines.map((line) => `<p>${line || '&nbsp;'}</p>`).join('');
		const style = 'margin:120px 90px;width:1300px';
		await page.setContent(
			`<body style="margin:0;background:#fff;color:#111"><main style="${style}">${shown}</main></body>`
		);
		await page.screenshot({ path, clip: { x: 0, y: 0, width: 1500, height: 1200 } });
		files.push(path);
	}
	return files;
}
