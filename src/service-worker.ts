/// <reference types="@sveltejs/kit" />
/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/** Keeps one whole build on this device, OCR engine included, so that everything works with the server gone. */
import { handOver, sharePath } from '#lib/page/share.ts';
import { prerendered, version } from '$service-worker';
import { ShareTarget } from './share-target.ts';

const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const name = `build-${version}`;
const pages = new Set(prerendered);
/** Files at once: enough to be quick, few enough for a small server. */
const batch = 12;
const share = new ShareTarget();

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
	const [port] = event.ports;
	if (event.data === handOver && port) share.handOver(port);
});

worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	const isOurs = url.origin === worker.location.origin;
	if (request.method === 'POST' && isOurs && url.pathname === sharePath) {
		event.respondWith(share.take(request));
		return;
	}
	const isHead = request.method === 'HEAD';
	if ((request.method !== 'GET' && !isHead) || !isOurs) return;
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
