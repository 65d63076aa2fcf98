/**
 * Trains the sorter from the corpus and writes src/lib/sorting/weights.ts, the same bits on every run and machine.
 * Run: node src/training/train-sorting.ts
 */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { packLevels, packPage, packSlots, type PackedWeights } from '#lib/sorting/packing.ts';
import type { Models } from '#lib/sorting/suggest.ts';
import { corpusLines, corpusPages, pageFiles } from './corpus.ts';
import { trainModels } from './models.ts';

/** SHA-256 over everything that was trained; the file says it, a test recomputes it. */
export function hashOfWeights({ step, page, slots, levels }: Omit<PackedWeights, 'hash'>): string {
	return createHash('sha256').update(JSON.stringify({ step, page, slots, levels })).digest('hex');
}

/** The text of the weights module, laid out as the formatter would. */
export function weightsModule(models: Models): string {
	const { step } = models.lines;
	const slots = packSlots(models.lines.rows.slots);
	const levels = packLevels(models.lines.levels);
	const page = packPage(models.page);
	const hash = hashOfWeights({ step, page, slots, levels });
	return `/** Trained weights: made by src/training/train-sorting.ts, never edited. */
import type { PackedWeights } from './packing.ts';

export const weights: PackedWeights = {
	hash: '${hash}',
	step: ${String(step)},
	page: [
${page.map((row) => `\t\t'${row}'`).join(',\n')}
	],
	slots:
		'${slots}',
	levels:
		'${levels}'
};
`;
}

if (import.meta.main) {
	const models = trainModels(corpusLines(), pageFiles.map(corpusPages));
	writeFileSync(new URL('../lib/sorting/weights.ts', import.meta.url), weightsModule(models));
}
