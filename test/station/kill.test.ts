/** A station that is killed at seeded moments. `npm run soak:station` takes more of them. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Intake } from '#lib/intake/intake.ts';
import { acknowledgementText } from '#lib/spool/acknowledgement.ts';
import { readJournal } from '#lib/spool/journal.ts';
import { layout } from '#lib/spool/layout.ts';
import { sha256Hex } from '#lib/vault/hash.ts';
import { slipsFile } from '../../src/bench/slips.ts';
import { startIntakeThread } from '../../src/station/intake-thread.ts';
import {
	openSpool,
	setUpStation,
	startWatch,
	type OpenedBox,
	type Practice,
	type Running
} from '../support/station.ts';

const moments = Number(process.env['KILL_MOMENTS'] ?? 3);
const seed = Number(process.env['KILL_SEED'] ?? 1);
const boxes = 2;
const filesPerBox = 2;
const sidesPerFile = 6;
const sidesPerBox = filesPerBox * sidesPerFile;
const options = ['--once', '--box-by', 'folder', '--settle', '0.1', '--jobs', '2'];

/** Of every kill: how many sides were sealed and not yet all of them spooled. */
const killedAt: number[] = [];
const intake = new Intake({ start: startIntakeThread });

afterAll(() => {
	intake.stop();
	const amid = killedAt.filter((sealed) => sealed > 0).length;
	if (moments > 3)
		process.stdout.write(
			`${moments} moments, ${killedAt.length} kills, ${amid} of them with some sides sealed and boxes open.\n`
		);
});

/** Numerical Recipes' linear congruence: the same moments in every run. */
function diceOf(from: number): () => number {
	let state = (from * 2_654_435_761) >>> 0;
	return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

interface Dropped {
	/** The files' hashes. */
	readonly files: readonly string[];
	/** Those of their sides' originals. */
	readonly sides: readonly string[];
}

/** Files of many slips, no two alike. */
async function drop({ folder }: Practice, round: number): Promise<Dropped> {
	const [files, sides]: [string[], string[]] = [[], []];
	for (let box = 0; box < boxes; box++) {
		await mkdir(join(folder, `Box ${box}`));
		for (let file = 0; file < filesPerBox; file++) {
			const bytes = await slipsFile(`R${round} B${box} F${file}`, sidesPerFile);
			files.push(await sha256Hex(bytes));
			for await (const taken of intake.takeIn(new Blob([bytes])))
				if (taken.is === 'side') sides.push(taken.side.sha256);
			await writeFile(join(folder, `Box ${box}`, `${file}.tif`), bytes);
		}
	}
	return { files: files.sort(), sides: sides.sort() };
}

/** Every file below a folder by the hash of its bytes. */
async function lyingIn(folder: string): Promise<readonly string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
	const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.tif'));
	const hashes = files.map(async ({ parentPath, name }) =>
		sha256Hex(new Uint8Array(await readFile(join(parentPath, name))))
	);
	return (await Promise.all(hashes)).sort();
}

async function acknowledge(practice: Practice, opened: readonly OpenedBox[]): Promise<void> {
	const { pairing, spool } = practice;
	for (const { manifest } of opened) {
		const { box, station, sides } = manifest;
		const said = sides.map(({ page }) => ({ page, fate: 'taken' as const }));
		const at = '2026-03-01T08:00:00.000Z';
		const text = await acknowledgementText(pairing, { v: 1, box, station, at, sides: said });
		await writeFile(join(spool, station, layout.acknowledgement(box)), text);
	}
}

async function sealedAndOpen({ spool, pairing }: Practice): Promise<number> {
	const text = await readFile(join(spool, pairing.station, layout.journal), 'utf8').catch(() => '');
	const read = await readJournal(text, pairing);
	if (!read.ok) throw new Error(`the journal is damaged in line ${read.line}`);
	const open = [...read.journal.boxes.values()].filter(({ spooled }) => !spooled);
	return open.reduce((sum, { sides }) => sum + sides.size, 0);
}

/** Resolves once the journal has so many lines, or the station has ended. */
async function journalHas(practice: Practice, lines: number, { child }: Running): Promise<void> {
	const path = join(practice.spool, practice.pairing.station, layout.journal);
	while (child.exitCode === null && child.signalCode === null) {
		const text = await readFile(path, 'utf8').catch(() => '');
		if (text.split('\n').length > lines) return;
		await new Promise((resolve) => setTimeout(resolve, 15));
	}
}

/** Starts and kills until a start comes to its end by itself. */
async function untilDone(
	practice: Practice,
	more: readonly string[],
	dice: () => number
): Promise<void> {
	for (let kills = 0; ; kills++) {
		const running = startWatch(practice, [...options, ...more]);
		const stopped = new AbortController();
		void killAtSomeMoment(practice, running, { kills, dice, signal: stopped.signal });
		const { status } = await running.ended;
		stopped.abort();
		if (status !== null) {
			expect(status).toBe(0);
			return;
		}
		killedAt.push(await sealedAndOpen(practice));
	}
}

/** By the clock, which hits its starting and its ending, too, or amid its work; each later than the one before, so that there is an end. */
async function killAtSomeMoment(
	practice: Practice,
	running: Running,
	{ kills, dice, signal }: { kills: number; dice: () => number; signal: AbortSignal }
): Promise<void> {
	const [way, share] = [dice(), dice()];
	if (way > 0.3) await running.heard('started').catch(() => undefined);
	const sides = boxes * sidesPerBox;
	if (way > 0.6 && kills === 0) await journalHas(practice, share * (sides + 6), running);
	const ms = way > 0.6 && kills === 0 ? dice() * 60 : share * 1500 * (kills + 1) ** 2;
	await new Promise((resolve) => setTimeout(resolve, ms));
	if (!signal.aborted) running.child.kill('SIGKILL');
}

describe('a station that is killed', () => {
	it.each(Array.from({ length: moments }, (_, i) => i + 1))(
		'loses no side and takes none twice (moment %i)',
		{ timeout: 240_000 },
		async (moment) => {
			const dice = diceOf(seed * 1000 + moment);
			const practice = await setUpStation();
			const dropped = await drop(practice, moment);
			await untilDone(practice, [], dice);
			const opened = await openSpool(practice);
			const sides = opened.flatMap((box) => box.sides);
			const originals = await Promise.all(sides.map(({ picture }) => sha256Hex(picture)));
			expect(originals.sort()).toEqual(dropped.sides);
			expect(new Set(sides.map(({ page }) => page)).size).toBe(boxes * sidesPerBox);
			expect(opened.map((box) => box.sides.length)).toEqual([sidesPerBox, sidesPerBox]);
			// Read before or after the kill: words on every front, none on the backs.
			expect(sides.filter(({ reading }) => reading?.blank === 'yes')).toHaveLength(
				sides.length / 2
			);
			// Every original lies in done, once, and nowhere else.
			expect(await lyingIn(join(practice.folder, 'done'))).toEqual(dropped.files);
			expect(await lyingIn(practice.folder)).toEqual(dropped.files);
			// Nothing of a killed try is left beside the pieces that count.
			for (const { manifest } of opened) {
				const folder = join(practice.spool, practice.pairing.station, layout.box(manifest.box));
				const pieces = manifest.sides.length * 4 + 2;
				expect(await readdir(folder)).toHaveLength(pieces);
			}
			await acknowledge(practice, opened);
			await untilDone(practice, ['--delete-originals'], dice);
			expect(await lyingIn(practice.folder)).toEqual([]);
			expect(await openSpool(practice)).toEqual([]);
		}
	);
});
