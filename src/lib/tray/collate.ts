/** Sheets scanned by hand, all fronts and then all backs: the two stacks put together into the order of the paper. */
import type { PageId } from '#lib/page/ids.ts';
import type { TrayBox, TrayPage } from './state.ts';

export interface Stacks<T> {
	/** As they were fed. */
	readonly first: readonly T[];
	readonly second: readonly T[];
}

export interface HowFed {
	/** The backs went through from the last sheet to the first, as when the whole stack is turned over. */
	readonly reversed: boolean;
	/** The first stack holds the backs, e.g. because its file's name comes first. */
	readonly backsFirst: boolean;
}

export type Collation<T> =
	| { readonly ok: true; readonly order: readonly T[] }
	| { readonly ok: false; readonly first: number; readonly second: number };

/**
 * Front, back, front, back: each side once. Fails with both counts when the stacks differ, because then a
 * sheet went through in one pass only, and every pair behind it would be wrong.
 */
export function interleave<T>(
	{ first, second }: Stacks<T>,
	{ reversed, backsFirst }: HowFed
): Collation<T> {
	if (first.length !== second.length)
		return { ok: false, first: first.length, second: second.length };
	const [fronts, stack] = backsFirst ? [second, first] : [first, second];
	const backs = reversed ? stack.toReversed() : stack;
	return { ok: true, order: fronts.flatMap((front, i) => [front, ...backs.slice(i, i + 1)]) };
}

/** The box's sides in the order in which they came. */
export function asFed(pages: readonly TrayPage[]): readonly TrayPage[] {
	return pages.toSorted((a, b) => a.side.order - b.side.order);
}

/**
 * The two passes of a box: its two files, or the two halves of one file (or of single pictures). `undefined`
 * when the box was not fed so.
 */
export function stacksOf(pages: readonly TrayPage[]): Stacks<TrayPage> | undefined {
	const fed = asFed(pages);
	const files = filesOf(fed);
	if (fed.length < 2) return undefined;
	const [first = [], second = []] = files;
	if (files.length === 2 && fed.length > 2) return { first, second };
	if (files.length > 1 && files.some((file) => file.length > 1)) return undefined;
	const half = Math.ceil(fed.length / 2);
	return { first: fed.slice(0, half), second: fed.slice(half) };
}

/** Consecutive sides of one file: page numbers rise within it. */
function filesOf(fed: readonly TrayPage[]): readonly (readonly TrayPage[])[] {
	const files: TrayPage[][] = [];
	for (const page of fed) {
		const before = files.at(-1)?.at(-1)?.side;
		const { filePage, filePages } = page.side;
		const isSame = before && before.filePages === filePages && before.filePage < filePage;
		if (isSame) files.at(-1)?.push(page);
		else files.push([page]);
	}
	return files;
}

/** Whether the box's order is another than that of feeding. */
export function isReordered(pages: readonly TrayPage[]): boolean {
	return asFed(pages).some((page, i) => page !== pages[i]);
}

/** What stands in the way of another order, in words; `undefined`: nothing does. */
export function whyNotReordered(box: TrayBox, pages: readonly TrayPage[]): string | undefined {
	if (pages.some(({ decision }) => decision && decision.fate !== 'separator'))
		return 'Pages of this box are decided, so its order stays. Take those decisions back first, then put the sides in order.';
	if (!box.fed) return 'This box is not in whole. Go on with it first.';
	if (box.refused.some(({ filePage, sides }) => filePage !== undefined || sides))
		return 'Some sides of this box could not be taken in, so fronts and backs cannot be paired safely.';
	return undefined;
}

/** The disagreement of two stacks as a person hears it. */
export function countsDisagree(
	{ first, second }: { readonly first: number; readonly second: number },
	{ backsFirst }: HowFed
): string {
	const [fronts, backs] = backsFirst ? [second, first] : [first, second];
	return `There are ${fronts} fronts and ${backs} backs, so they cannot be paired. A sheet went through in one pass only: scan the shorter stack again as a new box.`;
}

/** Ids in their order, as the box's history keeps it. */
export function idsOf(pages: readonly TrayPage[]): readonly PageId[] {
	return pages.map(({ side }) => side.page);
}
