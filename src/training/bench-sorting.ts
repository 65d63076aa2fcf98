/**
 * Honest results: each half of the corpus judged by models that were trained on the other half, clean and misread.
 * Run: node src/training/bench-sorting.ts [--list]
 */
import type { PageKind } from '#lib/page/suggestion.ts';
import { suggestBy, wordsOfText } from '#lib/sorting/suggest.ts';
import { keywordKind } from './baseline.ts';
import { corpusLines, type CorpusPage, corpusPages } from './corpus.ts';
import { trainModels } from './models.ts';
import { garble } from './noise.ts';
import { foldsOf } from './page-training.ts';
import { seeded } from './random.ts';
import { type Judged, scoreLine, scoreOf } from './score.ts';

const print = (line: string) => process.stdout.write(`${line}\n`);

const judge = (pages: readonly CorpusPage[], guess: (page: CorpusPage) => PageKind): Judged[] =>
	pages.map((page) => ({ id: page.id, kind: page.kind, guess: guess(page) }));

/** The page as a poor reading would give it: 2% or 6% of the confusable letters wrong. */
function misread(page: CorpusPage, rate: number): string {
	const paper = page.medium === 'handwritten' ? 'handwritten' : 'typed';
	return garble(page.text, paper, rate, seeded(Number(page.id.slice(4))));
}

function bench(source: 'train' | 'dev', target: 'train' | 'dev', list: boolean): void {
	const pages = corpusPages(target);
	print(`\ntrained on lines + ${source}, judged on ${target} (unseen pages, another writer)`);
	print(scoreLine('  keyword list', scoreOf(judge(pages, ({ text }) => keywordKind(text)))));
	const models = trainModels(corpusLines(), foldsOf(corpusPages(source), 4, seeded(1)));
	for (const rate of [0, 0.02, 0.06]) {
		const judged = judge(
			pages,
			(page) => suggestBy(models, wordsOfText(rate ? misread(page, rate) : page.text)).kind
		);
		const name = rate ? `  text, ${String(rate * 100)}% of letters misread` : '  clean text';
		print(scoreLine(name, scoreOf(judged)));
		for (const medium of rate ? [] : (['typed', 'handwritten'] as const)) {
			const some = judged.filter((_, at) => pages[at]?.medium === medium);
			print(scoreLine(`    written as ${medium}`, scoreOf(some)));
		}
		if (!list || rate) continue;
		judged.forEach(({ id, kind, guess }, at) => {
			if (kind !== guess)
				print(`    ${id} ${kind} -> ${guess} ${pages[at]?.traps.join(',') ?? ''}`);
		});
	}
}

const list = process.argv.includes('--list');
bench('train', 'dev', list);
bench('dev', 'train', list);
