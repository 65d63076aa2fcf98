/** Leaving without us: what the printed kits promise, done by hand. */
import { execSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { kitCommands } from '#lib/desk/kit-commands.ts';
import type { Practice } from '#lib/practice/practice.ts';
import { crack } from '../support/crack.ts';
import { lowerHalf, markedPage, type MarkedPage } from '../support/marked-paper.ts';
import {
	addClient,
	invite,
	layPage,
	openBox,
	setUpPractice,
	type Standing
} from '../support/practice.ts';
import { openedCabinet } from '../tray/one-place.ts';
import { backupFrom, folderIn, type Held } from './backups.ts';

let paper: MarkedPage;
let standing: Standing;
let practice: Practice;

beforeAll(async () => {
	paper = await markedPage('e'.repeat(32), 'f'.repeat(32));
	standing = await setUpPractice();
	practice = standing.practice;
	const client = await addClient(practice, 'Ana Marked');
	const box = await openBox(practice);
	const lay = () => layPage(practice, box, paper.picture, paper.reading);
	await practice.filing.decide(await lay(), { fate: 'cabinet', client });
	await practice.filing.decide(await lay(), { fate: 'split', client, privateRegions: [lowerHalf] });
	await lay();
	await practice.filing.sweep();
});

const hasAge = spawnSync('age', ['--version']).status === 0;

describe.skipIf(!hasAge)(
	'leaving without us: the commands on the kits, and the `age` program',
	() => {
		/** A folder with the backup's files and the kit as its paper says; thrown away afterwards. */
		async function inPlace(
			files: Held,
			kit: string,
			look: (place: string) => Promise<void>
		): Promise<void> {
			const place = mkdtempSync(join(tmpdir(), 'backup-'));
			try {
				for (const [path, bytes] of files) {
					mkdirSync(dirname(join(place, path)), { recursive: true });
					writeFileSync(join(place, path), bytes);
				}
				writeFileSync(join(place, 'kit.txt'), `# Recovery kit\n${kit}\n`);
				await look(place);
			} finally {
				rmSync(place, { recursive: true });
			}
		}

		const opened = (place: string): string[] =>
			readdirSync(join(place, 'blobs')).filter((name) => !name.endsWith('.age'));
		const type = (place: string, command: string): void => {
			// As in a shell: a page of another folder is refused, and the next one is tried.
			spawnSync('sh', ['-c', command], { cwd: place });
		};

		it('open every page of the chart with the practice kit, also those under a later key', async () => {
			const shared = await setUpPractice();
			const sam = await invite(shared, 'staff', 'Sam Front');
			const ana = await addClient(shared.practice, 'Ana Marked');
			const box = await openBox(shared.practice);
			const early = await layPage(shared.practice, box, paper.picture, paper.reading);
			await (await shared.again()).filing.decide(early, { fate: 'chart', client: ana });
			await (await shared.again()).people.leave(sam);
			const later = await shared.again();
			const late = await layPage(later, box, paper.picture, paper.reading);
			await later.filing.decide(late, { fate: 'chart', client: ana });
			await inPlace(await backupFrom('chart', later), shared.practiceKit, async (place) => {
				for (const { command } of kitCommands('practice', folderIn('chart', later)))
					execSync(command, { cwd: place, stdio: 'pipe', shell: '/bin/sh' });
				const index = JSON.parse(readFileSync(join(place, 'index.json'), 'utf8')) as {
					pages: { $map: [string, { picture: { sha256: string } }][] };
				};
				const listed = new Map(index.pages.$map);
				expect([...listed.keys()].sort()).toEqual([early, late].sort());
				for (const [id, page] of later.chart.state.pages) {
					const plain = readFileSync(join(place, `blobs/${listed.get(id)?.picture.sha256 ?? ''}`));
					expect(Buffer.compare(plain, await later.chart.open(page.picture))).toBe(0);
				}
				expect(opened(place)).toHaveLength(6);
			});
		});

		it('open every page of the cabinet with its clinician’s own kit, byte for byte', async () => {
			await inPlace(await backupFrom('private', practice), standing.kit, async (place) => {
				for (const { command } of kitCommands('cabinet', folderIn('cabinet', practice)))
					type(place, command);
				const { state } = await openedCabinet(practice);
				expect(state.pages.size).toBe(2);
				for (const { picture } of state.pages.values()) {
					const plain = readFileSync(join(place, `blobs/${picture.sha256}`));
					expect(Buffer.compare(plain, paper.picture)).toBe(0);
				}
			});
		});

		it('open nothing of a cabinet or tray with the practice kit, whatever is typed', async () => {
			await inPlace(await backupFrom('private', practice), standing.practiceKit, async (place) => {
				const typed = [
					...kitCommands('cabinet', folderIn('cabinet', practice)),
					...kitCommands('practice', folderIn('chart', practice)),
					{
						command: 'for f in $(find . -name "*.age"); do age -d -i kit.txt "$f" > "$f.out"; done'
					},
					{ command: 'for f in blobs/*.age; do age -d -i kit.txt "$f" > "${f%.age}"; done' }
				];
				for (const { command } of typed) type(place, command);
				const { opened: cracked } = await crack(await backupFrom('private', practice), {
					kits: [standing.practiceKit]
				});
				expect([...cracked]).toEqual([]);
				const plain = opened(place).map((name) => readFileSync(join(place, 'blobs', name)).length);
				expect(plain.filter((size) => size > 0)).toEqual([]);
			});
		});
	}
);
