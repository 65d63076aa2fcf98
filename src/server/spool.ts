/** Hands a scan station's spool to the app on this machine: sealed pieces out, acknowledgements in, and nobody without the bearer. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { open, readdir, readFile, rename } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { isId, type BoxId } from '#lib/page/ids.ts';
import { parseCard } from '#lib/spool/card.ts';
import { layout } from '#lib/spool/layout.ts';
import { Guesses } from './guesses.ts';
import { Rate } from './rate.ts';

/** An acknowledgement of 2,000 sides has about 140 kB. */
const mostBytes = 1024 * 1024;

export const spoolPath = '/spool';

export class SpoolServer {
	readonly #root: string;
	/**
	 * Wrong bearers a minute: nobody guesses 256 bits, but nobody shall try either. The right one is served all the same:
	 * somebody's guesses must not keep the app from its spool.
	 */
	readonly #wrong = new Guesses(10);
	readonly #all = new Rate(20_000);

	/** `root` holds one folder a station. */
	constructor(root: string) {
		this.#root = root;
	}

	/** `path` lies below `/spool`. */
	async answer(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
		response.setHeader('Cache-Control', 'no-store');
		if (!isFromHere(request)) {
			say(response, 403, 'Only the app on this machine may ask.');
			return;
		}
		if (!this.#all.allows()) {
			sayTooMany(response);
			return;
		}
		const hash = shownHash(request);
		const station = await this.#stationOf(hash);
		if (station === undefined) {
			if (!this.#wrong.allows(hash.toString('hex'))) {
				sayTooMany(response);
				return;
			}
			response.setHeader('WWW-Authenticate', 'Bearer');
			say(response, 401, 'This is not the pairing of a station here.');
			return;
		}
		if (request.method === 'POST') return this.#take(request, response, station, path);
		if (request.method !== 'GET') {
			response.setHeader('Allow', 'GET, POST');
			say(response, 405, 'That cannot be done here.');
			return;
		}
		if (path === `${spoolPath}/${layout.boxes}`) return this.#list(response, station);
		return this.#give(response, station, path);
	}

	/** The folder of the station whose bearer has this hash; every card is compared, and each in constant time. */
	async #stationOf(hash: Buffer): Promise<string | undefined> {
		let found: string | undefined;
		for (const name of await readdir(this.#root).catch(() => [])) {
			if (!isId(name)) continue;
			const text = await readFile(join(this.#root, name, layout.card), 'utf8').catch(() => '');
			const card = parseCard(text);
			if (card && timingSafeEqual(Buffer.from(card.bearer, 'hex'), hash)) found = name;
		}
		return found === undefined ? undefined : join(this.#root, found);
	}

	/** Boxes that are whole: each has its manifest. */
	async #list(response: ServerResponse, station: string): Promise<void> {
		const names = await readdir(join(station, layout.boxes)).catch(() => []);
		const boxes: string[] = [];
		for (const name of names.filter(isId)) {
			const there = await readFile(join(station, layout.manifest(name as BoxId))).catch(
				() => false
			);
			if (there !== false) boxes.push(name);
		}
		response.writeHead(200, { 'Content-Type': 'application/json' });
		response.end(JSON.stringify({ v: 1, boxes }));
	}

	async #give(response: ServerResponse, station: string, path: string): Promise<void> {
		const inside = /^\/spool\/(boxes\/[a-z2-7]{26}\/(?:manifest\.txt|[0-9a-f]{64}\.age))$/.exec(
			path
		);
		const bytes = inside?.[1] && (await readFile(join(station, inside[1])).catch(() => undefined));
		if (!bytes) {
			say(response, 404, 'There is no such piece.');
			return;
		}
		response.writeHead(200, { 'Content-Type': 'application/octet-stream' });
		response.end(bytes);
	}

	async #take(
		request: IncomingMessage,
		response: ServerResponse,
		station: string,
		path: string
	): Promise<void> {
		const inside = /^\/spool\/(acknowledged\/[a-z2-7]{26}\.txt)$/.exec(path)?.[1];
		if (inside === undefined) {
			say(response, 404, 'There is no such box.');
			return;
		}
		const parts: Buffer[] = [];
		let size = 0;
		for await (const part of request as AsyncIterable<Buffer>) {
			size += part.length;
			if (size > mostBytes) {
				say(response, 413, 'That is too long.');
				return;
			}
			parts.push(part);
		}
		// Whether the app has written it, the station finds out: the secret for that is not here.
		const to = join(station, inside);
		const temporary = `${to}.${randomBytes(6).toString('hex')}.unfinished`;
		{
			await using file = await open(temporary, 'wx', 0o600);
			await file.writeFile(Buffer.concat(parts));
			await file.sync();
		}
		await rename(temporary, to);
		response.writeHead(204).end();
	}
}

/** Of the bearer that a request shows. */
function shownHash({ headers }: IncomingMessage): Buffer {
	const shown = /^Bearer ([0-9a-f]{64})$/.exec(headers.authorization ?? '')?.[1] ?? '';
	return createHash('sha256').update(shown).digest();
}

/** Another site cannot read our answers, but its page may not even ask; nor may a name that was bent to this machine. */
function isFromHere({ headers, socket }: IncomingMessage): boolean {
	const host = headers.host ?? '';
	const isLocal = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/.test(host);
	const { origin } = headers;
	const fromUs = origin === undefined || origin === `http://${host}`;
	const site = headers['sec-fetch-site'];
	const sameSite = site === undefined || site === 'same-origin' || site === 'none';
	return isLocal && fromUs && sameSite && isLoopback(socket.remoteAddress ?? '');
}

/** Whether an address is this machine's own. */
export function isLoopback(address: string): boolean {
	return address === 'localhost' || /^(?:::ffff:)?127\.|^::1$/.test(address);
}

function sayTooMany(response: ServerResponse): void {
	response.setHeader('Retry-After', '60');
	say(response, 429, 'Too many requests. Wait a minute.');
}

function say(response: ServerResponse, status: number, sentence: string): void {
	response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
	response.end(`${sentence}\n`);
}
