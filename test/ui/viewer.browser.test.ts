/** The page viewer and the reasons beside it, worked by keyboard in a real browser. */
import { expect, test } from 'vitest';
import { userEvent, page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '#lib/ui/tokens.css';
import '#lib/ui/base.css';
import { sheet } from './gallery-sample.ts';
import ViewerBench from './ViewerBench.svelte';

const { marks } = sheet;

async function bench(props: { words?: boolean; unmarked?: boolean } = {}) {
	await page.viewport(900, 700);
	await render(ViewerBench, props);
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

/** A pointer that goes down in the middle of an element. */
function pointerOver(element: Element, pointerType: 'mouse' | 'touch') {
	const box = element.getBoundingClientRect();
	const middle = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
	return (type: string, by = 0, pointerId = 1): void => {
		const at = { clientX: middle.x + by, clientY: middle.y };
		const options = { bubbles: true, button: 0, pointerId, pointerType, ...at };
		element.dispatchEvent(new PointerEvent(type, options));
	};
}

const restLongEnough = () => new Promise((resolve) => setTimeout(resolve, 500));
const aWord = () => document.querySelectorAll('svg.words text')[38] as Element;
const aMark = () => document.querySelector('[data-mark="2"]') as Element;

test.each([
	['words', 'touch', aWord],
	['words', 'mouse', aWord],
	['a mark', 'touch', aMark],
	['a mark', 'mouse', aMark]
] as const)('a hold on %s by %s looks closer there', async (_what, pointerType, find) => {
	await bench({ words: true });
	const whole = zoomed().element().textContent;
	const pointer = pointerOver(find(), pointerType);
	pointer('pointerdown');
	await expect.element(zoomed()).not.toHaveTextContent(whole);
	pointer('pointerup');
	await expect.element(zoomed()).toHaveTextContent(whole);
});

test('two fingers on words zoom', async () => {
	await bench({ words: true });
	const whole = zoomed().element().textContent;
	const finger = pointerOver(aWord(), 'touch');
	finger('pointerdown', 0, 7);
	finger('pointerdown', 40, 8);
	finger('pointermove', 120, 8);
	await expect.element(zoomed()).not.toHaveTextContent(whole);
	finger('pointerup', 0, 7);
	finger('pointerup', 120, 8);
});

test('a mouse that moves over words selects them, and looks at nothing', async () => {
	const stage = (await bench({ words: true })).element();
	const whole = zoomed().element().textContent;
	const mouse = pointerOver(aWord(), 'mouse');
	mouse('pointerdown');
	mouse('pointermove', 30);
	await restLongEnough();
	await expect.element(zoomed()).toHaveTextContent(whole);
	expect(aWord().dispatchEvent(new Event('selectstart', { bubbles: true, cancelable: true }))).toBe(
		true
	);
	mouse('pointerup', 30);
	// The picture beside the words is moved as before.
	await userEvent.keyboard('+++');
	const before = stage.scrollLeft;
	const onPicture = pointerOver(stage, 'mouse');
	onPicture('pointerdown');
	onPicture('pointermove', -25);
	expect(stage.scrollLeft).toBe(before + 25);
	onPicture('pointerup', -25);
});

test('a mouse that rests on words and moves then selects them, and goes back from looking closer', async () => {
	const stage = (await bench({ words: true })).element();
	const whole = zoomed().element().textContent;
	const word = aWord();
	const mouse = pointerOver(word, 'mouse');
	const selects = () =>
		word.dispatchEvent(new Event('selectstart', { bubbles: true, cancelable: true }));
	mouse('pointerdown');
	await expect.element(zoomed()).not.toHaveTextContent(whole);
	// A hand is never quite still.
	mouse('pointermove', 2);
	await expect.element(zoomed()).not.toHaveTextContent(whole);
	mouse('pointermove', 30);
	await expect.element(zoomed()).toHaveTextContent(whole);
	expect(selects()).toBe(true);
	expect(stage.hasPointerCapture(1)).toBe(false);
	mouse('pointermove', 60);
	await restLongEnough();
	await expect.element(zoomed()).toHaveTextContent(whole);
	mouse('pointerup', 60);
});

function copied(from: Node, at: number, to: Node, end: number): string {
	getSelection()?.setBaseAndExtent(from, at, to, end);
	const clipboardData = new DataTransfer();
	document.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true }));
	return clipboardData.getData('text/plain');
}

test('words that are copied keep their lines, and stand beside each other within one', async () => {
	await bench({ words: true });
	const words = [...document.querySelectorAll('svg.words text[data-line]')];
	const [first, second, third] = ['0', '1', '2'].map((line) =>
		words.filter((word) => word.getAttribute('data-line') === line)
	);
	const [from, to] = [first?.[1]?.firstChild, third?.[0]?.firstChild];
	if (!from || !to) throw new Error('too few words');
	const textOf = (some: Element[] = []) => some.map((word) => word.textContent).join(' ');
	expect(copied(from, 1, to, 2)).toBe(
		[textOf(first?.slice(1)).slice(1), textOf(second), to.textContent?.slice(0, 2)].join('\n')
	);
	// What reaches beyond the picture is the browser's own affair.
	expect(copied(from, 0, document.body, document.body.childNodes.length)).toBe('');
});

test.each([
	['the mark that is pointed to', {}, () => aMark()],
	['the writing', { words: true, unmarked: true }, () => aWord()]
] as const)('held by key, it looks closer at %s', async (_what, props, find) => {
	const stage = (await bench(props)).element();
	if (!('words' in props)) await userEvent.keyboard('nn');
	const middle = () => {
		const box = find().getBoundingClientRect();
		return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
	};
	const whole = zoomed().element().textContent;
	const before = middle();
	await userEvent.keyboard('{z>}');
	await expect.element(zoomed()).not.toHaveTextContent(whole);
	const room = stage.getBoundingClientRect();
	await expect.poll(() => Math.abs(middle().y - before.y)).toBeLessThan(30);
	expect(middle().x).toBeGreaterThan(room.left);
	expect(middle().x).toBeLessThan(room.right);
	await userEvent.keyboard('{/z}');
});
