/** The page viewer and the reasons beside it, worked by keyboard in a real browser. */
import { expect, test } from 'vitest';
import { userEvent, page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '#lib/ui/tokens.css';
import '#lib/ui/base.css';
import { sheet } from './gallery-sample.ts';
import ViewerBench from './ViewerBench.svelte';

const { marks } = sheet;

async function bench() {
	await page.viewport(900, 700);
	await render(ViewerBench);
	// The mouse rests where nothing answers it.
	await userEvent.hover(zoomed());
	const stage = page.getByRole('group', { name: /^Page 8 of 30/ });
	stage.element().focus();
	return stage;
}

const zoomed = () => page.getByRole('status', { name: 'Zoom' });

test('marks stand where their lines are on the picture, at every size', async () => {
	const stage = await bench();
	for (const key of ['0', '+', '+']) {
		await userEvent.keyboard(key);
		const picture = page.getByRole('img', { name: 'Page 8 of 30', exact: true });
		const box = picture.element().getBoundingClientRect();
		for (const mark of marks) {
			const drawn = page.getByRole('button', { name: new RegExp(`^Mark ${mark.number}, `) });
			const found = drawn.element().getBoundingClientRect();
			const scale = box.width / sheet.width;
			expect(found.left - box.left).toBeCloseTo(mark.rect.x * scale, 0);
			expect(found.top - box.top).toBeCloseTo(mark.rect.y * scale, 0);
			expect(found.width).toBeCloseTo(mark.rect.width * scale, 0);
		}
	}
	expect(stage.element().scrollHeight).toBeGreaterThan(stage.element().clientHeight);
});

test('a mark says its side and its reason in words', async () => {
	await bench();
	await expect
		.element(page.getByRole('button', { name: /^Mark 1, record: Start and stop times/ }))
		.toBeInTheDocument();
	await expect
		.element(page.getByRole('button', { name: /^Mark 3, private: Analyzes/ }))
		.toBeInTheDocument();
});

test('plus, minus, zero and W change the size', async () => {
	await bench();
	const whole = zoomed().element().textContent;
	await userEvent.keyboard('+');
	await expect.element(zoomed()).not.toHaveTextContent(whole);
	await userEvent.keyboard('-');
	await expect.element(zoomed()).toHaveTextContent(whole);
	await userEvent.keyboard('w');
	await expect
		.element(page.getByRole('button', { name: 'Fill the width' }))
		.toHaveAttribute('aria-pressed', 'true');
	await userEvent.keyboard('0');
	await expect.element(zoomed()).toHaveTextContent(whole);
});

test('holding Z looks closer, letting go returns', async () => {
	await bench();
	const whole = zoomed().element().textContent;
	await userEvent.keyboard('{z>}');
	await expect.element(zoomed()).not.toHaveTextContent(whole);
	await userEvent.keyboard('{/z}');
	await expect.element(zoomed()).toHaveTextContent(whole);
});

test('arrows move over a large page', async () => {
	const stage = await bench();
	await userEvent.keyboard('++++');
	const before = stage.element().scrollTop;
	await userEvent.keyboard('{ArrowDown}');
	await expect.poll(() => stage.element().scrollTop).toBeGreaterThan(before);
});

test('N goes through the marks, and the list shows which one', async () => {
	await bench();
	await userEvent.keyboard('n');
	const list = page.getByRole('list', { name: 'Why' });
	const first = list.getByRole('button').first();
	await expect.element(first).toHaveAttribute('aria-current', 'true');
	await userEvent.keyboard('{Shift>}N{/Shift}');
	await expect.element(list.getByRole('button').last()).toHaveAttribute('aria-current', 'true');
	await expect.element(page.getByRole('button', { name: /^Mark 4/ })).toHaveFocus();
});

test('a finger that rests looks closer and moves over the page; one that swipes does not', async () => {
	const stage = (await bench()).element();
	const whole = zoomed().element().textContent;
	const box = stage.getBoundingClientRect();
	const middle = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
	const finger = (type: string, by = 0): void => {
		const at = { clientX: middle.x, clientY: middle.y - by };
		const options = { bubbles: true, pointerId: 7, pointerType: 'touch', ...at };
		stage.dispatchEvent(new PointerEvent(type, options));
	};
	finger('pointerdown');
	await expect.element(zoomed()).not.toHaveTextContent(whole);
	const before = stage.scrollTop;
	finger('pointermove', 60);
	expect(stage.scrollTop).toBe(before + 60);
	finger('pointerup', 60);
	await expect.element(zoomed()).toHaveTextContent(whole);

	finger('pointerdown');
	finger('pointermove', 40);
	await new Promise((resolve) => setTimeout(resolve, 500));
	await expect.element(zoomed()).toHaveTextContent(whole);
	finger('pointercancel');
});
