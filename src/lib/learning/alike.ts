/** How alike two pages are, by what they say where both were read, and by their paper and layout where neither was. */
import type { Lesson, PageFacts } from './lesson.ts';

/** From here on two pages are of one kind: two of a practice's forms reach it, a form and a free note do not. */
export const alikeFrom = 0.8;

/** Lessons from pages like this one. A page that was read teaches nothing about one that was not. */
export function alikeLessons(facts: PageFacts, lessons: readonly Lesson[]): readonly Lesson[] {
	return lessons.filter((lesson) => likeness(facts, lesson.facts) >= alikeFrom);
}

/** 0 to 1. */
export function likeness(a: PageFacts, b: PageFacts): number {
	const read = a.says.length > 0;
	if (read !== b.says.length > 0) return 0;
	// Scans that were taken in long ago have no look: their words stand alone.
	if (read && (a.look.length === 0 || b.look.length === 0)) return cosine(a.says, b.says);
	const looks = sameLook(a.look, b.look);
	// Words decide; the same words on other paper are still somewhat alike, the same paper with other words hardly.
	return read ? 0.75 * cosine(a.says, b.says) + 0.25 * looks : looks;
}

function cosine(a: readonly number[], b: readonly number[]): number {
	if (a.length !== b.length) return 0;
	const dot = (x: readonly number[], y: readonly number[]): number =>
		x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0);
	return dot(a, b) / Math.max(Math.sqrt(dot(a, a) * dot(b, b)), 1e-9);
}

/** Brightness of the paper first: a yellow pad is darker than copier paper. Then how much ink there is, and where. */
function sameLook(a: readonly number[], b: readonly number[]): number {
	if (a.length !== b.length || a.length === 0) return 0;
	const apart = (i: number): number => Math.abs((a[i] ?? 0) - (b[i] ?? 0));
	const [paper, ink, ...zones] = a.map((_, i) => apart(i));
	const where = zones.reduce((sum, each) => sum + each, 0) / Math.max(zones.length, 1);
	return Math.max(0, 1 - 3 * (paper ?? 0) - 1.5 * (ink ?? 0) - where);
}
