import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createServer, request as ask, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardOf } from '#lib/spool/card.ts';
import { bearerOf, type Pairing } from '#lib/spool/pairing.ts';
import { Guesses } from '../../src/server/guesses.ts';
import { Rate } from '../../src/server/rate.ts';
import { isLoopback, SpoolServer } from '../../src/server/spool.ts';
import { generateSlot } from '../spool/slot.ts';

const box = 'b'.repeat(26);
const sha256 = 'a'.repeat(64);
let [root, station]: string[] = [];
let pairing: Pairing;
let bearer: string;
const servers: Server[] = [];

interface Answer {
	readonly status: number;
	readonly text: string;
}

/** A server of its own, so that no test spends another's minute. */
async function serve(): Promise<
	(path: string, headers?: object, body?: string) => Promise<Answer>
> {
	const spool = new SpoolServer(root ?? '');
	const server = createServer((asked, response) => {
		void spool.answer(asked, response, asked.url ?? '');
	});
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return (path, headers = {}, body) =>
		new Promise((resolve, reject) => {
			const method = body === undefined ? 'GET' : 'POST';
			const asked = ask(
				{ port, path, method, headers: { Authorization: `Bearer ${bearer}`, ...headers } },
				(response) => {
					let text = '';
					response.on('data', (part: Buffer) => (text += part.toString()));
					response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
				}
			);
			asked.on('error', reject);
			asked.end(body);
		});
}

beforeAll(async () => {
	pairing = await generateSlot();
	bearer = await bearerOf(pairing);
	root = await mkdtemp(join(tmpdir(), 'spool-'));
	station = join(root, pairing.station);
	await mkdir(join(station, 'boxes', box), { recursive: true });
	await mkdir(join(station, 'boxes', 'c'.repeat(26)));
	await mkdir(join(station, 'acknowledged'));
	await writeFile(join(station, 'station.json'), JSON.stringify(await cardOf(pairing)));
	await writeFile(join(station, 'boxes', box, 'manifest.txt'), 'manifest');
	await writeFile(join(station, 'boxes', box, `${sha256}.age`), 'sealed');
	await writeFile(join(station, 'journal.txt'), 'journal');
});

afterAll(() => {
	for (const server of servers) server.close();
});

describe('the spool over the wire', () => {
	it('lists boxes that have a manifest, gives their pieces, and takes an acknowledgement', async () => {
		const get = await serve();
		expect(JSON.parse((await get('/spool/boxes')).text)).toEqual({ v: 1, boxes: [box] });
		expect(await get(`/spool/boxes/${box}/manifest.txt`)).toEqual({
			status: 200,
			text: 'manifest'
		});
		expect(await get(`/spool/boxes/${box}/${sha256}.age`)).toEqual({ status: 200, text: 'sealed' });
		expect((await get(`/spool/acknowledged/${box}.txt`, {}, 'said')).status).toBe(204);
		expect(await readFile(join(station ?? '', `acknowledged/${box}.txt`), 'utf8')).toBe('said');
	});

	it.each([
		['the journal', '/spool/journal.txt'],
		['the card', '/spool/station.json'],
		['a path that climbs', `/spool/boxes/${box}/../../journal.txt`],
		['a path that climbs in disguise', `/spool/boxes/${box}/%2e%2e/%2e%2e/journal.txt`],
		['a path that climbs backwards', `/spool/boxes/${box}/..\\..\\journal.txt`],
		['a path with an end within', `/spool/boxes/${box}/manifest.txt%00.age`],
		['a folder', `/spool/boxes/${box}`],
		['what was acknowledged', `/spool/acknowledged/${box}.txt`],
		['a piece that is not there', `/spool/boxes/${box}/${'e'.repeat(64)}.age`]
	])('does not give %s', async (_, path) => {
		expect((await (await serve())(path)).status).toBe(404);
	});

	it.each<[string, object]>([
		['another host’s name, bent to this machine', { Host: 'evil.example' }],
		['another site’s page', { Origin: 'http://evil.example' }],
		['a page of another site that hides its origin', { 'Sec-Fetch-Site': 'cross-site' }]
	])('answers nothing to %s', async (_, headers) => {
		expect((await (await serve())('/spool/boxes', headers)).status).toBe(403);
	});

	it.each<[string, object]>([
		['no bearer', { Authorization: '' }],
		['a wrong one', { Authorization: `Bearer ${'0'.repeat(64)}` }],
		['the card’s own hash of it', { Authorization: 'card' }]
	])('answers nothing to %s', async (_, headers) => {
		const card = await cardOf(pairing);
		const shown =
			'Authorization' in headers && headers.Authorization === 'card'
				? { Authorization: `Bearer ${card.bearer}` }
				: headers;
		expect((await (await serve())('/spool/boxes', shown)).status).toBe(401);
	});

	const wrong = (n: number): object => ({
		Authorization: `Bearer ${n.toString(16).padStart(64, '0')}`
	});

	it('lets nobody guess for long, and serves whoever need not guess', async () => {
		const get = await serve();
		for (let i = 0; i < 10; i++) expect((await get('/spool/boxes', wrong(i))).status).toBe(401);
		expect((await get('/spool/boxes', wrong(10))).status).toBe(429);
		expect((await get('/spool/boxes')).status).toBe(200);
	});

	it('takes no pairing whose spool lies elsewhere for a guess, however often it asks', async () => {
		const get = await serve();
		for (let i = 0; i < 12; i++) expect((await get('/spool/boxes', wrong(1))).status).toBe(401);
		expect((await get('/spool/boxes', wrong(2))).status).toBe(401);
	});

	it('takes no acknowledgement without end, and none beside its place', async () => {
		const get = await serve();
		const long = 'x'.repeat(1024 * 1024 + 1);
		const said = await get(`/spool/acknowledged/${box}.txt`, {}, long).catch(() => undefined);
		expect(said?.status ?? 413).toBe(413);
		for (const path of ['station.json', 'acknowledged/../journal.txt', `boxes/${box}/manifest.txt`])
			expect((await get(`/spool/${path}`, {}, 'x')).status).toBe(404);
		expect(await readFile(join(station ?? '', 'journal.txt'), 'utf8')).toBe('journal');
	});
});

describe('so many a minute', () => {
	it('counts anew after a minute', () => {
		let now = 0;
		const rate = new Rate(2, () => now);
		expect([rate.allows(), rate.allows(), rate.allows()]).toEqual([true, true, false]);
		now = 60_000;
		expect(rate.allows()).toBe(true);
	});

	it('counts guesses anew, too', () => {
		let now = 0;
		const guesses = new Guesses(1, () => now);
		expect([guesses.allows('a'), guesses.allows('b'), guesses.allows('a')]).toEqual([
			...[true, false, true]
		]);
		now = 60_000;
		expect([guesses.allows('b'), guesses.allows('a')]).toEqual([true, false]);
	});
});

describe('an address of this machine', () => {
	it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1', 'localhost'])('%s is one', (address) => {
		expect(isLoopback(address)).toBe(true);
	});
	it.each(['0.0.0.0', '192.168.1.4', '::', 'example.com'])('%s is none', (address) => {
		expect(isLoopback(address)).toBe(false);
	});
});
