import { PDFDict, PDFDocument, PDFName, type PDFRef } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { walk } from '#lib/packet/bytes.ts';
import { branchesOf, branchSize } from '#lib/packet/page-tree.ts';
import type { FrontSheet } from '#lib/packet/sheets.ts';
import { PacketWriter } from '#lib/packet/writer.ts';
import type { CalendarDate } from '#lib/page/date.ts';
import { nodeReader } from '../release/packets.ts';

const paper = { width: 612, height: 792 };

function sheet(number: number): FrontSheet {
	const line = { x: 72, y: 700, size: 12, face: 'regular', tone: 'ink' } as const;
	return {
		is: 'front',
		paper,
		opens: `Part ${number}`,
		lines: [{ text: `n${number}`, ...line }],
		rules: []
	};
}

async function fileOf(pages: number): Promise<Uint8Array<ArrayBuffer>> {
	const sheets = Array.from({ length: pages }, (_, at) => sheet(at + 1));
	const preparedOn = '2026-03-02' as CalendarDate;
	const writer = await PacketWriter.begin({ title: 'Letter', preparedOn, sheets });
	for (const each of sheets) await writer.add(each);
	return writer.finish();
}

interface Found {
	readonly words: readonly string[];
	/** Where each bookmark leads. */
	readonly leads: readonly number[];
}

async function foundIn(bytes: Uint8Array<ArrayBuffer>): Promise<Found> {
	const words: string[] = [];
	const leads: number[] = [];
	for await (const found of nodeReader(bytes)) {
		if (found.is === 'unreadable') throw new Error('the file cannot be read');
		if (found.is === 'document') leads.push(...found.document.outline.map((one) => one.sheet));
		else words.push(...found.page.words);
	}
	return { words, leads };
}

it.each([
	[1, []],
	[branchSize, []],
	[branchSize + 1, [branchSize, 1]],
	[2 * branchSize, [branchSize, branchSize]],
	[3 * branchSize - 1, [branchSize, branchSize, branchSize - 1]]
])('%i pages hang on branches of %j', (pages, branches) => {
	expect(branchesOf(pages)).toEqual(branches);
});

it.each([1, branchSize, branchSize + 1, 2 * branchSize, 3 * branchSize - 1])(
	'three readers find %i pages in their order',
	async (pages) => {
		const bytes = await fileOf(pages);
		const numbers = Array.from({ length: pages }, (_, at) => at + 1);
		const due = numbers.map((number) => `n${number}`);

		const walked = await walk(bytes);
		expect(walked.pages.flatMap(({ printed }) => printed.map(({ text }) => text.trim()))).toEqual(
			due
		);
		const found = await foundIn(bytes);
		expect(found).toEqual({ words: due, leads: numbers });
		expect((await PDFDocument.load(bytes)).getPageCount()).toBe(pages);
	}
);

it('the pages of a branch lie side by side, next to it', async () => {
	const text = new TextDecoder('latin1').decode(await fileOf(3 * branchSize - 1));
	const kinds = [...text.matchAll(/\/Type \/(Pages?)\b|(stream)\n/g)].map(
		([, node, stream]) => node ?? stream ?? ''
	);
	const runs = kinds.join(' ').match(/(?:Page )+Pages/g) ?? [];
	const lengths = runs.map((run) => run.split(' ').length - 1);
	expect(lengths).toEqual([branchSize, branchSize, branchSize - 1]);
});

it('tells of each page while it walks, and of none that it has not come to', async () => {
	const bytes = await fileOf(5);
	const told: string[] = [];
	const { pages } = await walk(bytes, undefined, ({ letters }) => told.push(letters));
	expect(told).toEqual(pages.map(({ letters }) => letters));
	expect(told).toHaveLength(5);
	const broken = new TextDecoder('latin1').decode(bytes).lastIndexOf('/Type /Page ');
	bytes[broken + 1] = 0x55;
	const before: string[] = [];
	const walking = walk(bytes, undefined, ({ letters }) => before.push(letters));
	await expect(walking).rejects.toThrow();
	expect(before).toEqual(told.slice(0, 4));
});

describe('a tree of another shape is not ours', () => {
	type Tree = {
		readonly document: PDFDocument;
		readonly root: PDFDict;
		readonly branches: readonly PDFDict[];
	};
	const kids = (node: PDFDict): PDFRef[] =>
		(node.get(PDFName.of('Kids')) as unknown as { asArray: () => PDFRef[] }).asArray();
	const set = ({ document }: Tree, node: PDFDict | undefined, key: string, value: unknown): void =>
		node?.set(PDFName.of(key), document.context.obj(value as never));

	it.each<[what: string, said: string, change: (tree: Tree) => void]>([
		[
			'all pages on the root',
			'miscounts',
			(tree) => {
				set(tree, tree.root, 'Kids', tree.branches.flatMap(kids));
			}
		],
		[
			'a page that has moved to the other branch',
			'miscounts',
			(tree) => {
				const [first, second] = tree.branches.map(kids);
				set(tree, tree.branches[0], 'Kids', first?.slice(0, -1));
				set(tree, tree.branches[1], 'Kids', [first?.at(-1), ...(second ?? [])]);
			}
		],
		[
			'a branch that says another number than it holds',
			'miscounts',
			(tree) => {
				set(tree, tree.branches[1], 'Count', 3);
			}
		],
		[
			'a branch that names another parent',
			'two homes',
			(tree) => {
				set(tree, tree.branches[1], 'Parent', kids(tree.root)[0]);
			}
		],
		[
			'more pages than any list could hold',
			'miscounts',
			(tree) => {
				set(tree, tree.root, 'Count', 9_999_999_999);
			}
		],
		[
			'a part of a page',
			'miscounts',
			(tree) => {
				set(tree, tree.root, 'Count', branchSize + 1.5);
			}
		],
		[
			'a branch within a branch',
			'used twice',
			(tree) => {
				const [first, ...rest] = kids(tree.branches[0] as PDFDict);
				set(tree, tree.branches[0], 'Kids', [kids(tree.root)[1], ...rest]);
				set(tree, tree.branches[1], 'Kids', [first, ...kids(tree.branches[1] as PDFDict).slice(1)]);
			}
		],
		[
			'a cut that its pages inherit',
			'other entries',
			(tree) => {
				set(tree, tree.branches[0], 'CropBox', [0, 0, 9, 9]);
			}
		],
		[
			'a size that its pages inherit',
			'other entries',
			(tree) => {
				set(tree, tree.root, 'MediaBox', [0, 0, 612, 792]);
			}
		],
		[
			'something more on a branch',
			'other entries',
			(tree) => {
				set(tree, tree.branches[1], 'Rotate', 90);
			}
		]
	])('%s', async (_what, said, change) => {
		const document = await PDFDocument.load(await fileOf(branchSize + 2), {
			updateMetadata: false
		});
		const root = document.catalog.Pages();
		const branches = kids(root).map((ref) => document.context.lookup(ref, PDFDict));
		change({ document, root, branches });
		const bytes = new Uint8Array(await document.save({ useObjectStreams: false }));
		await expect(walk(bytes)).rejects.toThrow(said);
	});
});
