/** "Verify the ledger": every chain of the practice walked from its first entry, and held against what was noted outside. No key. */
import { compareAnchor, type Anchors } from '#lib/ledger/anchor.ts';
import { walkChain, type ChainFault, type VerifierOf } from '#lib/ledger/chain.ts';
import type { PersonId } from '#lib/page/ids.ts';
import type { PracticeFiles } from '#lib/shelf/practice-files.ts';
import { BrokenShelf, emptyHead, type Head, type Shelf } from '#lib/shelf/shelf.ts';
import type { FolderKind } from '#lib/vault/folder-key.ts';
import { membersAnchor, membersIn } from './members/chain.ts';

/** Beyond the chain's own faults: it ends before, or runs beside, what was noted outside the database. */
export type VerifyFault = ChainFault | 'not-as-noted';

export type ChainFound =
	| { readonly ok: true; readonly head: Head }
	/** The first entry that does not hold; everything before it does. */
	| { readonly ok: false; readonly n: number; readonly why: VerifyFault };

/** One chain that can be walked. */
export interface Chain {
	/** `people`: the list of who belongs to the practice. */
	readonly kind: 'people' | FolderKind;
	/** Whose tray or cabinet it is. */
	readonly owner: PersonId | undefined;
	/** How many entries there are to walk. Rejects with `BrokenShelf`. */
	readonly length: () => Promise<number>;
	/** Gives the number of each entry that holds; then what was found. Asking for no more of it is how to stop. */
	readonly walk: () => AsyncGenerator<number, ChainFound, void>;
}

export function folderChain(
	kind: FolderKind,
	owner: PersonId | undefined,
	{ shelf, verifierOf, anchors }: Walked
): Chain {
	return {
		kind,
		owner,
		length: async () => (await shelf.head()).n,
		walk: async function* () {
			// What is written meanwhile must not look like a chain that ends too early.
			const noted = anchors.read(shelf.folder);
			let head = emptyHead;
			for await (const link of walkChain(shelf.events(), shelf.folder, verifierOf)) {
				if (!link.ok) return { ok: false, n: link.n, why: link.why };
				head = { n: link.event.n, hash: link.hash };
				yield head.n;
			}
			return asNoted(shelf, noted, head);
		}
	};
}

interface Walked {
	readonly shelf: Shelf;
	readonly verifierOf: VerifierOf;
	readonly anchors: Anchors;
}

async function asNoted(shelf: Shelf, noted: Head | undefined, head: Head): Promise<ChainFound> {
	try {
		const finding = await compareAnchor(shelf, noted);
		const isSound = finding === 'agrees' || finding === 'ahead';
		return isSound ? { ok: true, head } : { ok: false, n: head.n + 1, why: 'not-as-noted' };
	} catch (error) {
		if (error instanceof BrokenShelf) return { ok: false, n: head.n + 1, why: 'unreadable' };
		throw error;
	}
}

/** The list of people: a few dozen entries, read and folded in one go. */
export function peopleChain(files: PracticeFiles, anchors: Anchors): Chain {
	return {
		kind: 'people',
		owner: undefined,
		length: async () => (await files.list('members/')).length,
		walk: async function* () {
			const noted = anchors.read(membersAnchor);
			const read = await membersIn(files);
			// A practice from before there was such a list has none.
			if (!read.ok && read.why === 'none' && !noted) return { ok: true, head: emptyHead };
			if (!read.ok) {
				return { ok: false, n: 1, why: read.why === 'newer' ? 'newer-version' : 'damaged' };
			}
			const { head, hashes } = read.roster;
			yield head.n;
			const isAsNoted = !noted || hashes[noted.n - 1] === noted.hash;
			return isAsNoted ? { ok: true, head } : { ok: false, n: head.n + 1, why: 'not-as-noted' };
		}
	};
}

/** A chain walked to its end in one go. */
export async function walkWhole({ walk }: Pick<Chain, 'walk'>): Promise<ChainFound> {
	const walked = walk();
	for (;;) {
		const step = await walked.next();
		if (step.done) return step.value;
	}
}
