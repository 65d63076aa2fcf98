/** What is chosen, done or covered is still to be seen where the system's colours take the place of ours. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { createRawSnippet } from 'svelte';
import Button from '#lib/ui/Button.svelte';
import NavLink from '#lib/ui/NavLink.svelte';
import { navItems } from '#lib/ui/navigation.ts';
import Stepper from '#lib/ui/Stepper.svelte';
import Thumb from '#lib/ui/Thumb.svelte';
import Verdicts from '../../src/routes/decide/Verdicts.svelte';
import { emulate, forcedColours } from '../support/emulate.ts';
import ViewerBench from './ViewerBench.svelte';
import '#lib/ui/tokens.css';
import '#lib/ui/base.css';

beforeEach(() => emulate(forcedColours));
afterEach(() => emulate({ features: [] }));

const edge = (element: Element) => getComputedStyle(element).borderTopColor;

function only(place: ParentNode, selector: string): Element {
	const found = place.querySelector(selector);
	if (!found) throw new Error(`nothing is ${selector}`);
	return found;
}

test.each(['rail', 'bar', 'sheet'] as const)('where one is stands out in the %s', async (shape) => {
	const [item] = navItems;
	if (!item) throw new Error('there is no screen');
	const [chosen, plain] = [
		only((await render(NavLink, { item, current: true, shape })).container, 'a'),
		only((await render(NavLink, { item, current: false, shape })).container, 'a')
	];
	expect(edge(chosen)).not.toBe(edge(plain));
	// Not framed: a frame is what says where one is.
	expect(edge(plain)).toBe(getComputedStyle(document.body).backgroundColor);
});

test('a chosen page stands out among the others, and keeps the pattern of its fate', async () => {
	const about = { number: 1, fate: 'chart' } as const;
	const { container } = await render(Thumb, { ...about, selected: true });
	const { container: other } = await render(Thumb, { ...about, selected: false });
	expect(edge(only(container, '.thumb'))).not.toBe(edge(only(other, '.thumb')));
	const [spine, sheet] = ['.spine', '.sheet'].map(
		(selector) => getComputedStyle(only(container, selector)).backgroundColor
	);
	expect(spine).not.toBe(sheet);
});

test('a toggle that is on stands out from one that is off', async () => {
	const children = createRawSnippet(() => ({ render: () => '<span>Drawing</span>' }));
	const [on, off] = await Promise.all(
		[true, false].map(async (pressed) => {
			const { container } = await render(Button, { children, 'aria-pressed': pressed });
			return getComputedStyle(only(container, 'button')).backgroundColor;
		})
	);
	expect(on).not.toBe(off);
});

test('the suggested verdict stands out from the others', async () => {
	const { container } = await render(Verdicts, {
		...{ suggested: 'chart', busy: false, settling: false, whose: 'Ana Ortiz' },
		...{ onwhose: () => undefined, ondecide: () => undefined }
	});
	const styleOf = (fate: string) =>
		getComputedStyle(only(container, `[data-fate=${fate}]`)).outlineStyle;
	expect(styleOf('chart')).toBe('dashed');
	expect(styleOf('split')).toBe('none');
});

test('a line that decides keeps its mark, as the paper beneath keeps its colours', async () => {
	const { container } = await render(ViewerBench);
	await expect.poll(() => container.querySelector('.mark .frame')).not.toBeNull();
	expect(getComputedStyle(only(container, '.mark .frame')).forcedColorAdjust).toBe('none');
});

test('the step that is now stands out from those before and after', async () => {
	const { container } = await render(Stepper, { steps: ['One', 'Two', 'Three'], current: 1 });
	const [before, now, after] = [...container.querySelectorAll('li')].map((step) => {
		const { borderTopColor, borderTopStyle } = getComputedStyle(step);
		return `${borderTopStyle} ${borderTopColor}`;
	});
	expect(new Set([before, now, after]).size).toBe(3);
});

test('nothing moves where somebody asked for rest', async () => {
	await render(Stepper, { steps: ['One', 'Two'], current: 0 });
	const root = getComputedStyle(document.documentElement);
	expect([root.getPropertyValue('--quick'), root.getPropertyValue('--calm')]).toEqual([
		'0ms',
		'0ms'
	]);
});
