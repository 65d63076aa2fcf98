/** `station read`: files become sides, sides become readings and suggestions, a few at a time. */
import { openAsBlob } from 'node:fs';
import type { Intake } from '#lib/intake/intake.ts';
import type { NewSide, Refusal, Taken } from '#lib/intake/taken.ts';
import { isFaultOfPage, ReaderUnavailable, type Reader } from '#lib/reading/reader.ts';
import { suggest, wordsOf } from '#lib/sorting/suggest.ts';
import { findFiles, sentenceFor } from './files.ts';
import { pageRow, type ErrorRow, type PageRow } from './rows.ts';

export interface Desk {
	readonly intake: Pick<Intake, 'takeIn'>;
	readonly reader: Reader;
	/** Tried on every file that is locked. */
	readonly password?: string | undefined;
	/** How many pages are under way at a time; each is held in memory until its row is written. */
	readonly jobs: number;
	/** Resolves when there is room for more. */
	readonly write: (row: PageRow | ErrorRow) => Promise<void>;
	/** Remarks for the person at the terminal; never what a page says. */
	readonly remark: (sentence: string) => void;
}

type Item =
	| { readonly is: 'side'; readonly file: string; readonly side: NewSide }
	| { readonly is: 'failed'; readonly row: ErrorRow };

/** True when every page of every file was read. A bad file or page is told in its own row and stops nothing else. */
export async function readPages(paths: readonly string[], desk: Desk): Promise<boolean> {
	const items = itemsOf(paths, desk);
	let allRead = true;
	// Lanes share one stream: each takes its next page when its last row is out, so few pages are held.
	const lane = async (): Promise<void> => {
		for (let next = await items.next(); !next.done; next = await items.next()) {
			const row = next.value.is === 'failed' ? next.value.row : await rowOf(next.value, desk);
			if ('error' in row) allRead = false;
			await desk.write(row);
		}
	};
	await Promise.all(Array.from({ length: desk.jobs }, lane));
	return allRead;
}

async function* itemsOf(
	paths: readonly string[],
	desk: Desk
): AsyncGenerator<Item, void, undefined> {
	for await (const found of findFiles(paths)) {
		const { file } = found;
		if (found.is === 'passed-over') desk.remark(`passed over, not a scan: ${file}`);
		else if (found.is === 'unreachable') yield failed(file, found.sentence);
		else for await (const taken of sidesOf(file, desk)) yield itemOf(file, taken);
	}
}

async function* sidesOf(
	file: string,
	{ intake, password }: Desk
): AsyncGenerator<Taken | string, void, undefined> {
	const blob = await openAsBlob(file).catch((error: unknown) => sentenceFor(error));
	if (typeof blob === 'string') return yield blob;
	try {
		yield* intake.takeIn(blob, { password });
	} catch {
		// Intake promises not to throw; should it, the other files must not suffer for it.
		yield 'This file could not be taken apart into pages.';
	}
}

function itemOf(file: string, taken: Taken | string): Item {
	if (typeof taken === 'string') return failed(file, taken);
	if (taken.is === 'side') return { is: 'side', file, side: taken.side };
	return failed(file, wordsFor(taken.refusal), taken.refusal.filePage);
}

/** Here nobody can be asked for a password. */
function wordsFor({ why, sentence }: Refusal): string {
	if (why === 'locked') {
		return 'The PDF is locked with a password. Give it with --password or --password-file.';
	}
	return why === 'wrong-password'
		? 'The password that was given does not open this PDF.'
		: sentence;
}

function failed(file: string, error: string, page?: number): Item {
	return { is: 'failed', row: { file, ...(page === undefined ? {} : { page }), error } };
}

async function rowOf(
	{ file, side }: Extract<Item, { is: 'side' }>,
	{ reader }: Desk
): Promise<PageRow | ErrorRow> {
	const start = performance.now();
	try {
		const reading = await reader.read(side);
		const suggestion = suggest(wordsOf(reading));
		return pageRow(file, side, reading, suggestion, (performance.now() - start) / 1000);
	} catch (error) {
		return { file, page: side.filePage, error: sentenceOf(error) };
	}
}

function sentenceOf(error: unknown): string {
	if (isFaultOfPage(error)) return 'This page is damaged and cannot be read. Scan its paper again.';
	if (error instanceof ReaderUnavailable) {
		return 'The reading engine could not be started. Free some memory, or install the packages again.';
	}
	return 'This page could not be read. Try again; if it fails again, scan its paper again.';
}
