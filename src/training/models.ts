/** Trains the two models together: lines first, then pages weighed by line models that had not seen them. */
import type { Models } from '#lib/sorting/suggest.ts';
import type { CorpusLine, CorpusPage } from './corpus.ts';
import { examplesOf } from './examples.ts';
import { type LineTraining, trainLines } from './line-training.ts';
import { composeMixed, trainPages, weighPage, type WeighedPage } from './page-training.ts';
import { seeded } from './random.ts';

const seeds = { order: 11, misreading: 5, composing: 3 };
const composed = 60;

function lineModel(
	lines: readonly CorpusLine[],
	pages: readonly CorpusPage[],
	training?: LineTraining
) {
	return trainLines(examplesOf(lines, pages), seeded(seeds.order), training);
}

/**
 * Each fold's pages are weighed by a model trained on the lines and the other folds, so that the page model learns how
 * sure the line model is on paper it has never seen.
 */
export function trainModels(
	lines: readonly CorpusLine[],
	folds: readonly (readonly CorpusPage[])[],
	training?: LineTraining
): Models {
	const random = seeded(seeds.misreading);
	const weighed: WeighedPage[] = folds.flatMap((fold, at) => {
		const others = folds.flatMap((pages, other) => (other === at ? [] : pages));
		const model = lineModel(lines, others, training);
		return fold.flatMap((page) => weighPage(page, model, random));
	});
	const clean = weighed.filter(({ weight }) => weight === 1);
	const mixes = composeMixed(clean, composed, seeded(seeds.composing));
	return {
		lines: lineModel(lines, folds.flat(), training),
		page: trainPages([...weighed, ...mixes])
	};
}
