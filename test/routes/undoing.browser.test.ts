/** "Undo" beside a message: only for what was done last, and it says what came of it. */
import { expect, test, vi } from 'vitest';
import { Toasts } from '#lib/ui/toasts.svelte.ts';
import { undoing } from '../../src/routes/undoing.ts';

const messages = (toasts: Toasts) => toasts.list.map(({ message }) => message);
const said = () => 'Taken back.';

test('it takes back, and says so', async () => {
	const toasts = new Toasts();
	const back = vi.fn(() => Promise.resolve({ ok: true } as const));
	const action = undoing(toasts, { back, said, tone: 'chart' });
	toasts.show('It is done.', { action });
	expect(messages(toasts)).toEqual(['It is done.']);
	action.act();
	await vi.waitFor(() => expect(messages(toasts)).toEqual(['Taken back.']));
	expect(back).toHaveBeenCalledOnce();
	expect(toasts.list[0]?.action).toBeUndefined();
});

test('where it cannot, it says why', async () => {
	const toasts = new Toasts();
	const back = () => Promise.resolve({ ok: false, sentence: 'Somebody was faster.' } as const);
	undoing(toasts, { back, said }).act();
	await vi.waitFor(() => expect(messages(toasts)).toEqual(['Somebody was faster.']));
	expect(toasts.list[0]?.tone).toBe('danger');
});

test('what was done before it offers no Undo any more; other messages stay', () => {
	const toasts = new Toasts();
	const back = () => Promise.resolve({ ok: true } as const);
	toasts.show('First.', { action: undoing(toasts, { back, said }) });
	toasts.show('Saved.');
	toasts.show('Second.', { action: undoing(toasts, { back, said }) });
	expect(messages(toasts)).toEqual(['Saved.', 'Second.']);
});

test('one that says the same again takes the place of the first, with the newer Undo', () => {
	const toasts = new Toasts();
	const [first, second] = [vi.fn(), vi.fn()];
	for (const act of [first, second])
		toasts.show('Filed to the chart of Ana.', { tone: 'chart', action: { label: 'Undo', act } });
	toasts.show('Filed to the chart of Ana.', { tone: 'danger' });
	expect(toasts.list.map(({ tone }) => tone)).toEqual(['chart', 'danger']);
	toasts.list[0]?.action?.act();
	expect([first, second].map(({ mock }) => mock.calls.length)).toEqual([0, 1]);
	toasts.shut();
	expect(toasts.list).toEqual([]);
});

test('whoever comes after a lock sees nothing of it, also when it was done only then', async () => {
	const toasts = new Toasts();
	const done = Promise.withResolvers<{ readonly ok: true }>();
	const action = undoing(toasts, { back: () => done.promise, said });
	toasts.show('It is done.', { action });
	action.act();
	toasts.shut();
	expect(messages(toasts)).toEqual([]);
	done.resolve({ ok: true });
	await new Promise((resolve) => setTimeout(resolve));
	expect(messages(toasts)).toEqual([]);
	toasts.open();
	expect(messages(toasts)).toEqual([]);
	toasts.show('Saved.');
	expect(messages(toasts)).toEqual(['Saved.']);
});
