/** Makes everything that lies on the desk of an unlocked practice. It comes when one is unlocked: the door does without. */
import { buildNotesInWorker, notesPressInWorker } from '#lib/cabinet-release/notes-thread.ts';
import { exportPressInWorker } from '#lib/ehr-export/export-thread.ts';
import { screenCodec } from '#lib/imaging/screen-codec.ts';
import { redactedCopy } from '#lib/imaging/redacted-copy.ts';
import { Intake } from '#lib/intake/intake.ts';
import { PacketReading } from '#lib/intake/packet-reading.ts';
import { readerOf } from '#lib/chart/chart.ts';
import { type AnyPractice } from '#lib/practice/practice.ts';
import { ReadingPool, poolSizeFor } from '#lib/reading/pool.ts';
import { startBrowserReader } from '#lib/reading/tesseract-browser.ts';
import { buildInWorker } from '#lib/release/packet/packet-thread.ts';
import type { PacketReader } from '#lib/packet/packet-reader.ts';
import type { ReleaseImprint } from '#lib/release/packet/papers.ts';
import { recipeReader } from '#lib/release/recipe.ts';
import { Searcher } from '#lib/search/searcher.ts';
import { KeptFolder } from '#lib/shelf/kept-folder.ts';
import { placesOf } from '#lib/sorting/alike.ts';
import { proposeOthers } from '#lib/sorting/other-people.ts';
import { Sorter } from '#lib/sorting/sorter.ts';
import type { Inbox } from '../desk/feed-inbox.svelte.ts';
import type { AnyDesk } from '../desk/staff-desk.svelte.ts';
import { now } from './surroundings.ts';
import { newId } from '#lib/vault/random.ts';
import type { AccountingMaker } from '../desk/accountings.svelte.ts';
import { browserWords } from '../desk/browser-words.ts';
import type { Engines } from '../desk/engines.ts';
import type { FolderPicker } from '../desk/export-folder.ts';
import type { ExportMaker } from '../desk/export.svelte.ts';
import type { NotesExportMaker } from '../desk/notes-export.svelte.ts';
import type { NotesMaker } from '../desk/notes-release.svelte.ts';
import { OpenDesk } from '../desk/open-desk.svelte.ts';
import type { PacketMaker } from '../desk/packet-making.svelte.ts';
import type { RedactEngines } from '../desk/redact.svelte.ts';
import {
	afterSelfTest,
	SelfTestDesk,
	SelfTestFailed,
	testedBy,
	type SelfTester
} from '../desk/self-test.svelte.ts';
import { StaffDesk } from '../desk/staff-desk.svelte.ts';

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
		redactedCopy(screenCodec, picture, mediaType, { rects, turn, ink: 'bar' }),
	propose: proposeOthers,
	find: placesOf
};

/** What proves a packet comes when one is made: the first visit need not wait for it. */
async function proofParts() {
	const [{ Proven }, { withWitness }] = await Promise.all([
		import('#lib/release/proof/proven.ts'),
		import('#lib/release/proof/witness-thread.ts')
	]);
	return { Proven, withWitness };
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
		const { Proven, withWitness } = await proofParts();
		return withWitness({ reader, key, signal }, (witness) =>
			Proven.from({
				...{ plan, imprint, built, madeAt, password, signal, read: packetReader, ...witness },
				onProgress: ({ done, of }) => onProgress('prove', done, of)
			})
		);
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
					...{ reader: readerOf(chart), key: chart.key, codec: screenCodec, press, imprint },
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
				...{ cabinet, codec: screenCodec, press, imprint, now, place, signal },
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
		...cabinetWitness(cabinet, screenCodec),
		onProgress: ({ done, of }) => onProgress('prove', done, of)
	});
};

/** Few sheets of words: no worker is worth it, and the writer comes only when it is needed. */
const makeAccounting: AccountingMaker = async (order, madeAt) => {
	const { makeAccountingFile } = await import('#lib/release/accounting-file.ts');
	return makeAccountingFile(order, { codec: screenCodec, read: packetReader, madeAt });
};

/** The self-test with the real builder in its worker, the canvas, and one independent reader for all of it. */
const testItself: SelfTester = async (told) => {
	const { selfTest } = await import('#lib/self-test/self-test.ts');
	const reading = new PacketReading();
	const parts = {
		...{ codec: screenCodec, build: buildInWorker, now },
		read: ((bytes, stop) => reading.read(bytes, stop)) satisfies PacketReader
	};
	try {
		return await selfTest(parts, told);
	} finally {
		reading.stop();
	}
};

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

/** Clinicians get all of it; staff, and whoever has the charts alone, what is not private. */
export function openDesk(practice: AnyPractice, sample: boolean, inbox: Inbox): AnyDesk {
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
		...(sample ? {} : { get: fetch.bind(globalThis) }),
		practice,
		makeNotes: afterSelfTest(selfTest, makeNotes),
		makeNotesExport: notesExportMaker(selfTest)
	});
}
