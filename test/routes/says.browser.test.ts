/** What Decide says of a page: each reason at its place on the picture, doubts and things to know named, at every size. */
import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '#lib/ui/tokens.css';
import '#lib/ui/base.css';
import { turnedRect, turnedSize } from '#lib/page/upright.ts';
import { reading, suggestion } from '../ui/gallery-sample.ts';
import SaysBench from './SaysBench.svelte';

async function bench(width = 1000, turn: 0 | 90 | 180 | 270 = 0): Promise<void> {
	await page.viewport(width, 844);
	await render(SaysBench, { turn });
	// The mouse rests where nothing answers it.
	await userEvent.hover(page.getByRole('status', { name: 'Zoom' }));
}

const mark = (sign: string) => page.getByRole('button', { name: new RegExp(`^Mark [${sign}], `) });
const reasons = () => page.getByRole('list', { name: 'Why' }).getByRole('listitem');
const picture = () => page.getByRole('img', { name: 'Page 8 of 30', exact: true });

describe('a reason and its line', () => {
	test('are told in the order of the page, with the element, one sentence and the citation', async () => {
		await bench();
		await expect.element(reasons().nth(0)).toHaveTextContent(/1 Session times, record:/);
		await expect
			.element(reasons().nth(1))
			.toHaveTextContent(/Medication belongs in the record\.\s*45 CFR 164\.501/);
		await expect.element(reasons().nth(2)).toHaveTextContent(/3 Transference, private:/);
		expect(reasons().all()).toHaveLength(suggestion.evidence.length);
	});

	test('light up together, whichever is pointed to', async () => {
		await bench();
		await userEvent.hover(reasons().nth(1).getByRole('button'));
		await expect.element(mark('2')).toHaveClass('current');
		await userEvent.hover(mark('3'));
		await expect
			.element(reasons().nth(2).getByRole('button'))
			.toHaveAttribute('aria-current', 'true');
		await expect.element(mark('2')).not.toHaveClass('current');
	});

	test('come into sight on a page that is looked at closely', async () => {
		await bench();
		picture().element().closest<HTMLElement>('[role=group]')?.focus();
		await userEvent.keyboard('+++++++');
		await userEvent.click(reasons().nth(3).getByRole('button'));
		const stage = picture().element().closest('[role=group]')?.getBoundingClientRect();
		const found = mark('4').element().getBoundingClientRect();
		expect(found.bottom).toBeLessThanOrEqual((stage?.bottom ?? 0) + 1);
		expect(found.top).toBeGreaterThanOrEqual((stage?.top ?? 0) - 1);
	});
});

describe('things to know', () => {
	const notes = () => page.getByRole('list', { name: 'To know' }).getByRole('listitem');

	test('come before the reasons, 42 CFR Part 2 and what the chart must hold first', async () => {
		await bench();
		const said = notes()
			.all()
			.map((note) => note.element().querySelector('strong')?.textContent);
		expect(said).toEqual([
			'42 CFR Part 2.',
			'Also for the chart.',
			'The heading differs.',
			'Others are named.'
		]);
	});

	test('point at the line that they are about, under a reason’s number or a sign of their own', async () => {
		await bench();
		await userEvent.hover(
			page.getByRole('button', { name: 'Show the line of “Also for the chart”, mark 2' })
		);
		await expect.element(mark('2')).toHaveClass('current');
		await userEvent.hover(
			page.getByRole('button', { name: 'Show the line of “The heading differs”, mark !' })
		);
		await expect.element(mark('!')).toHaveClass('current');
	});
});

test('every doubt is named by its source', async () => {
	await bench();
	const doubts = page.getByRole('list', { name: 'In doubt' }).getByRole('listitem');
	await expect.element(doubts.nth(0)).toHaveTextContent('The reading. Part of this page');
	await expect.element(doubts.nth(1)).toHaveTextContent('An unknown kind. This page is unlike');
});

test('one line says what else it could be, what would change it, and by which mark', async () => {
	await bench();
	await expect
		.element(page.getByText('If not that, a private note'))
		.toHaveTextContent('Without the line marked 3 it would look like a progress note.');
	await userEvent.hover(page.getByRole('button', { name: 'Show the line marked 3' }));
	await expect.element(mark('3')).toHaveClass('current');
	await expect
		.element(page.getByRole('link', { name: 'How is this suggested?' }))
		.toHaveAttribute('href', '/how');
});

test.each([1000, 390])('no sign lies over another at %d px', async (width) => {
	await bench(width);
	const signs = [...document.querySelectorAll('[data-mark] .number')].map((sign) =>
		sign.getBoundingClientRect()
	);
	expect(signs).toHaveLength(5);
	const met = signs.flatMap((a, i) =>
		signs
			.slice(i + 1)
			.filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
	);
	expect(met).toEqual([]);
});

test.each([90, 180, 270] as const)(
	'marks stand on their lines after a turn by %d°',
	async (turn) => {
		await bench(1000, turn);
		const size = turnedSize(reading, turn);
		const box = picture().element().getBoundingClientRect();
		const scale = box.width / size.width;
		const line = reading.lines[1]?.rect ?? { x: 0, y: 0, width: 0, height: 0 };
		const wanted = turnedRect(line, turn, reading);
		const found = page
			.getByRole('button', { name: /record: Start and stop times/ })
			.element()
			.getBoundingClientRect();
		expect(found.left - box.left).toBeCloseTo(wanted.x * scale, 0);
		expect(found.top - box.top).toBeCloseTo(wanted.y * scale, 0);
		expect(found.height).toBeCloseTo(wanted.height * scale, 0);
	}
);
