/// <reference types="@sveltejs/kit" />
/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/** Keeps one whole build on this device, OCR engine included, so that everything works with the server gone. */
import { build, files, prerendered, version } from '$service-worker';

const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const name = `build-${version}`;
const pages = new Set(prerendered);
const boot = /src="(\/_app\/immutable\/boot\/[^"]+)"/g;

/** The pages' start scripts are made after the build, so their names are read from the pages. */
async function bootScripts(cache: Cache): Promise<string[]> {
	const found = new Set<string>();
	for (const page of prerendered) {
		const html = await (await cache.match(page))?.text();
		for (const [, path] of html?.matchAll(boot) ?? []) if (path) found.add(path);
	}
	return [...found];
}

worker.addEventListener('install', (event) => {
	event.waitUntil(
		(async () => {
			const cache = await caches.open(name);
			await cache.addAll([...build, ...files, ...prerendered]);
			await cache.addAll(await bootScripts(cache));
		})()
	);
});

worker.addEventListener('activate', (event) => {
	event.waitUntil(
		(async () => {
			for (const key of await caches.keys()) if (key !== name) await caches.delete(key);
			await worker.clients.claim();
		})()
	);
});

/** An update is taken when the app says so (at lock), never under somebody's hands. */
worker.addEventListener('message', (event) => {
	if (event.data === 'take-over') void worker.skipWaiting();
});

worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	const isHead = request.method === 'HEAD';
	if ((request.method !== 'GET' && !isHead) || url.origin !== worker.location.origin) return;
	event.respondWith(
		(async () => {
			const cache = await caches.open(name);
			const path = url.pathname.length > 1 ? url.pathname.replace(/\/$/, '') : url.pathname;
			const kept = await cache.match(pages.has(path) ? path : url.pathname);
			if (!kept) return fetch(request);
			return isHead ? new Response(null, { headers: kept.headers }) : kept;
		})()
	);
});
