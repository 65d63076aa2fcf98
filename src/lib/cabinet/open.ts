/** An open cabinet: the one place where private pages can be read, by their clinician alone. */
import { Folder, type FolderDoor } from '#lib/ledger/folder.ts';
import type { PageId, PersonId } from '#lib/page/ids.ts';
import type { Shelf } from '#lib/shelf/shelf.ts';
import { cabinetKinds, type CabinetAction } from './actions.ts';
import { piecesOf } from './loans.ts';
import { emptyCabinet, foldCabinet, type CabinetState } from './state.ts';

export type OpenCabinet = Folder<'cabinet', CabinetAction, CabinetState>;

/** Of the state in a snapshot: raised when `CabinetState` takes another one. */
export const cabinetShape = 6;

/** A colleague's cabinet, opened by whom they named: it can be read and nothing else. */
export type ReadableCabinet = Pick<OpenCabinet, 'state' | 'open' | 'told'>;

/** Reads the whole ledger with the cabinet's key; throws `DamagedLedger` where it does not hold together. */
export function openCabinetFolder(
	door: FolderDoor<'cabinet', CabinetAction>,
	/** Whose cabinet it is: by default, whoever opens it. */
	owner: PersonId = door.author.person.id
): Promise<OpenCabinet> {
	return Folder.open({
		...door,
		empty: emptyCabinet,
		fold: (state: CabinetState, events) => foldCabinet(state, events, owner),
		kinds: cabinetKinds,
		shape: cabinetShape
	});
}

/** Every sealed piece that the cabinet's history names by now, and the page it is of where there is one. */
export function namedIn({
	pages,
	releases,
	loans
}: CabinetState): readonly { readonly sha256: string; readonly page?: PageId }[] {
	return [
		...[...pages.values()].flatMap(({ page, picture, thumbnail, reading }) =>
			[picture, thumbnail, reading].flatMap((ref) => (ref ? [{ page, sha256: ref.sha256 }] : []))
		),
		...releases.flatMap(({ document, proof }) => [
			{ sha256: document.copy.sha256 },
			...(proof ? [{ sha256: proof.sha256 }] : [])
		]),
		...[...loans.borrowed.values()].flatMap((loan) =>
			piecesOf(loan).map(({ sha256 }) => ({ sha256 }))
		)
	];
}

/**
 * Removes sealed pieces that no page names; only who can read the ledger can tell. What comes through the
 * slot meanwhile is safe: the removal is refused then, and done at the next opening.
 */
export async function removeStrays(cabinet: OpenCabinet, shelf: Shelf): Promise<void> {
	const named = new Set(namedIn(cabinet.state).map(({ sha256 }) => sha256));
	const strays = (await shelf.blobIds()).filter((id) => !named.has(id));
	if (strays.length === 0) return;
	await cabinet.act({ is: 'strays-removed', count: strays.length }, { remove: strays });
}
