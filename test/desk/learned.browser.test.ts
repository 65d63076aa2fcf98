import { expect, test, vi } from 'vitest';
import { LearnedDesk } from '#lib/desk/learned.svelte.ts';
import type { Suggestion } from '#lib/page/suggestion.ts';
import { LearnedFile } from '#lib/practice/learned-file.ts';
import { paths } from '#lib/practice/roster.ts';
import { DexiePracticeFiles } from '#lib/shelf/dexie-practice-files.ts';
import { openWith } from '#lib/vault/age.ts';
import { makeIdentity } from '#lib/vault/identity.ts';
import { scan, setupDesk, type TestDesk } from './feed-desk.ts';

const doubtful: Suggestion = {
	...{ kind: 'unsure', confidence: 0.4, evidence: [], summary: 'Unsure.' },
	lines: [{ line: 0, element: 'neutral', probability: 0.7, private: 0.1 }],
	runnerUp: 'progress'
};

async function withPages(count: number): Promise<TestDesk> {
	const desk = await setupDesk();
	desk.engines.suggestion = doubtful;
	await desk.feed.feed([scan('box.pdf', count)], { provenance: 'separate-folder' });
	await vi.waitFor(() => expect(desk.queue.running).toBe(false));
	await desk.decide.show();
	await desk.decide.whose.add({ name: 'Ana Okafor' });
	return desk;
}

async function lockAway(desk: TestDesk, pages: number): Promise<void> {
	const before = desk.learned.lessons.length;
	for (let i = 0; i < pages; i++)
		expect(await desk.decide.decide('cabinet', { sure: true })).toEqual({ ok: true });
	await vi.waitFor(() => expect(desk.learned.lessons).toHaveLength(before + pages));
}

test('five decisions change what is suggested for the next page like them', async () => {
	const desk = await withPages(7);
	await lockAway(desk, 4);
	expect(desk.decide.page?.suggestion).toEqual(doubtful);
	await lockAway(desk, 1);
	expect(desk.decide.page?.suggestion).toMatchObject({
		kind: 'psychotherapy',
		summary: 'You locked away all 5 pages like this one.'
	});
	expect(desk.learned.groups).toMatchObject([{ pages: 5, habit: { fate: 'cabinet', pages: 5 } }]);
});

test('to forget takes effect at once', async () => {
	const desk = await withPages(7);
	await lockAway(desk, 5);
	expect(desk.decide.page?.suggestion?.kind).toBe('psychotherapy');
	expect(await desk.learned.forgetAll()).toEqual({ ok: true });
	expect(desk.decide.page?.suggestion).toEqual(doubtful);
});

test('a decision that is taken back has taught nothing', async () => {
	const desk = await withPages(3);
	expect(await desk.decide.decide('chart', { sure: true })).toEqual({ ok: true });
	await vi.waitFor(() => expect(desk.learned.lessons).toHaveLength(1));
	expect(await desk.decide.undo()).toEqual({ ok: true });
	await vi.waitFor(() => expect(desk.learned.lessons).toHaveLength(0));
});

test('a habit asks no less: nobody’s page is still asked about', async () => {
	const desk = await withPages(8);
	const before = desk.decide.questionsBefore('chart');
	await lockAway(desk, 5);
	expect(desk.decide.questionsBefore('chart')).toEqual(before);
});

test('it is there after the next unlock, sealed to the clinician and to no other key', async () => {
	const desk = await withPages(3);
	await lockAway(desk, 2);
	const again = new LearnedDesk(desk.practice.learned);
	await vi.waitFor(() => expect(again.lessons).toEqual(desk.learned.lessons));
	const { files, me } = desk.practice;
	const sealed = await files.read(paths.personLearned(me.person.id));
	if (!sealed) throw new Error('nothing was stored');
	const stranger = await makeIdentity();
	expect(await openWith(stranger.identity, sealed)).toEqual({ ok: false, why: 'not-for-this-key' });
	expect(new TextDecoder('latin1').decode(sealed)).not.toContain('cabinet');
	expect(await openWith(desk.practice.chart.key.identity, sealed)).toMatchObject({ ok: false });
});

test('a damaged file is told of, and learning begins anew', async () => {
	const desk = await withPages(3);
	const { files, me } = desk.practice;
	const path = paths.personLearned(me.person.id);
	await files.write([{ path, bytes: new TextEncoder().encode('age-encryption.org/v1 broken') }]);
	const learned = new LearnedDesk(desk.practice.learned);
	await vi.waitFor(() => expect(learned.trouble).toMatch(/damaged/));
	expect(await learned.forgetAll()).toEqual({ ok: true });
	expect(learned.trouble).toBeUndefined();
});

test('two tabs lose nothing of each other', async () => {
	const { practice } = await setupDesk();
	const name = `learned-${crypto.randomUUID()}`;
	const alone = <T>(work: () => Promise<T>) => navigator.locks.request(name, work);
	const tabs = [new DexiePracticeFiles({ name }), new DexiePracticeFiles({ name })] as const;
	const one = new LearnedFile(tabs[0], practice.me, alone);
	const two = new LearnedFile(tabs[1], practice.me, alone);
	await Promise.all(
		Array.from({ length: 20 }, (_, i) =>
			(i % 2 ? one : two).change((text = '') => `${text}${String.fromCharCode(97 + i)}`)
		)
	);
	const read = await one.read();
	expect(read.ok && read.text?.split('').sort().join('')).toBe('abcdefghijklmnopqrst');
	tabs[1].close();
	await tabs[0].destroy();
});
