/** Holds a folder's chain against what was noted of it outside its database, and notes anew how far it holds. */
import { compareAnchor, type Anchors } from '#lib/ledger/anchor.ts';
import { walkChain, type VerifierOf } from '#lib/ledger/chain.ts';
import { BrokenShelf, type Head, type Shelf } from '#lib/shelf/shelf.ts';

/** What a screen says after the folder's name when storage has lost or changed something; `undefined` when it has not. */
export async function lostSince(
	shelf: Shelf,
	anchors: Anchors,
	verifierOf: VerifierOf,
	/** How much lies in a cabinet, or in a colleague's tray, is not told outside it. */
	isCounted: boolean
): Promise<string | undefined> {
	const anchor = anchors.read(shelf.folder);
	const finding = await compareAnchor(shelf, anchor).catch((error: unknown) => {
		if (error instanceof BrokenShelf) return 'behind' as const;
		throw error;
	});
	if (finding === 'behind' || finding === 'fork') {
		const noted = isCounted ? ` (${anchor?.n ?? 0} were noted)` : '';
		return `is not as it was left: the browser's storage has lost or changed entries${noted}.`;
	}
	if (finding === 'ahead') {
		// What somebody laid behind the chain is not its end: storage that is put right again would be behind that.
		const head = anchor ? await soundHead(shelf, anchor, verifierOf) : await shelf.head();
		anchors.raise(shelf.folder, head);
	}
	return undefined;
}

async function soundHead(shelf: Shelf, from: Head, verifierOf: VerifierOf): Promise<Head> {
	let head = from;
	for await (const link of walkChain(shelf.events(from.n), shelf.folder, verifierOf, from))
		if (link.ok) head = { n: link.event.n, hash: link.hash };
	return head;
}
