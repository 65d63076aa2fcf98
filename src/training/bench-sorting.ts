/**
 * Honest results: every page judged by models that never saw its file, then by models that never saw its writers.
 * Run: node src/training/bench-sorting.ts [--list] [--write]; `--write` renews the counts that the app shows.
 */
import { existsSync } from 'node:fs';
import type { PageKind } from '#lib/page/suggestion.ts';
import { shippedModels } from '#lib/sorting/shipped.ts';
import { type Models, suggestBy, wordsOfText } from '#lib/sorting/suggest.ts';
import { bagOfWords } from './bag-of-words.ts';
import { keywordKind } from './baseline.ts';
import {
	corpusLines,
	type CorpusPage,
	corpusPages,
	type PageFile,
	pageFiles,
	rowsOf
} from './corpus.ts';
import { type Judging, type MeasuredRow, writeMeasured } from './measured.ts';
import { trainModels } from './models.ts';
import { garble } from './noise.ts';
import { foldsOf } from './page-training.ts';
import { seeded } from './random.ts';
import { readingsOf } from './readings.ts';
import { reliabilityTable } from './reliability.ts';
import { type Judged, scoreLine, scoreOf } from './score.ts';

const print = (line: string) => process.stdout.write(`${line}\n`);
const shared = new URL('../../../shared/', import.meta.url);
const list = process.argv.includes('--list');
const measured: MeasuredRow[] = [];
let judging: Judging = { set: '', judged: 'shipped' };

function begin(set: string, judged: Judging['judged'], words: string): void {
	judging = { set, judged };
	print(`\n${set}.jsonl${words}`);
}

function tell(
	name: string,
	pages: readonly CorpusPage[],
	guess: (page: CorpusPage) => PageKind
): void {
	if (pages.length === 0) return;
	const judged: Judged[] = pages.map((page) => ({
		id: page.id,
		kind: page.kind,
		guess: guess(page)
	}));
	const score = scoreOf(judged);
	measured.push({ ...judging, name: name.trim(), ...score });
	print(scoreLine(`  ${name}`, score));
	if (!list || !name.startsWith('text')) return;
	for (const { id, kind, guess: said } of judged)
		if (kind !== said) print(`    ${id} ${kind} -> ${said}`);
}

/** The page as a poor reading would give it: 6% of the confusable letters wrong. */
function misread(page: CorpusPage): string {
	const paper = page.medium === 'handwritten' ? 'handwritten' : 'typed';
	return garble(page.text, paper, 0.06, seeded(Number(page.id.slice(4))));
}

function judgeText(models: Models, pages: readonly CorpusPage[]): void {
	tell('text', pages, ({ text }) => suggestBy(models, wordsOfText(text)).kind);
	for (const medium of ['typed', 'handwritten'] as const) {
		const some = pages.filter((page) => page.medium === medium);
		tell(`  ${medium} alone`, some, ({ text }) => suggestBy(models, wordsOfText(text)).kind);
	}
	tell(
		'6% of letters misread',
		pages,
		(page) => suggestBy(models, wordsOfText(misread(page))).kind
	);
}

/** Pictures of the pages, where there are any, in the words that the reader found on them. */
function judgeScans(models: Models, file: PageFile, pages: readonly CorpusPage[]): void {
	const readings = readingsOf(new URL(`scans/${file}/`, shared));
	for (const medium of ['typed', 'handwritten'] as const) {
		const some = pages.filter((page) => page.medium === medium && readings.has(page.id));
		tell(`scans, ${medium}`, some, ({ id }) => {
			const words = readings.get(id);
			return words ? suggestBy(models, words).kind : 'unsure';
		});
	}
}

function leaveFileOut(file: PageFile): { models: Models; pages: readonly CorpusPage[] } {
	const pages = corpusPages(file);
	const others = pageFiles.filter((other) => other !== file);
	begin(file, 'file-unseen', ', by models trained on all files but this one');
	tell('keyword list', pages, ({ text }) => keywordKind(text));
	const bag = bagOfWords(others.flatMap(corpusPages));
	tell('bag of words', pages, ({ text }) => bag(text));
	const models = trainModels(corpusLines(), others.map(corpusPages));
	judgeText(models, pages);
	judgeScans(models, file, pages);
	return { models, pages };
}

/** Two parties wrote the corpus: who wrote `lines`, `dev` and `train`, and who wrote `our-lines` and `our-pages`. */
function leaveWritersOut(): void {
	const given = [corpusPages('dev'), corpusPages('train')] as const;
	const own = corpusPages('our-pages');
	begin('our-pages', 'writer-unseen', ', by models trained on lines, dev and train alone');
	judgeText(trainModels(corpusLines(['lines']), given), own);
	const models = trainModels(corpusLines(['our-lines']), foldsOf(own, 4, seeded(1)));
	for (const [at, file] of (['dev', 'train'] as const).entries()) {
		begin(file, 'writer-unseen', ', by models trained on our-lines and our-pages alone');
		judgeText(models, given[at] ?? []);
		judgeScans(models, file, given[at] ?? []);
	}
}

const said = pageFiles
	.map(leaveFileOut)
	.flatMap(({ models, pages }) =>
		pages.map(({ kind, text }) => ({ kind, suggestion: suggestBy(models, wordsOfText(text)) }))
	);
print('\nreliability of the text results above (the likeliest kind, held pages too)');
reliabilityTable(said).forEach(print);
leaveWritersOut();

begin(
	'probe',
	'probe',
	' (40 pages by who wrote our-pages; never trained on, judged once all was settled), by the shipped models'
);
const probe = rowsOf(new URL('../../test/sorting/probe.jsonl', import.meta.url)) as CorpusPage[];
tell('keyword list', probe, ({ text }) => keywordKind(text));
judgeText(shippedModels(), probe);

const real = new URL('corpus/real.jsonl', shared);
if (existsSync(real)) {
	const pages = rowsOf(real) as CorpusPage[];
	const said = ' (other hands; measured, never trained or tuned on), by the shipped models';
	begin('real', 'shipped', said);
	tell('keyword list', pages, ({ text }) => keywordKind(text));
	const bag = bagOfWords(pageFiles.flatMap(corpusPages));
	tell('bag of words', pages, ({ text }) => bag(text));
	tell('text', pages, ({ text }) => suggestBy(shippedModels(), wordsOfText(text)).kind);
}

if (process.argv.includes('--write'))
	writeMeasured(measured, new Date().toISOString().slice(0, 10));
