/** A small practice on real storage, told of and mended as the app does it, before and after its files were spoiled. */
import type { BackupPart } from '#lib/backup/entry.ts';
import { writeBackup } from '#lib/backup/write.ts';
import { zipEntries } from '#lib/backup/zip.ts';
import { restoreFiles } from '#lib/desk/backup.svelte.ts';
import { DamagedPractice } from '#lib/practice/faults.ts';
import type { Practice } from '#lib/practice/practice.ts';
import { lookAt } from '#lib/practice/scrub.ts';
import { namedIn, type OpenCabinet } from '#lib/cabinet/open.ts';
import { piecesOf } from '#lib/practice/scrub.ts';
import {
	boxIn,
	clientIn,
	doorTo,
	inPageStorage,
	layIn,
	lookIn,
	passphrases,
	setUpIn,
	unlockIn
} from '../../../src/bench/practice-in-page.ts';
import { pageBytes } from '../kill/pages.ts';

const storage = inPageStorage();
const door = doorTo(storage, 4);

async function toText(blob: Blob): Promise<string> {
	const bytes = new Uint8Array(await blob.arrayBuffer());
	let text = '';
	for (let at = 0; at < bytes.length; at += 32_768) {
		text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
	}
	return btoa(text);
}

function fromText(text: string): Blob {
	return new Blob([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))]);
}

/** Ten pages in three folders; then both parts of a backup, in base64. */
export async function setUp(): Promise<string[]> {
	await setUpIn(door);
	const practice = await unlockIn(storage, door);
	const client = await clientIn(practice, 'Marrowbone Quillfeather');
	const box = await boxIn(practice);
	for (let n = 0; n < 10; n++) {
		const page = await layIn(practice, box, pageBytes(n));
		const fate = n % 3 === 0 ? 'chart' : 'cabinet';
		if (n % 3 < 2) await practice.filing.decide(page, { fate, client });
	}
	await practice.filing.sweep();
	const { files, holdings, me } = practice;
	const made: string[] = [];
	for (const part of ['chart', 'private'] satisfies BackupPart[]) {
		const madeAt = new Date().toISOString();
		made.push(await toText(await zipEntries(writeBackup({ part, files, holdings, me, madeAt }))));
	}
	await practice.close();
	await storage.anchors.settled();
	return made;
}

export type Told =
	| { readonly is: 'fresh' | 'newer' }
	| { readonly is: 'damaged'; readonly sentences: readonly string[] }
	| {
			readonly is: 'open';
			readonly pages: number;
			/** Pieces that the histories name and storage does not give as they were. */
			readonly flaws: number;
			readonly verified: boolean;
	  };

/** Starts as the app does, and looks at every piece that the three histories name. */
export async function look(): Promise<Told> {
	const found = await lookIn(storage, door);
	if (found.is !== 'locked') return found;
	try {
		const practice = await unlockIn(storage, door);
		const opened = await practice.openCabinet(passphrases.cabinetPassphrase);
		if (!opened.ok) return { is: 'damaged', sentences: [opened.why] };
		const told = await lookAtAll(practice, opened.cabinet);
		await practice.close();
		return told;
	} catch (error) {
		if (error instanceof DamagedPractice) return { is: 'damaged', sentences: error.sentences };
		throw error;
	}
}

async function lookAtAll(practice: Practice, cabinet: OpenCabinet): Promise<Told> {
	const { chart, tray, holdings } = practice;
	const waiting = [...tray.state.pages.values()].map((page) => ({ ...page, page: page.side.page }));
	const named = [
		[chart.key.slot.folder, piecesOf(chart.state.pages.values())],
		[tray.key.slot.folder, piecesOf(waiting)],
		[cabinet.key.slot.folder, namedIn(cabinet.state)]
	] as const;
	let flaws = 0;
	const pages = new Set<string>();
	for (const [folder, pieces] of named) {
		const shelf = holdings.find((held) => held.shelf.folder === folder)?.shelf;
		for (const { page, sha256 } of pieces) {
			if (page) pages.add(page);
			if (shelf && (await lookAt(shelf, sha256)) !== 'whole') flaws++;
		}
	}
	const verified = (await practice.verify()).every(({ ok }) => ok);
	return { is: 'open', pages: pages.size, flaws, verified };
}

/** The sentence that says why not, if it could not. */
export async function restore(backups: readonly string[]): Promise<string | undefined> {
	const restored = await restoreFiles(backups.map(fromText), storage);
	return restored.ok ? undefined : restored.sentence;
}
