/** Leaving without us: the `age` command opens what we store. Skipped, and said so, where it is not installed. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DeviceId, FolderId } from '#lib/page/ids.ts';
import { Ledger } from '#lib/ledger/ledger.ts';
import { MemoryShelf } from '#lib/shelf/memory-shelf.ts';
import { createCabinet } from '#lib/vault/cabinet.ts';
import { createFolder, openFolder } from '#lib/vault/folder.ts';
import { hardenHere } from '#lib/vault/hardener.ts';
import { makeKit } from '#lib/vault/kit.ts';
import { open } from '#lib/vault/open.ts';
import { createPerson } from '#lib/vault/person.ts';
import { newId } from '#lib/vault/random.ts';
import { seal } from '#lib/vault/seal.ts';
import { pageOf } from './seal-contract.ts';

const hasAge = spawnSync('age', ['--version']).status === 0;
const hardener = hardenHere({ logN: 10 });

describe.skipIf(!hasAge)('with the age command and the printed kit alone', () => {
	let folder: string;
	const at = (name: string) => join(folder, name);
	const store = (name: string, bytes: Uint8Array | string) => writeFileSync(at(name), bytes);
	const age = (...args: string[]) => execFileSync('age', args, { cwd: folder });

	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'vault-'));
	});
	afterAll(() => rmSync(folder, { recursive: true }));

	async function practice() {
		const kit = await makeKit();
		const created = await createPerson(
			{ name: 'N', credential: '', role: 'clinician', passphrase: 'p', kit: kit.recipient },
			hardener
		);
		return { kit, ...created };
	}

	test('a stranger opens the chart’s key, then a page, then an event', async () => {
		const { kit, unlocked } = await practice();
		const members = [unlocked.person.recipient, kit.recipient];
		const chart = await createFolder('chart', newId<FolderId>(), members);
		const shelf = new MemoryShelf(chart.slot.folder);
		const parts = { slot: chart.slot, shelf, device: newId<DeviceId>(), author: unlocked };
		const ledger = new Ledger<'chart', string>({ ...parts, clock: () => new Date(0) });
		await ledger.append('filed');
		// What a person types from paper.
		store('kit.txt', `${kit.printed.reveal().replaceAll(' ', '')}\n`);
		store('e1.key.age', chart.keyFile);
		store('page.age', await seal(chart.slot, pageOf(200_000)));
		store('1.event', (await shelf.event(1))?.bytes ?? '');

		store('chart.key', age('-d', '-i', 'kit.txt', 'e1.key.age'));
		const opened = age('-d', '-i', 'chart.key', 'page.age');
		expect(Buffer.compare(opened, pageOf(200_000))).toBe(0);

		const event = readFileSync(at('1.event'));
		store('1.age', event.subarray(event.indexOf(0x0a) + 1));
		const action: unknown = JSON.parse(age('-d', '-i', 'chart.key', '1.age').toString());
		expect(action).toEqual({ at: '1970-01-01T00:00:00.000Z', action: 'filed' });
	});

	test('the clinician’s own keys and cabinet open from their kit files', async () => {
		const { kit, kitFile, person } = await practice();
		const cabinet = await createCabinet(
			{ folder: newId<FolderId>(), ...person, kit: kit.recipient, passphrase: 'q' },
			hardener
		);
		store('kit.txt', kit.typed.reveal());
		store('person.kit.age', kitFile);
		store('cabinet.kit.age', cabinet.kitFile);
		store('cabinet.key.age', cabinet.keyFile);
		store('page.age', await seal(cabinet.slot, pageOf(9)));
		store('person.key', age('-d', '-i', 'kit.txt', 'person.kit.age'));
		store('cabinet.key', age('-d', '-i', 'kit.txt', 'cabinet.kit.age'));
		expect(age('-d', '-i', 'cabinet.key', 'page.age')).toEqual(Buffer.from(pageOf(9)));
		// The second lock is an age file of its own inside the first.
		const inner = age('-d', '-i', 'person.key', 'cabinet.key.age').toString('latin1');
		expect(inner).toMatch(/^age-encryption\.org\/v1\n-> scrypt /);
	});

	test('and what the age command seals, the vault opens', async () => {
		const { unlocked } = await practice();
		const chart = await createFolder('chart', newId<FolderId>(), [unlocked.person.recipient]);
		store('note.txt', 'from outside');
		const sealed = age('-r', chart.slot.recipient, 'note.txt');
		const found = await openFolder(unlocked, chart.keyFile, chart.slot);
		const opened = found.ok ? await open(found.key, new Uint8Array(sealed)) : undefined;
		expect(opened?.ok && new TextDecoder().decode(opened.bytes)).toBe('from outside');
	});
});
