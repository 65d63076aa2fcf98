import { describe, expect, it } from 'vitest';
import { factsKeptApart } from '#lib/checks/kept-apart.ts';
import { lookedAt } from './read.ts';

const wondering = 'I wonder whether the lateness is for me, and felt scolded when she said so.';
const held = (line: string) => lookedAt(`Session, my own notes.\n${wondering}\n${line}`);
const elements = (told: ReturnType<typeof factsKeptApart>) => told.map(({ element }) => element);

describe('a private page', () => {
	it.each([
		['medication', 'Zoloft 50 mg since Tuesday.', 'Takes Zoloft 50 mg daily.'],
		['session-times', 'Met 2:00-2:50 pm.', 'Session 2:00-2:50 pm.'],
		['test-results', 'PHQ-9 = 19 today.', 'PHQ-9 = 19.'],
		['diagnosis', 'Dx: F33.1.', 'Diagnosis F33.1.'],
		[
			'risk-safety',
			'Told me of the overdose in May; suicidal ideation.',
			'Denies SI/HI, safety plan.'
		]
	])('whose %s no chart page shows is told, and no longer when one does', (element, own, chart) => {
		const alone = factsKeptApart(held(own), []);
		expect(elements(alone)).toContain(element);
		expect(alone.find((one) => one.element === element)?.lines).toContain(own);
		const charted = lookedAt(`PROGRESS NOTE\nClient seen as planned.\n${chart}`);
		expect(elements(factsKeptApart(held(own), [charted]))).not.toContain(element);
	});

	it('is not answered by a chart page that cannot be read, or that only names the medicine', () => {
		const own = held('Zoloft 50 mg since Tuesday.');
		const illegible = lookedAt('Takes Zoloft 50 mg daily.', 0.2);
		const named = lookedAt('PROGRESS NOTE\nClient seen. Talked of medication, and of the week.');
		expect(elements(factsKeptApart(own, [illegible, named]))).toContain('medication');
	});

	it('of analysis alone has nothing to tell', () => {
		expect(factsKeptApart(lookedAt(wondering), [])).toEqual([]);
	});
});
