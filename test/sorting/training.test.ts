/** The committed weights come from the committed corpus, and training gives the same bits every time. */
import { describe, expect, it } from 'vitest';
import { suggestBy, wordsOfText } from '#lib/sorting/suggest.ts';
import { weights } from '#lib/sorting/weights.ts';
import { corpusLines, corpusPages } from '../../src/training/corpus.ts';
import { trainModels } from '../../src/training/models.ts';
import { garble } from '../../src/training/noise.ts';
import { seeded } from '../../src/training/random.ts';
import { scoreOf } from '../../src/training/score.ts';
import { hashOfWeights, weightsModule } from '../../src/training/train-sorting.ts';

describe('training', () => {
	it('gives the same module bit for bit when it runs again', () => {
		const lines = corpusLines().filter((_, at) => at % 60 === 0);
		const pages = corpusPages('train').filter((_, at) => at % 9 === 0);
		const fresh = () =>
			weightsModule(trainModels(lines, [pages.slice(0, 8), pages.slice(8)], { epochs: 1 }));
		expect(fresh()).toBe(fresh());
	});

	it('left committed weights whose hash is the one they state', () => {
		expect(hashOfWeights(weights)).toBe(weights.hash);
	});

	it('misreads the same way from the same seed', () => {
		const text = 'Client has made moderate progress toward treatment goals';
		const misread = garble(text, 'typed', 0.3, seeded(4));
		expect(misread).toBe(garble(text, 'typed', 0.3, seeded(4)));
		expect(misread).not.toBe(text);
	});
});

describe('a model trained on a part', () => {
	it('still answers every page with a kind', () => {
		const lines = corpusLines().filter((_, at) => at % 20 === 0);
		const pages = corpusPages('train').filter((_, at) => at % 7 === 0);
		const models = trainModels(lines, [pages.slice(0, 10), pages.slice(10)], { epochs: 1 });
		const judged = corpusPages('dev')
			.slice(0, 20)
			.map(({ id, kind, text }) => ({
				id,
				kind,
				guess: suggestBy(models, wordsOfText(text)).kind
			}));
		expect(scoreOf(judged).pages).toBe(20);
	});
});

describe('the measures', () => {
	it('count each error once and under its own name', () => {
		const score = scoreOf([
			{ id: 'a', kind: 'psychotherapy', guess: 'progress' },
			{ id: 'b', kind: 'mixed', guess: 'psychotherapy' },
			{ id: 'c', kind: 'administrative', guess: 'mixed' },
			{ id: 'd', kind: 'progress', guess: 'unsure' },
			{ id: 'e', kind: 'progress', guess: 'progress' }
		]);
		expect(score).toMatchObject({
			leaked: 1,
			buried: 1,
			over: 1,
			held: 1,
			exact: 1,
			private: 2,
			chart: 3
		});
	});
});
