/** WCAG 2.2 contrast of every pair of tokens that meet on a screen, in both themes (success criteria 1.4.3 and 1.4.11). */
import { readFileSync } from 'node:fs';
import { expect, test, describe } from 'vitest';

const css = readFileSync(new URL('../../src/lib/ui/tokens.css', import.meta.url), 'utf8');

function tokenOf(name: string, theme: 'light' | 'dark'): string {
	const pair = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css);
	const one = new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(css);
	const found = pair ? pair[theme === 'light' ? 1 : 2] : one?.[1];
	if (!found) throw new Error(`no colour token --${name}`);
	return found;
}

/** Relative luminance of an sRGB colour (WCAG 2.2, "relative luminance"). */
function luminanceOf(hex: string): number {
	const [r, g, b] = [1, 3, 5]
		.map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
		.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
	return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

function contrastOf(a: string, b: string): number {
	const [low, high] = [luminanceOf(a), luminanceOf(b)].sort((x, y) => x - y);
	return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

const papers = ['desk', 'sheet', 'raised', 'sunken', 'plain-soft'];
const voices = ['chart', 'cabinet', 'doubt', 'danger', 'good'];

const text: [string, string][] = [
	...['ink', 'ink-soft', ...voices].flatMap((ink) =>
		papers.map((paper): [string, string] => [ink, paper])
	),
	...voices.flatMap((voice): [string, string][] => [
		[voice, `${voice}-soft`],
		['ink', `${voice}-soft`],
		['ink-soft', `${voice}-soft`]
	]),
	...['chart', 'cabinet', 'danger'].flatMap((voice): [string, string][] => [
		[`on-${voice}`, `${voice}-fill`],
		[`on-${voice}`, `${voice}-fill-over`]
	]),
	['mark-chart', 'mark-paper'],
	['mark-private', 'mark-paper'],
	['mark-know', 'mark-paper']
];

const shapes: [string, string][] = [
	...['edge', 'focus'].flatMap((line) =>
		['desk', 'sheet', 'raised'].map((paper): [string, string] => [line, paper])
	),
	...voices.flatMap((voice): [string, string][] => [
		[`${voice}-edge`, 'sheet'],
		[`${voice}-edge`, 'desk'],
		[`${voice}-edge`, `${voice}-soft`]
	])
];

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
	test.each(text)('text in --%s can be read on --%s', (ink, paper) => {
		expect(contrastOf(tokenOf(ink, theme), tokenOf(paper, theme))).toBeGreaterThanOrEqual(4.5);
	});

	test.each(shapes)('a line in --%s stands out from --%s', (line, paper) => {
		expect(contrastOf(tokenOf(line, theme), tokenOf(paper, theme))).toBeGreaterThanOrEqual(3);
	});

	test('the chart and the cabinet differ in hue by more than 90 degrees', () => {
		const hues = ['chart', 'cabinet'].map((name) => hueOf(tokenOf(name, theme)));
		const apart = Math.abs((hues[0] ?? 0) - (hues[1] ?? 0));
		expect(Math.min(apart, 360 - apart)).toBeGreaterThan(90);
	});
});

function hueOf(hex: string): number {
	const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
	return (
		(Math.atan2(Math.sqrt(3) * ((g ?? 0) - (b ?? 0)), 2 * (r ?? 0) - (g ?? 0) - (b ?? 0)) * 180) /
		Math.PI
	);
}
