/**
 * The recipe of a packet: everything that it was made from, so that the same file can be made again for as long as the log
 * is kept (45 CFR 164.528(a)(1): six years).
 *
 * [Note: What a packet is made from]
 * The draft is a pure function of plan and imprint, and the file one of the draft and of the pictures. So a recipe holds the
 * plan with the client and the request as they were, and the imprint with every option and every text of that day (what a
 * packet is made from has to stand in one of the two). The pictures stay in the chart, sealed (`ChartState.kept`). What
 * no recipe can hold is the browser's own encoder: another version may draw the same picture in other bytes. Then the
 * hash differs, and {@link comparedWith} says so. Nor can it hold this program's way of writing a file: that has a number,
 * {@link layout}.
 */
import type { BlobRef, ChartPage, ChartReader } from '#lib/chart/reader.ts';
import type { Built, MadePage } from '#lib/packet/setter.ts';
import { storedOn, type StoredCopy } from '#lib/packet/sheets.ts';
import { draftPacket } from './packet/draft.ts';
import type { ReleaseImprint } from './packet/papers.ts';
import type { Plan } from './plan.ts';

/**
 * Counts the ways of writing one plan, imprint and pictures into a file. Whoever changes a word, a place or the order of
 * anything that is written gives it the next number; `recipe.test.ts` holds the bytes of each.
 */
export const layout = 2;

export interface Recipe {
	readonly v: 1;
	/** {@link layout} of that day; none in a recipe from before these were counted. */
	readonly layout?: number;
	readonly plan: Plan;
	readonly imprint: ReleaseImprint;
	/** What was drawn of each picture then. */
	readonly made: readonly MadePage[];
	/** Which program and which browser made it, in words. */
	readonly madeWith: string;
}

export function writeRecipe(recipe: Recipe): Uint8Array<ArrayBuffer> {
	return new TextEncoder().encode(JSON.stringify(recipe));
}

/** Throws when it is none, or one of a later version. It was signed for with the line of the log: its shape is trusted. */
export function readRecipe(bytes: Uint8Array): Recipe {
	const recipe = JSON.parse(new TextDecoder().decode(bytes)) as Recipe;
	if ((recipe.v as number) !== 1) throw new Error('a recipe of a later version');
	return recipe;
}

/** Every stored piece that the packet draws from: pictures, words, copies of signed forms. */
export function piecesOf({ plan, imprint }: Pick<Recipe, 'plan' | 'imprint'>): readonly BlobRef[] {
	const refs = draftPacket(plan, imprint).sheets.flatMap((sheet) => {
		if (sheet.is === 'front') return [];
		const stored: ChartPage | StoredCopy = storedOn(sheet);
		const reading = 'reading' in stored ? stored.reading : undefined;
		return [stored.picture, ...(reading ? [reading] : [])];
	});
	return [...new Map(refs.map((ref) => [ref.sha256, ref])).values()];
}

/**
 * The same recipe, with each piece under the name that it has now. `now` answers with nothing for a piece that was never
 * moved.
 */
export function asItLies(recipe: Recipe, now: (sha256: string) => BlobRef | undefined): Recipe {
	const renamed = (held: unknown): unknown => {
		if (Array.isArray(held)) return held.map(renamed);
		if (typeof held !== 'object' || held === null) return held;
		if (isRef(held)) return now(held.sha256) ?? held;
		return Object.fromEntries(Object.entries(held).map(([key, value]) => [key, renamed(value)]));
	};
	return { ...recipe, plan: renamed(recipe.plan) as Plan };
}

function isRef(held: object): held is BlobRef {
	return 'sha256' in held && 'size' in held && Object.keys(held).length === 2;
}

/** The chart as the recipe knows it: its own client and pages, and the pieces that are kept for it. */
export function recipeReader(plan: Plan, chart: Pick<ChartReader, 'sealed'>): ChartReader {
	return {
		client: () => plan.client,
		pagesOf: () => plan.lines.map(({ page }) => page),
		sealed: (ref) => chart.sealed(ref)
	};
}

/** What came of making it again, beside what was logged. */
export type Compared =
	| { readonly is: 'same' }
	/** Pictures were drawn in other bytes: so many of all. */
	| { readonly is: 'pictures'; readonly differ: number; readonly of: number }
	/**
	 * The same pictures, and another file round them. It has to be: the password that locked it is kept nowhere, or this
	 * program has another layout than the one that made it. Or nothing explains it.
	 */
	| { readonly is: 'rest'; readonly because?: 'lock' | 'layout' };

export function comparedWith(
	recipe: Recipe,
	logged: string,
	again: { readonly sha256: string; readonly made: Built['made'] }
): Compared {
	if (again.sha256 === logged) return { is: 'same' };
	const then = new Map(recipe.made.map(({ page, pictureSha256 }) => [page, pictureSha256]));
	const differ = again.made.filter(({ page, pictureSha256 }) => then.get(page) !== pictureSha256);
	if (differ.length > 0) return { is: 'pictures', differ: differ.length, of: again.made.length };
	if (recipe.imprint.options?.locked) return { is: 'rest', because: 'lock' };
	return { is: 'rest', ...(recipe.layout === layout ? {} : { because: 'layout' }) };
}
