/**
 * The tree that a packet's pages hang on (ISO 32000-1, 7.7.3). A thick packet's has branches: whoever looks for one page then
 * reads the branch that it hangs on, and not every page before it. The pages of a branch lie side by side, next to it and
 * apart from their pictures: a reader that fetches a file by pieces gets them in one, not in one for each.
 */
import { refs, type PdfFile } from './pdf-file.ts';

/** So many pages hang on a branch; fewer on the last. A packet that has no more than these has no branches. */
export const branchSize = 32;

/** How many pages hang on each branch, in order; none when all hang on the root. */
export function branchesOf(pages: number): readonly number[] {
	if (pages <= branchSize) return [];
	const branches = Math.ceil(pages / branchSize);
	return Array.from({ length: branches }, (_, at) => Math.min(branchSize, pages - at * branchSize));
}

export class PageTree {
	readonly #file: PdfFile;
	readonly #root: number;
	readonly #size: number;
	readonly #branches: number[];
	readonly #kids: number[] = [];
	#open: { readonly object: number; readonly size: number } | undefined;
	/** Pages of the open branch, or of a root without branches: hung up and not yet put. */
	#waiting: { readonly page: number; readonly entries: string }[] = [];
	readonly #pages: number[] = [];

	/** `size`: how many pages there will be. */
	constructor(file: PdfFile, size: number) {
		this.#file = file;
		this.#root = file.reserve();
		this.#size = size;
		this.#branches = [...branchesOf(size)];
	}

	get root(): number {
		return this.#root;
	}

	/** Every page so far, in order. */
	get pages(): readonly number[] {
		return this.#pages;
	}

	/** What the next page has to name as its parent. */
	parent(): number {
		if (this.#open) return this.#open.object;
		const size = this.#branches.shift();
		if (size === undefined) return this.#root;
		this.#open = { object: this.#file.reserve(), size };
		return this.#open.object;
	}

	/** Hangs up the next page, with the entries of its dictionary. A branch and its pages are put as soon as it is full. */
	async add(page: number, entries: string): Promise<void> {
		this.#pages.push(page);
		this.#waiting.push({ page, entries });
		const branch = this.#open;
		if (!branch || this.#waiting.length < branch.size) return;
		const up = ` /Parent ${this.#root} 0 R`;
		await this.#file.put(branch.object, [node(await this.#putPages(), branch.size, up)]);
		this.#kids.push(branch.object);
		this.#open = undefined;
	}

	async finish(): Promise<void> {
		if (this.#pages.length !== this.#size) throw new Error('a sheet is missing');
		this.#kids.push(...(await this.#putPages()));
		await this.#file.put(this.#root, [node(this.#kids, this.#size, '')]);
	}

	/** Answers with their objects, in order. */
	async #putPages(): Promise<readonly number[]> {
		const pages = this.#waiting;
		this.#waiting = [];
		for (const { page, entries } of pages) await this.#file.put(page, [entries]);
		return pages.map(({ page }) => page);
	}
}

function node(kids: readonly number[], pages: number, parent: string): string {
	return `/Type /Pages${parent} /Kids [${refs(kids)}] /Count ${pages}`;
}
