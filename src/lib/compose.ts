/** Makes the real parts of what stands before the lock; `compose/` makes the rest when it is asked for. They alone know every room. */
import { StoredAnchors } from '#lib/ledger/anchor.ts';
import { WitnessedAnchors } from '#lib/ledger/witness.ts';
import type { DeviceId } from '#lib/page/ids.ts';
import { isId } from '#lib/page/ids.ts';
import { Door } from '#lib/practice/door.ts';
import { NotLoaded } from '#lib/practice/faults.ts';
import { type Storage as PracticeStorage } from '#lib/practice/practice.ts';
import { DexiePracticeFiles } from '#lib/shelf/dexie-practice-files.ts';
import { DexieShelf, foldersHere } from '#lib/shelf/dexie-shelf.ts';
import type { Notice } from '#lib/shelf/database.ts';
import { Room } from '#lib/shelf/room.ts';
import { hardenInWorker } from '#lib/vault/harden-in-worker.ts';
import { browserPasskeys } from '#lib/vault/passkey-browser.ts';
import { newId } from '#lib/vault/random.ts';
import { collectShared } from './desk/feed-shared.ts';
import { surroundingsIn } from './compose/surroundings.ts';
import { PutBackNote } from './desk/put-back.svelte.ts';
import { Session } from './desk/session.svelte.ts';

const devicePlace = 'cc-device';

function thisDevice(): DeviceId {
	const kept = localStorage.getItem(devicePlace);
	if (kept && isId(kept)) return kept as DeviceId;
	const made = newId<DeviceId>();
	localStorage.setItem(devicePlace, made);
	return made;
}

/** Whether any folder's anchor stands in this browser: an empty database is damage then. */
function anchorsStand(): boolean {
	return Object.keys(localStorage).some((key) => key.startsWith('cc-anchor-'));
}

function browserStorage(
	onNotice: (notice: Notice) => void
): PracticeStorage & { readonly anchors: WitnessedAnchors } {
	const anchors = new StoredAnchors(localStorage);
	const room = new Room(() => navigator.storage.estimate());
	return {
		files: new DexiePracticeFiles({ onNotice }),
		shelfOf: (folder) => new DexieShelf(folder, { room, onNotice }),
		anchors: new WitnessedAnchors(anchors, () => navigator.storage.getDirectory()),
		// Asked for at each unlock: a restored copy goes on under a name of its own.
		get device() {
			return thisDevice();
		},
		alone: (work) => navigator.locks.request('cc-filing', work)
	};
}

/** The app's one session. */
export function composeSession(): Session {
	const storage = browserStorage((notice) => void session.takeNotice(notice));
	const putBack = new PutBackNote(localStorage);
	const session = new Session({
		putBack,
		door: new Door(
			{
				...surroundingsIn(storage, hardenInWorker()),
				passkeys: browserPasskeys(),
				onNewer: () => void session.takeNotice('newer-elsewhere'),
				onPutBack: () => putBack.happened()
			},
			anchorsStand
		),
		// A restore is let in to the last byte: a folder that was emptied for it must be filled again.
		restoreTarget: {
			...storage,
			shelfOf: (folder) => new DexieShelf(folder),
			folders: foldersHere
		},
		recallAnchors: () => storage.anchors.recall(),
		renewDevice: () => localStorage.removeItem(devicePlace),
		async sample() {
			const { samplePractice } = await import('./compose/sample.ts');
			return samplePractice();
		},
		collectShared,
		async openDesk(practice, sample, inbox) {
			const { openDesk } = await import('./compose/desk.ts').catch(() => {
				throw new NotLoaded();
			});
			return openDesk(practice, sample, inbox);
		},
		askForPersistence: () => navigator.storage.persist().catch(() => false)
	});
	return session;
}
