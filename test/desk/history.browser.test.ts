import { expect, test, vi } from 'vitest';
import { HistoryDesk } from '#lib/desk/history.svelte.ts';
import { inEnglish } from '#lib/language/telling.ts';
import { filePage, openPractice } from './open-practice.ts';

test('the history tells who filed what and why, and nothing of a private page', async () => {
	const practice = await openPractice();
	const { chart, tray, roster } = practice;
	const history = new HistoryDesk({ chart, tray, roster, now: () => new Date() });
	await filePage(practice, 1, 'chart', { because: 'a progress note' });
	await history.read();
	const [latest] = history.lines;
	expect([latest?.who, inEnglish(latest?.what ?? '')]).toEqual([
		'Maren Ellsworth, PhD',
		'Filed a page to the chart of Ana Marlow-Ünal (kept in a separate folder), because: a progress note.'
	]);
	const before = history.lines.filter(({ about }) => about === 'filing').length;

	const hidden = await filePage(practice, 2, 'cabinet', { because: 'my own doubts' });
	await practice.filing.undo(hidden);
	await history.read();
	expect(history.lines.filter(({ about }) => about === 'filing')).toHaveLength(before);
	expect(JSON.stringify(history.lines)).not.toContain('my own doubts');
});

test('reading again takes in only what is new, and stopping keeps nothing', async () => {
	const practice = await openPractice();
	const { chart, tray, roster } = practice;
	const history = new HistoryDesk({ chart, tray, roster, now: () => new Date() });
	await filePage(practice, 1, 'chart');
	await history.read();
	const first = history.lines.length;
	await history.read();
	expect(history.opened).toBe(0);
	expect(history.lines).toHaveLength(first);
	history.stop();
	expect(history.lines).toEqual([]);
});

test('what happens while the history is looked at appears in it', async () => {
	const practice = await openPractice();
	const { chart, tray, roster } = practice;
	const history = new HistoryDesk({ chart, tray, roster, now: () => new Date() });
	const stop = history.follow();
	await filePage(practice, 1, 'chart');
	await vi.waitFor(
		() => expect(inEnglish(history.lines[0]?.what ?? '')).toContain('Filed a page to the chart'),
		5000
	);
	stop();
});
