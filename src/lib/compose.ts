/** The only file that knows every room: makes the real parts and hands out slices of them. */
import { buildNotesInWorker, notesPressInWorker } from '#lib/cabinet-release/notes-thread.ts';
import { exportPressInWorker } from '#lib/ehr-export/export-thread.ts';
import { canvasCodec } from '#lib/imaging/canvas.ts';
import { redactedCopy } from '#lib/imaging/redacted-copy.ts';
import { Intake } from '#lib/intake/intake.ts';
import { PacketReading } from '#lib/intake/packet-reading.ts';
import { StoredAnchors } from '#lib/ledger/anchor.ts';
import { WitnessedAnchors } from '#lib/ledger/witness.ts';
import type { DeviceId } from '#lib/page/ids.ts';
import { isId } from '#lib/page/ids.ts';
import { readerOf } from '#lib/chart/chart.ts';
import { Door } from '#lib/practice/door.ts';
import { memoryStorage } from '#lib/practice/memory-storage.ts';
import {
	asClinician,
	type AnyPractice,
	type Practice,
	type Storage as PracticeStorage,
	type Surroundings
} from '#lib/practice/practice.ts';
import { ReadingPool, poolSizeFor } from '#lib/reading/pool.ts';
import { startBrowserReader } from '#lib/reading/tesseract-browser.ts';
import { buildInWorker } from '#lib/release/packet/packet-thread.ts';
import type { PacketReader } from '#lib/packet/packet-reader.ts';
import type { ReleaseImprint } from '#lib/release/packet/papers.ts';
import { recipeReader } from '#lib/release/recipe.ts';
import { Searcher } from '#lib/search/searcher.ts';
import { DexiePracticeFiles } from '#lib/shelf/dexie-practice-files.ts';
import { DexieShelf, foldersHere } from '#lib/shelf/dexie-shelf.ts';
import type { Notice } from '#lib/shelf/database.ts';
import { Room } from '#lib/shelf/room.ts';
import { KeptFolder } from '#lib/shelf/kept-folder.ts';
import { placesOf } from '#lib/sorting/alike.ts';
import { proposeOthers } from '#lib/sorting/other-people.ts';
import { Sorter } from '#lib/sorting/sorter.ts';
import { partMakerWith } from '#lib/tray/part-maker.ts';
import { hardenInWorker } from '#lib/vault/harden-in-worker.ts';
import { hardenHere } from '#lib/vault/hardener.ts';
import { browserPasskeys } from '#lib/vault/passkey-browser.ts';
import { newId } from '#lib/vault/random.ts';
import type { AccountingMaker } from './desk/accountings.svelte.ts';
import { browserWords } from './desk/browser-words.ts';
import type { Engines } from './desk/engines.ts';
import type { FolderPicker } from './desk/export-folder.ts';
import type { ExportMaker } from './desk/export.svelte.ts';
import { collectShared } from './desk/feed-shared.ts';
import type { NotesExportMaker } from './desk/notes-export.svelte.ts';
import type { NotesMaker } from './desk/notes-release.svelte.ts';
import { OpenDesk } from './desk/open-desk.svelte.ts';
import type { PacketMaker } from './desk/packet-making.svelte.ts';
import type { RedactEngines } from './desk/redact.svelte.ts';
import {
	afterSelfTest,
	SelfTestDesk,
	SelfTestFailed,
	testedBy,
	type SelfTester
} from './desk/self-test.svelte.ts';
import { Session } from './desk/session.svelte.ts';
import { StaffDesk } from './desk/staff-desk.svelte.ts';

const now = (): Date => new Date();

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

function surroundingsIn(storage: PracticeStorage, logN?: number): Surroundings {
	const hardener = logN === undefined ? hardenInWorker() : hardenHere({ logN });
	return { storage, hardener, clock: now, makePart: partMakerWith(canvasCodec) };
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

function realEngines(): Engines {
	const intake = new Intake();
	const { deviceMemory } = navigator as { deviceMemory?: number };
	const mobile = /Android|iPhone|iPad/.test(navigator.userAgent);
	const size = poolSizeFor(navigator.hardwareConcurrency, deviceMemory, mobile);
	const sorter = new Sorter();
	const pool = new ReadingPool({ size, start: () => startBrowserReader() });
	return {
		takeIn: (file, options) => intake.takeIn(file, options),
		readers: size,
		read: (page, signal) => pool.read(page, signal),
		sort: (reading, signal) => sorter.sort(reading, signal),
		recycle: () => pool.recycle(),
		stop() {
			intake.stop();
			sorter.stop();
			void pool.stop();
		}
	};
}

/** The independent reader, put down as soon as it has read one file. */
const packetReader: PacketReader = async function* (bytes, how) {
	const reading = new PacketReading();
	try {
		yield* reading.read(bytes, how);
	} finally {
		reading.stop();
	}
};

/** Nobody kept the password: what is made again for the practice's own file is made without one. */
function withoutLock(imprint: ReleaseImprint): ReleaseImprint {
	if (!imprint.options?.locked) return imprint;
	const { locked: _locked, ...options } = imprint.options;
	return { ...imprint, options };
}

const redaction: RedactEngines = {
	make: (picture, mediaType, rects, turn) =>
		redactedCopy(canvasCodec, picture, mediaType, { rects, turn, ink: 'bar' }),
	propose: proposeOthers,
	find: placesOf
};

/** What proves a packet comes when one is made: the first visit need not wait for it. */
async function proofParts() {
	const [{ Proven }, { chartWitness }] = await Promise.all([
		import('#lib/release/proof/proven.ts'),
		import('#lib/release/proof/witness.ts')
	]);
	return { Proven, chartWitness };
}

/** Builds in the packet worker, which is handed the chart's key and nothing else, then proves what came out. */
function packetMaker({ chart }: Pick<AnyPractice, 'chart'>): PacketMaker {
	return async ({ plan, imprint: asked, madeAt, password, again = false, signal, onProgress }) => {
		const imprint = again ? withoutLock(asked) : asked;
		const reader = again ? recipeReader(plan, readerOf(chart)) : readerOf(chart);
		const { key } = chart;
		const built = await buildInWorker({
			plan,
			imprint,
			reader,
			key,
			again,
			password,
			signal,
			onProgress: ({ done, of }) => onProgress('build', done, of)
		});
		const { Proven, chartWitness } = await proofParts();
		return Proven.from({
			plan,
			imprint,
			built,
			madeAt,
			password,
			signal,
			read: packetReader,
			...chartWitness(reader, key, canvasCodec),
			onProgress: ({ done, of }) => onProgress('prove', done, of)
		});
	};
}

/** Files for another record system: one worker and one independent reader for all of them, after a self-test. */
function exportMaker({ chart }: Pick<AnyPractice, 'chart'>, selfTest: SelfTestDesk): ExportMaker {
	return async function* ({ files, imprint, place, signal }) {
		const before = await selfTest.run({ quick: true, signal });
		if (!before.ok) throw new SelfTestFailed('the program failed its own test');
		const { exportFiles } = await import('#lib/ehr-export/run.ts');
		const press = exportPressInWorker();
		const reading = new PacketReading();
		try {
			yield* exportFiles(
				files,
				{
					...{ reader: readerOf(chart), key: chart.key, codec: canvasCodec, press, imprint },
					...{ now, signal, tested: testedBy(before) },
					read: (bytes, how) => reading.read(bytes, how)
				},
				place
			);
		} finally {
			press.stop();
			reading.stop();
		}
	};
}

/** The open cabinet's pages as files, in a worker that is handed this cabinet's key and nothing else. */
function notesExportMaker(selfTest: SelfTestDesk): NotesExportMaker {
	return async function* ({ files, cabinet, imprint, place, signal }) {
		const before = await selfTest.run({ quick: true, signal });
		if (!before.ok) throw new SelfTestFailed('the program failed its own test');
		const { exportNotes } = await import('#lib/cabinet-release/export.ts');
		const press = notesPressInWorker(signal);
		const reading = new PacketReading();
		try {
			yield* exportNotes(files, {
				...{ cabinet, codec: canvasCodec, press, imprint, now, place, signal },
				read: (bytes, how) => reading.read(bytes, how)
			});
		} finally {
			press.stop();
			reading.stop();
		}
	};
}

/** The browser's own dialog (WICG, File System Access); absent where it has none. */
function folderPicker(): FolderPicker | undefined {
	const { showDirectoryPicker } = globalThis as {
		showDirectoryPicker?: (options: object) => Promise<FileSystemDirectoryHandle>;
	};
	if (!showDirectoryPicker) return undefined;
	return async (id) => {
		try {
			return await showDirectoryPicker.call(globalThis, { id, mode: 'readwrite' });
		} catch (error) {
			if (error instanceof DOMException && error.name === 'AbortError') return undefined;
			throw error;
		}
	};
}

/** The same for pages of the open cabinet, in a worker of its own that is handed this cabinet's key and nothing else. */
const makeNotes: NotesMaker = async ({ plan, imprint, cabinet, madeAt, signal, onProgress }) => {
	const built = await buildNotesInWorker({
		...{ plan, imprint, cabinet, signal },
		onProgress: ({ done, of }) => onProgress('build', done, of)
	});
	const { cabinetWitness, ProvenNotes } = await import('#lib/cabinet-release/proven.ts');
	return ProvenNotes.from({
		...{ plan, imprint, built, madeAt, signal, read: packetReader },
		...cabinetWitness(cabinet, canvasCodec),
		onProgress: ({ done, of }) => onProgress('prove', done, of)
	});
};

/** Few sheets of words: no worker is worth it, and the writer comes only when it is needed. */
const makeAccounting: AccountingMaker = async (order, madeAt) => {
	const { makeAccountingFile } = await import('#lib/release/accounting-file.ts');
	return makeAccountingFile(order, { codec: canvasCodec, read: packetReader, madeAt });
};

/** The self-test with the real builder in its worker, the canvas, and one independent reader for all of it. */
const testItself: SelfTester = async (told) => {
	const { selfTest } = await import('#lib/self-test/self-test.ts');
	const reading = new PacketReading();
	const parts = {
		...{ codec: canvasCodec, build: buildInWorker, now },
		read: ((bytes, stop) => reading.read(bytes, stop)) satisfies PacketReader
	};
	try {
		return await selfTest(parts, told);
	} finally {
		reading.stop();
	}
};

/** How the sample is unlocked: it lives in memory only, so its passphrases guard nothing. */
export const samplePassphrase = 'sample';

/** The sample's passphrases guard nothing, so they may be quick. */
const sampleWork = 10;

async function samplePractice(): Promise<{ practice: Practice; files: readonly File[] }> {
	const door = new Door(surroundingsIn(memoryStorage(), sampleWork));
	const prepared = await door.prepare({
		practice: 'Harbor Lane Counseling (sample)',
		name: 'Maren Ellsworth',
		credential: 'PhD',
		passphrase: samplePassphrase,
		cabinetPassphrase: samplePassphrase
	});
	await door.establish(prepared);
	const found = await door.look();
	if (found.is !== 'locked') throw new Error('the sample could not be made');
	const unlocked = await door.unlock(found.roster, prepared.person.id, samplePassphrase);
	if (!unlocked.ok) throw new Error('the sample could not be opened');
	const names = Array.from({ length: 12 }, (_, i) => `page-${String(i + 1).padStart(2, '0')}.jpg`);
	const files = await Promise.all(
		names.map(async (name) => {
			const bytes = await (await fetch(`/sample/${name}`)).blob();
			return new File([bytes], name, { type: 'image/jpeg' });
		})
	);
	return { practice: asClinician(unlocked.practice), files };
}

/** The sample leaves nothing behind. */
class ForgottenNotes {
	readonly #notes = new Map<string, string>();

	getItem(key: string): string | null {
		return this.#notes.get(key) ?? null;
	}

	setItem(key: string, value: string): void {
		this.#notes.set(key, value);
	}
}

/** The app's one session. */
export function composeSession(): Session {
	const storage = browserStorage((notice) => void session.takeNotice(notice));
	const session = new Session({
		door: new Door(
			{
				...surroundingsIn(storage),
				passkeys: browserPasskeys(),
				onNewer: () => void session.takeNotice('newer-elsewhere')
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
		sample: samplePractice,
		collectShared,
		openDesk(practice, sample, inbox) {
			const newIds = {
				...{ page: newId, box: newId, client: newId, run: newId },
				...{ packet: newId, request: newId, paper: newId },
				...{ entry: newId, incident: newId, note: newId }
			};
			const selfTest = new SelfTestDesk(testItself);
			const makePacket = afterSelfTest(selfTest, packetMaker(practice));
			const madeWith = browserWords(navigator.userAgent);
			const makers = { makePacket, makeAccounting, redaction };
			const engines = { engines: realEngines(), searchEngine: new Searcher() };
			const exports = {
				makeExport: exportMaker(practice, selfTest),
				pickFolder: sample ? undefined : folderPicker()
			};
			const notes = sample ? new ForgottenNotes() : localStorage;
			const common = {
				...engines,
				...exports,
				newIds,
				...makers,
				selfTest,
				madeWith,
				now,
				notes,
				inbox
			};
			if (practice.role === 'staff') return new StaffDesk({ ...common, practice });
			const place = sample || !KeptFolder.isPossible ? {} : { folderPlace: new KeptFolder() };
			return new OpenDesk({
				...common,
				...place,
				practice,
				makeNotes: afterSelfTest(selfTest, makeNotes),
				makeNotesExport: notesExportMaker(selfTest)
			});
		},
		askForPersistence: () => navigator.storage.persist().catch(() => false)
	});
	return session;
}
