/** A script of ours in a tab, on an origin of its own: for what is measured or killed below the screens. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'vite';
import { root, runTool } from '../build/run.ts';

/** The module as one script that leaves its exports behind under `name`. */
export async function bundled(entry: string, name: string): Promise<string> {
	// Of a tree that was never built, the compiler's settings are not there yet.
	runTool('@sveltejs/kit/svelte-kit.js', ['sync'], { keep: true });
	const built = await build({
		configFile: false,
		root,
		logLevel: 'error',
		build: {
			target: 'es2024',
			write: false,
			copyPublicDir: false,
			lib: { entry, formats: ['iife'], name }
		}
	});
	const [first] = [built].flat();
	const chunk =
		first && 'output' in first ? first.output.find(({ type }) => type === 'chunk') : undefined;
	if (chunk?.type !== 'chunk') throw new Error('there is nothing to run in the tab');
	return chunk.code;
}

export interface InPage {
	readonly server: Server;
	readonly address: string;
}

/** Serves an empty page with the script, as long as it is wanted: storage belongs to this address. */
export async function servePage(script: string): Promise<InPage> {
	const server = createServer((request, response) => {
		const isScript = request.url === '/script.js';
		const type = isScript ? 'text/javascript' : 'text/html';
		// Nothing of the script may lie in the profile, which is searched for what it plants.
		response.writeHead(200, {
			'Content-Type': `${type}; charset=utf-8`,
			'Cache-Control': 'no-store'
		});
		response.end(isScript ? script : '<!doctype html><script src="/script.js"></script>');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}
