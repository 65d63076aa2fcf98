/** Two same sides held against each other: what is done to one picture is done to both, also laid on each other. */
import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '#lib/ui/tokens.css';
import '#lib/ui/base.css';
import type { TwinsDesk } from '#lib/desk/twins.svelte.ts';
import type { PageId } from '#lib/page/ids.ts';
import type { TrayPage } from '#lib/tray/state.ts';
import TwinNote from '../../src/routes/decide/TwinNote.svelte';
import { sheet } from '../ui/gallery-sample.ts';

const side = (id: string): TrayPage =>
	({ side: { page: id as PageId }, turn: 0 }) as unknown as TrayPage;
const [here, there] = [side('here'), side('there')];

/** The earlier scan is half as large again. */
const twins = {
	factsOf: () => ({
		...{ twin: there, how: 'same words', place: 4, box: undefined, sameBox: true },
		hidden: undefined
	}),
	picture: (which: TrayPage) => {
		const times = which === there ? 1.5 : 1;
		const { src: url, width, height } = sheet;
		return Promise.resolve({ url, width: width * times, height: height * times });
	}
} as unknown as TwinsDesk;

const stages = () => page.getByRole('group', { name: /zoom, arrows move/ });
const stageAt = (at: number) => stages().nth(at).element();

/** The spot of the picture in the middle of a stage, and how much larger it is than the stage's height. */
function looked(at: number): readonly number[] {
	const stage = stageAt(at);
	const picture = stage.querySelector('img')?.getBoundingClientRect();
	const box = stage.getBoundingClientRect();
	if (!picture) throw new Error('no picture');
	return [
		(box.left + stage.clientWidth / 2 - picture.left) / picture.width,
		(box.top + stage.clientHeight / 2 - picture.top) / picture.height,
		picture.height / stage.clientHeight
	];
}

async function expectSame(): Promise<void> {
	await expect
		.poll(() => {
			const [one, other] = [looked(0), looked(1)];
			return Math.max(...one.map((share, i) => Math.abs(share - (other[i] ?? 0))));
		})
		.toBeLessThan(0.01);
}

beforeEach(async () => {
	await page.viewport(1440, 900);
	await render(TwinNote, {
		...{ twins, page: here, busy: false, comparing: true },
		onduplicate: () => undefined
	});
	await expect.element(stages().nth(1)).toBeVisible();
});

test('both are whole first; a key makes both larger and moves both', async () => {
	await expectSame();
	const [, , whole = 0] = looked(0);
	expect(whole).toBeLessThan(1);
	await userEvent.keyboard('+++');
	await expect.poll(() => looked(0)[2]).toBeGreaterThan(whole * 1.5);
	await expectSame();
	const [, before = 0] = looked(0);
	await userEvent.keyboard('{ArrowDown}{ArrowDown}');
	await expect.poll(() => looked(0)[1]).toBeGreaterThan(before + 0.05);
	await expectSame();
	await userEvent.keyboard('0');
	await expect.poll(() => looked(1)[2]).toBeLessThan(1);
	await expectSame();
});

test('the right one leads where it is the one that is pointed to', async () => {
	await userEvent.click(page.getByRole('button', { name: 'Larger' }).nth(1));
	await userEvent.click(page.getByRole('button', { name: 'Larger' }).nth(1));
	await expect.poll(() => looked(0)[2]).toBeGreaterThan(1.1);
	stageAt(1).scrollTo({ left: 0, top: 0 });
	await expectSame();
	await userEvent.click(page.getByRole('button', { name: 'Fill the width' }).nth(1));
	await expectSame();
});

test('laid on each other they are looked at in the same spot', async () => {
	await userEvent.keyboard('++++{ArrowDown}');
	await expectSame();
	const before = looked(0);
	await userEvent.keyboard('x');
	await expect.poll(() => stages().elements().length).toBe(1);
	await expect.poll(() => looked(0)[1]).toBeCloseTo(before[1] ?? 0, 1);
	const first = looked(0);
	await userEvent.keyboard('x');
	await expect.element(page.getByRole('group', { name: /^This page/ })).toBeVisible();
	for (const at of [0, 1, 2]) await expect.poll(() => looked(0)[at]).toBeCloseTo(first[at] ?? 0, 1);
	// The next pair begins whole.
	await userEvent.keyboard('{Escape}');
	await userEvent.click(page.getByRole('button', { name: /^Compare them/ }));
	await expect.poll(() => stages().elements().length).toBe(2);
	await expect.poll(() => looked(0)[2]).toBeLessThan(1);
});

test('has on a phone what makes them smaller and larger within their frames', async () => {
	await page.viewport(390, 844);
	for (const at of [0, 1]) {
		const frame = stageAt(at).getBoundingClientRect();
		for (const name of ['Smaller', 'Larger', 'Whole page']) {
			const button = page.getByRole('button', { name, exact: true }).nth(at).element();
			const { left, right } = button.getBoundingClientRect();
			expect([name, left >= frame.left, right <= frame.right]).toEqual([name, true, true]);
		}
	}
});
