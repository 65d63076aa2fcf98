import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { liftInlineScripts } from '../../src/build/inline-scripts.ts';
import { root } from '../../src/build/run.ts';
import { headersFor, policyFor } from '../../src/server/headers.ts';
import { serveApp, type Served } from '../../src/server/serve.ts';

/** Sends a path exactly as it is written: `fetch` would tidy it up first. */
function ask(
	{ server }: Served,
	path: string,
	method = 'GET',
	headers: Readonly<Record<string, string>> = {}
): Promise<{ status: number; headers: Record<string, unknown>; body: string }> {
	const bound = server.address();
	const port = typeof bound === 'object' && bound ? bound.port : 0;
	return new Promise((resolve, reject) => {
		const asked = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
			const parts: Buffer[] = [];
			response.on('data', (part: Buffer) => parts.push(part));
			response.on('end', () =>
				resolve({
					status: response.statusCode ?? 0,
					headers: response.headers,
					body: Buffer.concat(parts).toString('latin1')
				})
			);
		});
		asked.on('error', reject);
		asked.end();
	});
}

const stop = ({ server }: Served) =>
	new Promise<void>((resolve) => {
		server.close(() => resolve());
		server.closeAllConnections();
	});

/** A build as small as it can be; its handler would serve anything below it, and more, if it were asked. */
function fakeBuild(): string {
	const build = mkdtempSync(join(tmpdir(), 'build-'));
	const handler = `import { readFileSync } from 'node:fs';
export function handler(request, response, next) {
	const { pathname } = new URL(request.url, 'http://localhost');
	for (const place of ['client' + pathname, 'prerendered' + (pathname === '/' ? '/index' : pathname) + '.html']) {
		try {
			response.end(readFileSync(new URL(place, import.meta.url)));
			return;
		} catch {}
	}
	next();
}`;
	const files = {
		'handler.js': handler,
		'package.json': '{"type":"module"}',
		'prerendered/index.html': '<!doctype html><title>Start</title>',
		'prerendered/feed.html': '<!doctype html><title>Feed</title>',
		'client/icon.svg': '<svg/>',
		'client/icon.svg.br': 'packed',
		'client/service-worker.js': '1',
		'client/engine/tesseract/worker.min.js': '1',
		'client/_app/immutable/workers/intake-a1.js': '1',
		'client/_app/immutable/workers/packet.worker-b2.js': '1',
		'secret.txt': 'not below client'
	};
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(join(build, path)), { recursive: true });
		writeFileSync(join(build, path), text);
	}
	return build;
}

describe('a file that lies packed beside itself', () => {
	let build: string;
	let served: Served;

	beforeAll(async () => {
		build = fakeBuild();
		served = await serveApp({ host: '127.0.0.1', port: 0, build });
	});
	afterAll(async () => {
		await stop(served);
		rmSync(build, { recursive: true });
	});

	it.each([
		['br', {}, 'packed'],
		['gzip, deflate, br, zstd', {}, 'packed'],
		['gzip, br;q=0.5', {}, 'packed'],
		['gzip', {}, '<svg/>'],
		['gzip, br;q=0', {}, '<svg/>'],
		['brotli', {}, '<svg/>'],
		['br', { Range: 'bytes=0-2' }, '<svg/>']
	])('is asked for with %s %j, and goes out as %s', async (accepted, more, body) => {
		const answer = await ask(served, '/icon.svg', 'GET', { 'Accept-Encoding': accepted, ...more });
		expect(answer.body).toBe(body);
		expect(answer.headers['vary']).toBe('Accept-Encoding');
	});

	it('cannot be asked for by its own name', async () => {
		expect((await ask(served, '/icon.svg.br')).status).toBe(404);
	});
});

const actual = join(root, 'build');
const builds = [
	['a small build', fakeBuild],
	...(existsSync(join(actual, 'handler.js')) ? [['the app as built', () => actual] as const] : [])
] as const;

describe.each(builds)('serving %s', (_, make) => {
	let build: string;
	let served: Served;
	let paths: string[];

	beforeAll(async () => {
		build = make();
		served = await serveApp({ host: '127.0.0.1', port: 0, build });
		const below = (folder: string) =>
			readdirSync(join(build, folder), { recursive: true, withFileTypes: true })
				.filter((entry) => entry.isFile())
				.map((entry) => join(entry.parentPath, entry.name).slice(join(build, folder).length));
		const pages = below('prerendered')
			.filter((name) => name.endsWith('.html'))
			.map((name) => name.replace(/\/index\.html$/, '/').replace(/\.html$/, ''));
		paths = [...pages, ...below('client').filter((name) => !/\.(br|gz)$/.test(name))];
	});
	afterAll(async () => {
		await stop(served);
		if (build !== actual) rmSync(build, { recursive: true });
	});

	function expectHeaders(path: string, headers: Record<string, unknown>): void {
		const wanted = Object.entries(headersFor(path)).map(([name, value]) => [
			name.toLowerCase(),
			value
		]);
		expect(headers, path).toMatchObject(Object.fromEntries(wanted) as object);
	}

	it('answers every page, file and worker with every header, and HEAD with nothing else', async () => {
		expect(paths.length).toBeGreaterThan(5);
		for (const path of paths) {
			const whole = await ask(served, path, 'HEAD');
			expect([path, whole.status, whole.body]).toEqual([path, 200, '']);
			expectHeaders(path, whole.headers);
		}
		for (const path of ['/', '/?from=anywhere']) {
			const page = await ask(served, path);
			expect(page.status).toBe(200);
			expect(page.body).toMatch(/<!doctype html>/i);
			expectHeaders('/', page.headers);
		}
	});

	it('lets no path but the named workers compile WebAssembly', async () => {
		const allowed: string[] = [];
		for (const path of paths) {
			const { headers } = await ask(served, path, 'HEAD');
			if (String(headers['content-security-policy']).includes('wasm-unsafe-eval'))
				allowed.push(path);
		}
		expect(allowed.length).toBeGreaterThan(1);
		for (const path of allowed) {
			expect(path).toMatch(
				/^\/(engine\/tesseract\/worker\.min|_app\/immutable\/workers\/(intake|packet-reader|finder)[^/]*)\.js$/
			);
		}
	});

	it.each([
		'/nowhere',
		'/_app/immutable/workers/none.js',
		'/feed/../../secret.txt',
		'/../secret.txt',
		'/..%2fsecret.txt',
		'/%2e%2e/secret.txt',
		'/%2e%2e%2fsecret.txt',
		'/..%5csecret.txt',
		'/client/../handler.js',
		'/handler.js',
		'/_app',
		'/_app/immutable/workers/',
		'//elsewhere.example/icon.svg',
		'/.sources',
		'/%',
		'/%zz',
		'/%c3%28',
		'/%00',
		'/icon.svg%00'
	])('%s is refused with every header and no word of a file', async (path) => {
		const { status, headers, body } = await ask(served, path);
		expect(status).toBe(404);
		expect(body).toMatch(/^There is no such page\./);
		expect(headers['content-type']).toBe('text/plain; charset=utf-8');
		expect(headers).toMatchObject({
			'x-content-type-options': 'nosniff',
			'x-frame-options': 'DENY'
		});
		expect(headers['content-security-policy']).toMatch(/^default-src 'none'/);
	});

	it.each([
		'//',
		'//elsewhere.example/',
		'//elsewhere.example/secret.txt',
		'http://elsewhere.example/'
	])('%s leads nowhere else', async (path) => {
		const { status, headers, body } = await ask(served, path);
		expect(status).toBe(404);
		expect(headers['location']).toBeUndefined();
		expect(body).not.toContain('elsewhere');
		expect(headers['content-security-policy']).toMatch(/^default-src 'none'/);
	});

	it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])(
		'%s is refused with every header',
		async (method) => {
			const { status, headers } = await ask(served, '/', method);
			expect(status).toBe(405);
			expect(headers['allow']).toBe('GET, HEAD');
			expectHeaders('/', headers);
		}
	);

	it('leads what is shared on to Feed, where the page says that it did not arrive', async () => {
		const { status, headers, body } = await ask(served, '/feed/share', 'POST');
		expect([status, headers['location'], body]).toEqual([303, '/feed?shared', '']);
		expectHeaders('/feed/share', headers);
		expect((await ask(served, '/feed/share')).status).toBe(404);
	});

	it('serves pages without an inline script, style or handler', async () => {
		for (const path of paths.filter((name) => !/\.\w+$/.test(name))) {
			const { body } = await ask(served, path);
			expect(body).not.toMatch(/<script(?![^>]*\ssrc=)/i);
			expect(body).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/i);
			expect(body).not.toMatch(/(?:src|href)="(?:https?:)?\/\//i);
		}
	});
});

it('says in one sentence that a port is taken', async () => {
	const build = fakeBuild();
	const served = await serveApp({ host: '127.0.0.1', port: 0, build });
	const port = Number(new URL(served.address).port);
	await expect(serveApp({ host: '127.0.0.1', port, build })).rejects.toThrow(
		`Port ${port} is taken`
	);
	await stop(served);
	rmSync(build, { recursive: true });
});

describe('the policy', () => {
	it('of pages allows no inline script, no eval, no frame, and nothing from elsewhere', () => {
		const policy = policyFor('/charts');
		expect(policy).not.toMatch(/unsafe|https?:|\*|data:/);
		for (const rule of [
			"default-src 'none'",
			"script-src 'self'",
			"connect-src 'self'",
			"frame-ancestors 'none'"
		]) {
			expect(policy.split('; ')).toContain(rule);
		}
		expect(policy).not.toContain('allow-popups');
	});

	it.each([
		['/engine/tesseract/worker.min.js', true],
		['/_app/immutable/workers/intake.worker-Ab1_.js', true],
		['/_app/immutable/workers/packet-reader.worker-x.js', true],
		['/_app/immutable/workers/finder.worker-x.js', true],
		['/_app/immutable/workers/packet.worker-x.js', false],
		['/_app/immutable/workers/scrypt.worker-x.js', false],
		['/_app/immutable/workers/x/intake.js', false],
		['/x/engine/tesseract/worker.min.js', false],
		['/service-worker.js', false],
		['/', false]
	])('of %s: WebAssembly %s', (path, wasm) => {
		expect(policyFor(path).includes('wasm-unsafe-eval')).toBe(wasm);
		expect(policyFor(path)).not.toContain("'unsafe-eval'");
	});
});

describe('lifting inline scripts', () => {
	function lift(html: string): { html: string; lifted: string[]; scripts: string[] } {
		const build = mkdtempSync(join(tmpdir(), 'lift-'));
		try {
			mkdirSync(join(build, 'prerendered/deep'), { recursive: true });
			writeFileSync(join(build, 'prerendered/deep/page.html'), html);
			writeFileSync(join(build, 'prerendered/page.json'), '<script>kept</script>');
			const lifted = liftInlineScripts(build);
			return {
				html: readFileSync(join(build, 'prerendered/deep/page.html'), 'utf8'),
				lifted,
				scripts: lifted.map((name) => readFileSync(join(build, 'client', name), 'utf8'))
			};
		} finally {
			rmSync(build, { recursive: true });
		}
	}

	it.each([
		['no script', '<p>words</p>', []],
		['one', '<script>start()</script>', ['start()']],
		['over several lines', '<script>\n\tstart();\n</script>', ['\n\tstart();\n']],
		['two', '<script>a()</script><p></p><script>b()</script>', ['a()', 'b()']],
		['the same twice', '<script>a()</script><script>a()</script>', ['a()']],
		['one that has a file', '<script src="/a.js"></script><script>b()</script>', ['b()']],
		['dollar signs', "<script>'$& $1'</script>", ["'$& $1'"]]
	])('%s', (_, page, scripts) => {
		const found = lift(page);
		expect(found.scripts).toEqual(scripts);
		expect(found.html).not.toMatch(/<script(?![^>]*\ssrc=)/);
		for (const name of found.lifted) {
			expect(name).toMatch(/^\/_app\/immutable\/boot\/[0-9a-f]{12}\.js$/);
			expect(found.html).toContain(`<script src="${name}"></script>`);
		}
		// Once more changes nothing.
		expect(lift(found.html)).toMatchObject({ html: found.html, lifted: [] });
	});

	it.each([
		'<script type="module">a()</script>',
		'<script nonce="1">a()</script>',
		'<SCRIPT>a()</SCRIPT>',
		'<script >a()</script >'
	])('stops the build at a script that it does not know: %s', (page) => {
		expect(() => lift(page)).toThrow('keeps an inline script');
	});
});
