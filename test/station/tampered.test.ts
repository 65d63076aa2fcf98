/** A station whose spool somebody has been at: nothing is lost by it, and no original goes on a word that is not the app's. */
import { appendFile, copyFile, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { layout } from '#lib/spool/layout.ts';
import { slipsFile } from '../../src/bench/slips.ts';
import {
	boxId,
	onlyBox,
	openSpool,
	pagesIn,
	setUpStation,
	startWatch,
	type OpenedBox,
	type Practice
} from '../support/station.ts';

const options = ['--once', '--delete-originals'];

async function withOneBox(): Promise<{ practice: Practice; box: OpenedBox; folder: string }> {
	const practice = await setUpStation();
	await writeFile(join(practice.folder, 'a.tif'), await slipsFile('Tampered', 2));
	await startWatch(practice, options).ended;
	const box = onlyBox(await openSpool(practice));
	const folder = join(practice.spool, practice.pairing.station, layout.box(boxId(box)));
	return { practice, box, folder };
}

async function change(path: string, by: (bytes: Buffer) => Buffer): Promise<void> {
	await writeFile(path, by(await readFile(path)));
}

describe('a spool that was changed', { timeout: 120_000 }, () => {
	it.each<[string, (folder: string, box: OpenedBox) => Promise<void>]>([
		[
			'two sealed sides that changed places',
			async (folder, { manifest }) => {
				const [one, two] = manifest.sides.map(({ picture }) =>
					join(folder, `${picture.sha256}.age`)
				);
				await rename(one ?? '', `${one}.aside`);
				await rename(two ?? '', one ?? '');
				await rename(`${one}.aside`, two ?? '');
			}
		],
		[
			'a piece that was cut short',
			async (folder, { manifest }) =>
				change(join(folder, `${manifest.facts.sha256}.age`), (bytes) => bytes.subarray(0, -1))
		],
		[
			'a list that was changed',
			async (folder) =>
				change(join(folder, 'manifest.txt'), (bytes) =>
					Buffer.from(bytes.toString().replace('"files":1', '"files":2'))
				)
		]
	])('is sealed anew when the file is dropped in again: %s', async (_, tamper) => {
		const { practice, box, folder } = await withOneBox();
		await tamper(folder, box);
		await copyFile(join(practice.folder, 'done/a.tif'), join(practice.folder, 'again.tif'));
		const { status, lines } = await startWatch(practice, options).ended;
		expect(status).toBe(0);
		expect(lines.map(({ event }) => event)).toEqual(
			expect.arrayContaining(['box-returned', 'box-spooled', 'file-taken'])
		);
		expect(pagesIn(await openSpool(practice))).toEqual(pagesIn([box]));
	});

	it('is left as it is when the file is dropped in again and nothing was changed', async () => {
		const { practice, box } = await withOneBox();
		await copyFile(join(practice.folder, 'done/a.tif'), join(practice.folder, 'again.tif'));
		const { lines } = await startWatch(practice, options).ended;
		expect(lines.map(({ event }) => event)).toContain('file-known');
		expect(onlyBox(await openSpool(practice)).manifest).toEqual(box.manifest);
	});

	it('costs no original when the journal is made to say that the app has everything', async () => {
		const { practice, box } = await withOneBox();
		const path = join(practice.spool, practice.pairing.station, layout.journal);
		const said = { is: 'box-acknowledged', box: boxId(box), at: '2026-03-01T08:00:00.000Z' };
		const line = `${JSON.stringify({ ...said, taken: 2 })} ${'0'.repeat(64)}\n`;
		// As the last line it is taken for one that a power cut has torn, and cut off.
		await appendFile(path, line);
		expect((await startWatch(practice, options).ended).status).toBe(0);
		expect(await readdir(join(practice.folder, 'done'))).toEqual(['a.tif']);
		await change(path, (bytes) => Buffer.concat([Buffer.from(line), bytes]));
		const ended = await startWatch(practice, options).ended;
		expect(ended.status).toBe(3);
		expect(ended.lines.at(-1)).toMatchObject({ event: 'halted', why: 'journal-damaged' });
		expect(ended.lines.at(-1)?.['sentence']).toMatch(/\(line 1\)$/);
		expect(await readdir(join(practice.folder, 'done'))).toEqual(['a.tif']);
	});

	it('tells once of an acknowledgement that is none, however long it lies there', async () => {
		const { practice, box } = await withOneBox();
		const root = join(practice.spool, practice.pairing.station);
		await writeFile(join(root, layout.acknowledgement(boxId(box))), 'forged\n');
		const running = startWatch(practice);
		await running.heard('acknowledgement-refused');
		await new Promise((resolve) => setTimeout(resolve, 2500));
		running.child.kill('SIGTERM');
		const { lines } = await running.ended;
		expect(lines.filter(({ event }) => event === 'acknowledgement-refused')).toHaveLength(1);
	});
});
