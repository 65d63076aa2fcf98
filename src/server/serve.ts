/** The small server around the built app: strict headers on every response, static files and workers included. */
import { readdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../build/run.ts';
import { sharedPage, sharePath } from '#lib/page/share.ts';
import { SpoolServer, spoolPath } from './spool.ts';
import { headersFor } from './headers.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

export interface Served {
	readonly server: Server;
	/** Where a browser finds it, e.g. `http://localhost:4173`. */
	readonly address: string;
}

/** Every path that the build answers: there is no server rendering to fall back on. */
function knownPaths(build: string): ReadonlySet<string> {
	const list = (folder: string): string[] =>
		readdirSync(join(build, folder), { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => relative(join(build, folder), join(entry.parentPath, entry.name)))
			.map((name) => `/${name}`.replaceAll('\\', '/'));
	const pages = list('prerendered').map((page) => page.replace(/(\/index)?\.html$/, '') || '/');
	return new Set([...list('client'), ...pages]);
}

/** Whether whoever asks takes a file as Brotli, whole. */
function takesPacked({ headers }: IncomingMessage): boolean {
	const accepted = headers['accept-encoding'] ?? '';
	return /(?:^|[\s,])br(?:$|[\s,;](?!\s*q=0(?:\.0*)?(?:$|[\s,])))/.test(accepted) && !headers.range;
}

/** The decoded path of a request; one that cannot be decoded, or names a host too, names nothing here. */
function pathOf(url: string): string {
	if (!/^\/(?!\/)/.test(url)) return '/.unknown';
	try {
		return decodeURIComponent(new URL(url, 'http://localhost').pathname);
	} catch {
		return '/.unknown';
	}
}

function refuse(response: ServerResponse, status: number, sentence: string): void {
	response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
	response.end(`${sentence}\n`);
}

/** Serves the build and resolves when it listens. Port 0 takes a free one. Throws a plain sentence when the port is taken. */
export async function serveApp({
	host,
	port,
	build = join(root, 'build'),
	spool
}: {
	readonly host: string;
	readonly port: number;
	readonly build?: string;
	/** Where scan stations on this machine leave what they have sealed. */
	readonly spool?: string | undefined;
}): Promise<Served> {
	const { handler } = (await import(pathToFileURL(join(build, 'handler.js')).href)) as {
		handler: Handler;
	};
	const all = knownPaths(build);
	const known = new Set([...all].filter((path) => !path.endsWith('.br')));
	const station = spool === undefined ? undefined : new SpoolServer(spool);

	const server = createServer((request, response) => {
		const path = pathOf(request.url ?? '/');
		const trimmed = path.length > 1 ? path.replace(/\/$/, '') : path;
		for (const [name, value] of Object.entries(headersFor(trimmed)))
			response.setHeader(name, value);
		if (station && trimmed.startsWith(`${spoolPath}/`)) {
			void station.answer(request, response, trimmed).catch(() => response.destroy());
		} else if (request.method === 'POST' && trimmed === sharePath) {
			// The service worker answers this. Without it, what was shared is let go of unread.
			request.resume();
			response.writeHead(303, { Location: sharedPage }).end();
		} else if (request.method !== 'GET' && request.method !== 'HEAD') {
			response.setHeader('Allow', 'GET, HEAD');
			refuse(response, 405, 'Only reading is allowed here.');
		} else if (!known.has(trimmed)) {
			refuse(response, 404, 'There is no such page. Go back to the start page of Chart & Cabinet.');
		} else {
			if (all.has(`${trimmed}.br`)) {
				response.setHeader('Vary', 'Accept-Encoding');
				// The site's handler knows what a packed file is of, and says so.
				if (takesPacked(request)) request.url = encodeURI(`${trimmed}.br`);
			}
			handler(request, response, () => refuse(response, 404, 'There is no such page.'));
		}
	});

	await new Promise<void>((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) => {
			const taken = error.code === 'EADDRINUSE';
			reject(
				taken
					? new Error(`Port ${port} is taken: stop what uses it, or choose another with PORT=…`)
					: error
			);
		});
		server.listen(port, host, resolve);
	});
	const bound = server.address();
	const actual = typeof bound === 'object' && bound ? bound.port : port;
	const shown = host === '127.0.0.1' || host === '::1' ? 'localhost' : host;
	return { server, address: `http://${shown}:${actual}` };
}
