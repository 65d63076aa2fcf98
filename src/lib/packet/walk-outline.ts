/** The bookmarks of a file, followed link by link: parts, and pages under them, each leading to one of the file's sheets. */
import type { ObjectsOnce } from './objects-once.ts';
import type { Bookmark } from './outline.ts';
import { Unexplained, type Dict, type Value } from './pdf-objects.ts';
import { listOf, named, numberOf, only, refOf, textOf } from './walk-values.ts';

const ends = ['First', 'Last', 'Count'];

/** `pages` are the object numbers of the sheets, in order. */
export async function walkOutline(
	objects: ObjectsOnce,
	reference: Value | undefined,
	pages: readonly number[]
): Promise<readonly Bookmark[]> {
	const outline = await objects.dict(reference, 'list of bookmarks', ['Type', ...ends]);
	named(outline, { Type: 'Outlines' });
	return walkLevel(outline, refOf(reference), 0);

	async function walkLevel(
		parent: Dict,
		parentAt: number,
		depth: number
	): Promise<readonly Bookmark[]> {
		const found: Bookmark[] = [];
		let before: number | undefined;
		let count = 0;
		for (let next = parent.get('First'); next; count++) {
			const item = await objects.dict(next, 'bookmark');
			const at = refOf(next);
			const after = item.get('Next');
			const opens = item.has('First');
			only(item, [
				...['Title', 'Parent', 'Dest', ...(before ? ['Prev'] : [])],
				...[...(after ? ['Next'] : []), ...(opens ? ends : [])]
			]);
			const sheet = sheetOf(item.get('Dest'));
			const linked =
				refOf(item.get('Parent')) === parentAt &&
				(before === undefined || refOf(item.get('Prev')) === before);
			if (!linked) throw new Unexplained('a bookmark is linked in another way');
			found.push({ title: textOf(item.get('Title')), sheet, depth });
			if (opens && depth > 0) throw new Unexplained('a bookmark is deeper than ours');
			if (opens) found.push(...(await walkLevel(item, at, depth + 1)));
			before = at;
			next = after;
		}
		const counted = depth === 0 ? count : -count;
		if (refOf(parent.get('Last')) !== before || numberOf(parent.get('Count')) !== counted) {
			throw new Unexplained('the bookmarks miscount');
		}
		return found;
	}

	function sheetOf(destination: Value | undefined): number {
		const [page, fit, ...more] = listOf(destination);
		const sheet = pages.indexOf(refOf(page)) + 1;
		if (fit?.is !== 'name' || fit.name !== 'Fit' || more.length > 0 || sheet === 0) {
			throw new Unexplained('a bookmark leads elsewhere');
		}
		return sheet;
	}
}
