/** Fetches what another app has shared from the service worker, once, as soon as the page has loaded. */
import { handOver, sharedPage, type Shared } from '#lib/page/share.ts';

/** What came with a share: files, and how many were too much to hold. */
export interface CameShared {
	readonly files: readonly File[];
	readonly left: number;
}

/** A worker that was put down has forgotten everything, and does not answer either. */
const patienceMs = 10_000;

/** `undefined` when nothing was shared into this page. No files: they were lost on the way. */
export async function collectShared(): Promise<CameShared | undefined> {
	const url = new URL(location.href);
	if (url.pathname + (url.searchParams.has('shared') ? '?shared' : '') !== sharedPage)
		return undefined;
	const worker = (await navigator.serviceWorker.getRegistration())?.active;
	const { files, left } = worker ? await ask(worker) : { files: [], left: 0 };
	// A reload must not ask again for what was handed over.
	history.replaceState(history.state, '', url.pathname);
	return {
		files: files.map(({ name, type, bytes }) => new File([bytes], name, { type })),
		left
	};
}

function ask(worker: ServiceWorker): Promise<Shared> {
	return new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		const answer = (shared: Shared): void => {
			clearTimeout(timer);
			port1.close();
			resolve(shared);
		};
		const timer = setTimeout(() => answer({ files: [], left: 0 }), patienceMs);
		port1.onmessage = ({ data }: MessageEvent<Shared>) => answer(data);
		worker.postMessage(handOver, [port2]);
	});
}
