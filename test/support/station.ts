/** A station as a process of its own, as a practice runs it, and what lies in its spool opened by whom it is sealed to. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { acknowledgementText } from '#lib/spool/acknowledgement.ts';
import { parseBoxFacts, parseSideFacts, type BoxFacts, type SideFacts } from '#lib/spool/facts.ts';
import { layout } from '#lib/spool/layout.ts';
import { readManifest, type BoxManifest, type SpooledSide } from '#lib/spool/manifest.ts';
import { pairingText, type Pairing } from '#lib/spool/pairing.ts';
import { parseReading } from '#lib/spool/reading.ts';
import type { BlobRef } from '#lib/page/blob.ts';
import type { BoxId } from '#lib/page/ids.ts';
import type { Reading } from '#lib/page/reading.ts';
import { openWith } from '#lib/vault/age.ts';
import { sha256Hex } from '#lib/vault/hash.ts';
import { generateTray } from '../spool/slot.ts';

export const stationCommand = fileURLToPath(
	new URL('../../src/station/station.ts', import.meta.url)
);

export interface Practice {
	readonly folder: string;
	readonly spool: string;
	readonly pairingFile: string;
	readonly pairing: Pairing;
	readonly identity: CryptoKey;
}

/** A folder to drop scans into, and a pairing with a tray that this test can open. */
export async function setUpStation(): Promise<Practice> {
	const home = await mkdtemp(join(tmpdir(), 'station-'));
	const { pairing, identity } = await generateTray();
	const [folder, spool] = [join(home, 'scans'), join(home, 'spool')];
	await mkdir(folder);
	const pairingFile = join(home, 'pairing.json');
	await writeFile(pairingFile, pairingText(pairing));
	return { folder, spool, pairingFile, pairing, identity };
}

export interface Ended {
	readonly status: number | null;
	readonly lines: readonly Record<string, unknown>[];
	readonly stderr: string;
}

export interface Running {
	readonly child: ChildProcess;
	readonly ended: Promise<Ended>;
	/** Resolves once anything was written. */
	told(): Promise<void>;
	/** Resolves with the first line of the log that tells of this. */
	heard(event: string): Promise<Record<string, unknown>>;
}

export function startWatch(
	{ folder, spool, pairingFile }: Pick<Practice, 'folder' | 'spool' | 'pairingFile'>,
	more: readonly string[] = [],
	how: { readonly uid?: number } = {}
): Running {
	const args = ['watch', folder, '--for', pairingFile, '--spool', spool, '--settle', '0.4'];
	const child = spawn(process.execPath, [stationCommand, ...args, ...more], how);
	const lines: Record<string, unknown>[] = [];
	const waiting = new Set<() => void>();
	let [rest, stderr] = ['', ''];
	child.stdout.on('data', (chunk: Buffer) => {
		const parts = (rest + chunk.toString()).split('\n');
		rest = parts.pop() ?? '';
		lines.push(...parts.map((line) => JSON.parse(line) as Record<string, unknown>));
		for (const look of waiting) look();
	});
	child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
	const ended = new Promise<Ended>((resolve) => {
		child.on('close', (status) => resolve({ status, lines, stderr }));
	});
	return {
		...{ child, ended },
		told: () => new Promise((resolve) => child.stdout.once('data', () => resolve())),
		heard: (event) =>
			new Promise((resolve, reject) => {
				const look = (): void => {
					const line = lines.find((each) => each['event'] === event);
					if (!line) return;
					waiting.delete(look);
					resolve(line);
				};
				waiting.add(look);
				child.on('close', () => reject(new Error(`ended before ${event}: ${stderr}`)));
				look();
			})
	};
}

export interface OpenedSide {
	readonly page: string;
	readonly facts: SideFacts;
	readonly picture: Uint8Array<ArrayBuffer>;
	readonly reading: Reading | undefined;
}

export interface OpenedBox {
	readonly manifest: BoxManifest;
	readonly facts: BoxFacts;
	readonly sides: readonly OpenedSide[];
}

/** Everything in the spool, opened. Throws when anything of it does not hold. */
export async function openSpool({ spool, pairing, identity }: Practice): Promise<OpenedBox[]> {
	const root = join(spool, pairing.station, 'boxes');
	const boxes: OpenedBox[] = [];
	for (const box of await readdir(root)) {
		const text = await readFile(join(root, box, 'manifest.txt'), 'utf8').catch(() => undefined);
		if (text === undefined) continue;
		const read = await readManifest(pairing, text);
		if (!read.ok) throw new Error(`a manifest is ${read.why}`);
		const { manifest } = read;
		const open = (ref: BlobRef): Promise<Uint8Array<ArrayBuffer>> =>
			openPiece(join(root, box), ref, identity);
		const facts = parseBoxFacts(await open(manifest.facts));
		if (!facts) throw new Error('a box without facts');
		const sides = await Promise.all(manifest.sides.map((side) => openSide(side, open)));
		boxes.push({ manifest, facts, sides });
	}
	return boxes;
}

async function openSide(
	{ page, facts: factsRef, picture: pictureRef, reading: readingRef }: SpooledSide,
	open: (ref: BlobRef) => Promise<Uint8Array<ArrayBuffer>>
): Promise<OpenedSide> {
	const facts = parseSideFacts(await open(factsRef));
	if (!facts) throw new Error('a side without facts');
	const reading = readingRef && parseReading(await open(readingRef));
	return { page, facts, picture: await open(pictureRef), reading };
}

async function openPiece(
	folder: string,
	{ sha256, size }: BlobRef,
	identity: CryptoKey
): Promise<Uint8Array<ArrayBuffer>> {
	const bytes = new Uint8Array(await readFile(join(folder, `${sha256}.age`)));
	if (bytes.length !== size || (await sha256Hex(bytes)) !== sha256)
		throw new Error('a piece is not what the manifest says');
	const opened = await openWith(identity, bytes);
	if (!opened.ok) throw new Error(`a piece is ${opened.why}`);
	return opened.bytes;
}

export function onlyBox(boxes: readonly OpenedBox[]): OpenedBox {
	const [box, ...more] = boxes;
	if (!box || more.length > 0) throw new Error(`there are ${boxes.length} boxes`);
	return box;
}

/** The ids of every side in the spool, boxes in no order. */
export function pagesIn(boxes: readonly OpenedBox[]): readonly string[] {
	return boxes.flatMap(({ sides }) => sides.map(({ page }) => page));
}

export function boxId({ manifest }: OpenedBox): BoxId {
	return manifest.box;
}

/** The app's word on a box: the only one in the spool unless another is named. */
export async function acknowledge(
	practice: Practice,
	by = practice.pairing,
	opened?: OpenedBox,
	fate: 'taken' | 'missing' = 'taken'
): Promise<void> {
	const { manifest } = opened ?? onlyBox(await openSpool(practice));
	const { box, station, sides } = manifest;
	const text = await acknowledgementText(by, {
		...{ v: 1, box, station, at: '2026-03-01T08:00:00.000Z' },
		sides: sides.map(({ page }) => ({ page, fate }))
	});
	await writeFile(
		join(practice.spool, practice.pairing.station, layout.acknowledgement(box)),
		text
	);
}

/** A small disk of its own takes a right that not everybody has. */
export function canMount(): boolean {
	const at = mkdtempSync(join(tmpdir(), 'station-disk-'));
	try {
		execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', at], { stdio: 'ignore' });
		execFileSync('umount', [at]);
		return true;
	} catch {
		return false;
	}
}
