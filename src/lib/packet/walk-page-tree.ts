/** The page tree as a walk takes it: the very shape that `page-tree.ts` gives to so many pages, and no other. */
import type { ObjectsOnce } from './objects-once.ts';
import { branchesOf, branchSize } from './page-tree.ts';
import { Unexplained, type Value } from './pdf-objects.ts';
import { listOf, named, numberOf, refOf } from './walk-values.ts';

/** A page's own object, and the node that it hangs on. */
export interface Leaf {
	readonly page: Value;
	readonly parent: Value | undefined;
}

/** The leaves in order; the pages themselves are not visited. */
export async function walkPageTree(
	objects: ObjectsOnce,
	root: Value | undefined
): Promise<readonly Leaf[]> {
	const tree = await objects.dict(root, 'page tree', ['Type', 'Kids', 'Count']);
	named(tree, { Type: 'Pages' });
	const kids = listOf(tree.get('Kids'));
	const count = numberOf(tree.get('Count'));
	// A number that no such list could reach is not worth a list of branches.
	if (!Number.isInteger(count) || count < 1 || count > kids.length * branchSize) miscounted();
	const branches = branchesOf(count);
	if (kids.length !== (branches.length || count)) miscounted();
	if (branches.length === 0) return kids.map((page) => ({ page, parent: root }));
	const leaves: Leaf[] = [];
	for (const [at, kid] of kids.entries()) {
		const branch = await objects.dict(kid, 'page tree', ['Type', 'Parent', 'Kids', 'Count']);
		named(branch, { Type: 'Pages' });
		if (refOf(branch.get('Parent')) !== refOf(root)) {
			throw new Unexplained('a part of the page tree has two homes');
		}
		const pages = listOf(branch.get('Kids'));
		if (pages.length !== branches[at] || numberOf(branch.get('Count')) !== pages.length) {
			miscounted();
		}
		leaves.push(...pages.map((page) => ({ page, parent: kid })));
	}
	return leaves;
}

function miscounted(): never {
	throw new Unexplained('the page tree miscounts');
}
