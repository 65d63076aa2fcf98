import { describe, expect, test } from 'vitest';
import type { FolderId } from '#lib/page/ids.ts';
import { createCabinet, openCabinet } from '#lib/vault/cabinet.ts';
import { createFolder } from '#lib/vault/folder.ts';
import { hardenInWorker } from '#lib/vault/harden-in-worker.ts';
import { makeKit } from '#lib/vault/kit.ts';
import { open } from '#lib/vault/open.ts';
import { createPerson, unlockPerson } from '#lib/vault/person.ts';
import { newId } from '#lib/vault/random.ts';
import { seal } from '#lib/vault/seal.ts';
import { sign, verify } from '#lib/vault/signing.ts';
import { pageOf, sealContract } from './seal-contract.ts';

sealContract(20);

describe('in the browser', () => {
	test('unlocking works in the worker, with the page alive all the while', async () => {
		const hardener = hardenInWorker();
		const kit = await makeKit();
		const { person, keyFile } = await createPerson(
			{ name: 'N', credential: '', role: 'clinician', passphrase: 'a b c', kit: kit.recipient },
			hardener
		);
		let frames = 0;
		const ticking = setInterval(() => frames++, 10);
		const started = performance.now();
		const unlocked = await unlockPerson(person, keyFile, 'a b c', hardener);
		console.info(`unlock at 2^17: ${String(Math.round(performance.now() - started))} ms`);
		clearInterval(ticking);
		expect(frames).toBeGreaterThan(3);
		if (!unlocked.ok) throw new Error(unlocked.why);
		const { signer } = unlocked.unlocked;
		const bytes = Uint8Array.of(1);
		expect(await verify(person.verifier, 'd', bytes, await sign(signer, 'd', bytes))).toBe(true);
		await expect(crypto.subtle.exportKey('pkcs8', signer)).rejects.toThrow();
		expect(await unlockPerson(person, keyFile, 'a b d', hardener)).toEqual({
			ok: false,
			why: 'wrong-passphrase'
		});
		expect(await unlockPerson(person, keyFile.slice(0, 40), 'a b c', hardener)).toEqual({
			ok: false,
			why: 'damaged'
		});
		hardener.stop();
	});

	test('a cabinet opens with its second passphrase in the worker', async () => {
		const hardener = hardenInWorker();
		const kit = await makeKit();
		const { person, unlocked } = await createPerson(
			{ name: 'N', credential: '', role: 'clinician', passphrase: 'a b c', kit: kit.recipient },
			hardener
		);
		const { slot, keyFile } = await createCabinet(
			{ ...person, folder: newId<FolderId>(), kit: kit.recipient, passphrase: 'd e f' },
			hardener
		);
		const found = await openCabinet(unlocked, keyFile, 'd e f', slot, hardener);
		expect(found.ok && (await open(found.key, await seal(slot, pageOf(9))))).toMatchObject({
			ok: true
		});
		hardener.stop();
	});

	test('a folder’s key can be handed to a worker, and opens there', async () => {
		const { slot, key } = await createFolder('chart', newId<FolderId>(), [
			(await makeKit()).recipient
		]);
		const { port1, port2 } = new MessageChannel();
		const arrived = new Promise<typeof key>((resolve) => {
			port2.onmessage = ({ data }: MessageEvent<typeof key>) => resolve(data);
		});
		port1.postMessage(key);
		const sealed = await seal(slot, pageOf(400_000));
		expect(await open(await arrived, sealed)).toMatchObject({ ok: true });
	});
});
