/// <reference types="@sveltejs/kit" />
/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/** Keeps one whole build on this device, OCR engine included, so that everything works with the server gone. */
import { prerendered, version } from '$service-worker';

const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const name = `build-${version}`;
const pages = new Set(prerendered);
/** Files at once: enough to be quick, few enough for a small server. */
const batch = 12;

worker.addEventListener('install', (event) => {
	event.waitUntil(
		(async () => {
			const cache = await caches.open(name);
			const list = await fetch('/precache.json', { cache: 'no-store' });
			const paths = (await list.json()) as string[];
			for (let i = 0; i < paths.length; i += batch) await cache.addAll(paths.slice(i, i + batch));
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
