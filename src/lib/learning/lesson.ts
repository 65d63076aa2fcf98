/** What is kept of a decision to learn from: numbers about the page and where it went, never a word of it. */
import type { FiledFate, Provenance } from '#lib/page/fate.ts';
import type { PageId } from '#lib/page/ids.ts';

/** How a page looks and what kinds of things it says. Comparable between any two pages. */
export interface PageFacts {
	/** 0 to 1 an element, adding up to 1: what its lines are about; empty when nothing could be read. */
	readonly says: readonly number[];
	/** 0 to 1 each: the paper's brightness, how much ink there is, and where it lies; empty when unknown. */
	readonly look: readonly number[];
	/** Where the paper was kept. */
	readonly provenance: Provenance;
}

export interface Lesson {
	readonly page: PageId;
	readonly fate: FiledFate;
	readonly facts: PageFacts;
}

/** Older ones are forgotten: habits change, and the file stays small. */
export const mostLessons = 400;

/** With this decision instead of any earlier one about the page; the newest come last. */
export function withLesson(lessons: readonly Lesson[], lesson: Lesson): readonly Lesson[] {
	return [...withoutPage(lessons, lesson.page), lesson].slice(-mostLessons);
}

/** As if the page had never been decided: it was taken back. */
export function withoutPage(lessons: readonly Lesson[], page: PageId): readonly Lesson[] {
	return lessons.filter((lesson) => lesson.page !== page);
}

const mark = 'lessons 1';

export function lessonsText(lessons: readonly Lesson[]): string {
	return JSON.stringify({ mark, lessons });
}

/** `undefined` for anything that {@link lessonsText} has not written. */
export function parseLessons(text: string): readonly Lesson[] | undefined {
	try {
		const file = JSON.parse(text) as { readonly mark: string; readonly lessons: unknown };
		const isOurs =
			file.mark === mark && Array.isArray(file.lessons) && file.lessons.every(isLesson);
		return isOurs ? file.lessons : undefined;
	} catch {
		return undefined;
	}
}

function isLesson(value: unknown): value is Lesson {
	const { page, fate, facts } = value as Partial<Lesson>;
	return (
		typeof page === 'string' &&
		(fate === 'chart' || fate === 'cabinet' || fate === 'split') &&
		areNumbers(facts?.says) &&
		areNumbers(facts?.look)
	);
}

function areNumbers(value: unknown): boolean {
	return Array.isArray(value) && value.every((each) => Number.isFinite(each));
}
