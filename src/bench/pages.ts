/** The pictures that are read: those of a folder, or the pages that ship with the tests. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../build/run.ts';
import { pageId, readTruth, type Truth } from './truth.ts';

export interface BenchPage {
	readonly id: string;
	/** One picture of one side. */
	readonly file: string;
}

const pictures = /\.(jpe?g|png|webp)$/i;
/** As people count: page 2 before page 10. */
const byName = new Intl.Collator('en', { numeric: true }).compare;

const paper = join(root, 'test/paper');

export function pagesIn(folder: string): BenchPage[] {
	return readdirSync(folder)
		.filter((name) => pictures.test(name))
		.sort(byName)
		.map((name) => ({ id: pageId(name), file: join(folder, name) }));
}

/** The invented pages that the journeys feed, with what stands on them. */
export function shippedPages(): { readonly pages: BenchPage[]; readonly truth: Truth } {
	const truth = readTruth(join(paper, 'pages.json'));
	const pages = [...pagesIn(paper), ...pagesIn(join(paper, 'box'))];
	return { pages: pages.filter(({ id }) => truth.has(id)), truth };
}

/** The truth that lies beside the pictures: the folder's only JSON Lines file with texts in it. */
export function truthBeside(folder: string): Truth | undefined {
	const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
	const [only, another] = files;
	if (only === undefined || another !== undefined || !existsSync(join(folder, only)))
		return undefined;
	const truth = readTruth(join(folder, only));
	return truth.size > 0 ? truth : undefined;
}
