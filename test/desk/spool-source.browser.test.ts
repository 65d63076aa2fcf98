import { afterEach, describe, expect, it } from 'vitest';
import { CarriedSpool, ServedSpool, spoolsIn } from '#lib/desk/spool-source.ts';
import { write } from '#lib/backup/folder.ts';
import type { BoxId } from '#lib/page/ids.ts';
import { cardOf } from '#lib/spool/card.ts';
import { layout } from '#lib/spool/layout.ts';
import { generateSlot } from '../spool/slot.ts';

const box = 'b'.repeat(26) as BoxId;
const place = 'carried-spool';
const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** The origin's own files stand in for a stick: the same handles, without the dialog. */
async function stick(): Promise<FileSystemDirectoryHandle> {
	const origin = await navigator.storage.getDirectory();
	return origin.getDirectoryHandle(place, { create: true });
}

afterEach(async () => {
	const origin = await navigator.storage.getDirectory();
	await origin.removeEntry(place, { recursive: true }).catch(() => undefined);
});

describe('a spool on a stick', () => {
	it('is found by its card, in the chosen folder or directly inside it', async () => {
		const root = await stick();
		const pairing = await generateSlot();
		await write(
			root,
			`${pairing.station}/${layout.card}`,
			bytes(JSON.stringify(await cardOf(pairing)))
		);
		await write(root, 'holiday/picture.txt', bytes('no spool'));
		expect([...(await spoolsIn(root)).keys()]).toEqual([pairing.station]);
		const inner = await root.getDirectoryHandle(pairing.station);
		expect([...(await spoolsIn(inner)).keys()]).toEqual([pairing.station]);
	});

	it('lists boxes that have their manifest, gives pieces, and takes the acknowledgement along', async () => {
		const root = await stick();
		await write(root, layout.manifest(box), bytes('manifest'));
		await write(root, `boxes/${'c'.repeat(26)}/half.age`, bytes('half'));
		const spool = new CarriedSpool(root);
		expect(await spool.boxes()).toEqual([box]);
		expect(new TextDecoder().decode(await spool.read(layout.manifest(box)))).toBe('manifest');
		expect(await spool.read(layout.piece(box, 'a'.repeat(64)))).toBeUndefined();
		expect(await spool.acknowledge(box, 'said')).toBe(true);
		expect(new TextDecoder().decode(await spool.read(layout.acknowledgement(box)))).toBe('said');
	});

	it('says that it cannot be reached when it was pulled', async () => {
		const root = await stick();
		const origin = await navigator.storage.getDirectory();
		await origin.removeEntry(place, { recursive: true });
		const spool = new CarriedSpool(root);
		expect(await spool.boxes()).toBe('away');
		expect(await spool.acknowledge(box, 'said')).toBe(false);
	});
});

describe('a spool of this computer', () => {
	it.each<[string, () => Promise<Response>, unknown]>([
		['lists its boxes', () => Promise.resolve(Response.json({ boxes: [box, 'no box'] })), [box]],
		['is away when nobody answers', () => Promise.reject(new TypeError('offline')), 'away'],
		['is busy', () => Promise.resolve(new Response('', { status: 429 })), 'busy'],
		['is not there', () => Promise.resolve(new Response('', { status: 401 })), 'unknown']
	])('%s', async (_name, get, expected) => {
		const spool = new ServedSpool(await generateSlot(), get);
		expect(await spool.boxes()).toEqual(expected);
	});

	it.each<[string, () => Promise<Response>, string]>([
		['nobody answers', () => Promise.reject(new TypeError('offline')), 'away'],
		['the server cannot read it', () => Promise.resolve(new Response('', { status: 500 })), 'away'],
		['too much was asked', () => Promise.resolve(new Response('', { status: 429 })), 'busy'],
		[
			'the pairing is not known',
			() => Promise.resolve(new Response('', { status: 401 })),
			'unknown'
		]
	])('says nothing of a piece when %s', async (_name, get, why) => {
		const spool = new ServedSpool(await generateSlot(), get);
		await expect(spool.read('card.json')).rejects.toMatchObject({ name: 'NoAnswer', why });
	});

	it('tells a piece that is not there', async () => {
		const gone = (): Promise<Response> => Promise.resolve(new Response('', { status: 404 }));
		expect(await new ServedSpool(await generateSlot(), gone).read('card.json')).toBeUndefined();
	});
});
