/** A practice in the browser's own storage without its screens: the same parts as the app's, put together small. */
import { canvasCodec } from '#lib/imaging/canvas.ts';
import { StoredAnchors } from '#lib/ledger/anchor.ts';
import { WitnessedAnchors } from '#lib/ledger/witness.ts';
import type { BoxId, ClientId, DeviceId, PageId } from '#lib/page/ids.ts';
import { Door, type Found } from '#lib/practice/door.ts';
import { asClinician, type Practice, type Storage } from '#lib/practice/practice.ts';
import { DexiePracticeFiles } from '#lib/shelf/dexie-practice-files.ts';
import { DexieShelf } from '#lib/shelf/dexie-shelf.ts';
import { partMakerWith } from '#lib/tray/part-maker.ts';
import { sha256Hex } from '#lib/vault/hash.ts';
import { hardenHere, workFactor } from '#lib/vault/hardener.ts';
import { newId } from '#lib/vault/random.ts';

/** They guard invented pages in a profile that is thrown away. */
export const passphrases = {
	passphrase: 'sorrel lantern quay thimble oat',
	cabinetPassphrase: 'vellum harrow inkling dusk pear'
} as const;

export type InPageStorage = Storage & { readonly anchors: WitnessedAnchors };

export function inPageStorage(): InPageStorage {
	const opfs = (): Promise<FileSystemDirectoryHandle> => navigator.storage.getDirectory();
	return {
		files: new DexiePracticeFiles(),
		shelfOf: (folder) => new DexieShelf(folder),
		anchors: new WitnessedAnchors(new StoredAnchors(localStorage), opfs),
		device: newId<DeviceId>(),
		alone: (work) => navigator.locks.request('cc-filing', work)
	};
}

function isNoted(): boolean {
	return Object.keys(localStorage).some((key) => key.startsWith('cc-anchor-'));
}

/** Less work than the app's for a passphrase only where that is not what is measured. */
export function doorTo(storage: InPageStorage, logN = workFactor): Door {
	const around = { storage, hardener: hardenHere({ logN }), clock: () => new Date() };
	return new Door({ ...around, makePart: partMakerWith(canvasCodec) }, isNoted);
}

/** What stands here, after the second witness was heard. */
export async function lookIn(storage: InPageStorage, door: Door): Promise<Found> {
	await storage.anchors.recall();
	return door.look();
}

export async function setUpIn(door: Door): Promise<void> {
	const prepared = await door.prepare({
		...{ practice: 'Harbor Street Therapy', name: 'Ida Morrow', credential: 'LCSW' },
		...passphrases
	});
	if (!(await door.establish(prepared))) throw new Error('the practice could not be stored');
}

/** Unlocks its one clinician. Throws `DamagedPractice` as the app does. */
export async function unlockIn(storage: InPageStorage, door: Door): Promise<Practice> {
	const found = await lookIn(storage, door);
	const me = found.is === 'locked' ? found.roster.people[0] : undefined;
	if (found.is !== 'locked' || !me) throw new Error(`the practice is ${found.is}`);
	const unlocked = await door.unlock(found.roster, me.id, passphrases.passphrase);
	if (!unlocked.ok) throw new Error(unlocked.why);
	return asClinician(unlocked.practice);
}

export async function clientIn({ chart }: Practice, name: string): Promise<ClientId> {
	const known = [...chart.state.clients.values()][0]?.id;
	if (known) return known;
	const id = newId<ClientId>();
	await chart.act({ is: 'client-added', client: { id, name } });
	return id;
}

export async function boxIn({ tray }: Practice): Promise<BoxId> {
	const known = [...tray.state.boxes.keys()][0];
	if (known) return known;
	const box = newId<BoxId>();
	await tray.act({ is: 'box-opened', box, provenance: 'separate-folder', files: 1 });
	return box;
}

/** Lays a page of these bytes into the tray; resolves when it is stored. */
export async function layIn(
	{ tray }: Practice,
	box: BoxId,
	picture: Uint8Array<ArrayBuffer>
): Promise<PageId> {
	const page = newId<PageId>();
	const sealed = await tray.seal(picture);
	const thumbnail = await tray.seal(picture.subarray(0, 4_000));
	const order = tray.state.boxes.get(box)?.pages.length ?? 0;
	const size = { width: 1700, height: 2200, dpi: 200, filePage: 1, filePages: 1 } as const;
	const sha256 = await sha256Hex(picture);
	const side = { page, box, order, ...size, sha256, mediaType: 'image/jpeg' } as const;
	const taken = { side, picture: sealed.ref, thumbnail: thumbnail.ref };
	const put = [sealed.blob, thumbnail.blob];
	const laid = await tray.act({ is: 'side-taken', taken }, { put });
	if (!laid.ok) throw new Error(laid.why);
	return page;
}
