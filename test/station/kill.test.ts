/** A station that is killed at seeded moments. `npm run soak:station` takes more of them. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { acknowledgementText } from '#lib/spool/acknowledgement.ts';
import { layout } from '#lib/spool/layout.ts';
import { sha256Hex } from '#lib/vault/hash.ts';
import {
	openSpool,
	setUpStation,
	startWatch,
	type OpenedBox,
	type Practice
} from '../support/station.ts';

const moments = Number(process.env['KILL_MOMENTS'] ?? 3);
const seed = Number(process.env['KILL_SEED'] ?? 1);
const boxes = 2;
const sidesPerBox = 3;
const options = ['--once', '--box-by', 'folder', '--settle', '0.1', '--jobs', '2'];

/** Numerical Recipes' linear congruence: the same moments in every run. */
function diceOf(from: number): () => number {
	let state = (from * 2_654_435_761) >>> 0;
	return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

/** Small sheets, no two alike; returns their hashes. */
async function drop({ folder }: Practice, round: number): Promise<readonly string[]> {
	const hashes: string[] = [];
	for (let box = 0; box < boxes; box++) {
		await mkdir(join(folder, `Box ${box}`));
		for (let side = 0; side < sidesPerBox; side++) {
			const text = `Round ${round}, box ${box}, side ${side}: plan goes on`;
			const svg = `<svg width="700" height="240"><rect width="700" height="240" fill="white"/><text x="20" y="120" font-size="28">${text}</text></svg>`;
			const bytes = new Uint8Array(await sharp(Buffer.from(svg)).png().toBuffer());
			hashes.push(await sha256Hex(bytes));
			await writeFile(join(folder, `Box ${box}`, `${side}.png`), bytes);
		}
	}
	return hashes.sort();
}

/** Every file below a folder by the hash of its bytes. */
async function lyingIn(folder: string): Promise<readonly string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
	const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.png'));
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

/** Starts and kills until a start comes to its end by itself; returns how often it was killed. */
async function untilDone(
	practice: Practice,
	more: readonly string[],
	waits: () => number
): Promise<number> {
	for (let kills = 0; ; kills++) {
		const running = startWatch(practice, [...options, ...more]);
		// One kill in the first start; the next ones come later and later, so that there is an end.
		const timer = setTimeout(() => running.child.kill('SIGKILL'), waits() * (kills + 1));
		const { status } = await running.ended;
		clearTimeout(timer);
		if (status !== null) {
			expect(status).toBe(0);
			return kills;
		}
	}
}

describe('a station that is killed', () => {
	it.each(Array.from({ length: moments }, (_, i) => i + 1))(
		'loses no side and takes none twice (moment %i)',
		{ timeout: 240_000 },
		async (moment) => {
			const dice = diceOf(seed * 1000 + moment);
			const practice = await setUpStation();
			const dropped = await drop(practice, moment);
			await untilDone(practice, [], () => 700 + dice() * 3300);
			const opened = await openSpool(practice);
			const sides = opened.flatMap((box) => box.sides);
			const originals = await Promise.all(sides.map(({ picture }) => sha256Hex(picture)));
			expect(originals.sort()).toEqual(dropped);
			expect(new Set(sides.map(({ page }) => page)).size).toBe(boxes * sidesPerBox);
			expect(opened.map((box) => box.sides.length)).toEqual([sidesPerBox, sidesPerBox]);
			// Every original lies in done, once, and nowhere else.
			expect(await lyingIn(join(practice.folder, 'done'))).toEqual(dropped);
			expect(await lyingIn(practice.folder)).toEqual(dropped);
			// Nothing of a killed try is left beside the pieces that count.
			for (const { manifest } of opened) {
				const folder = join(practice.spool, practice.pairing.station, layout.box(manifest.box));
				const pieces = manifest.sides.length * 4 + 2;
				expect(await readdir(folder)).toHaveLength(pieces);
			}
			await acknowledge(practice, opened);
			await untilDone(practice, ['--delete-originals'], () => 300 + dice() * 700);
			expect(await lyingIn(practice.folder)).toEqual([]);
			expect(await openSpool(practice)).toEqual([]);
		}
	);
});
