/** Files shared by another app, held in the service worker's memory until the page that loads asks for them. */
import { sharedPage, type Shared, type SharedFile } from '#lib/page/share.ts';

/** Our own ceiling: what a phone bears beside the app. */
const mostBytes = 400 * 1024 * 1024;

/** What of a request decides. */
export type SharePost = Pick<Request, 'url' | 'referrer' | 'destination' | 'formData'>;

/**
 * A web page that posts its own files is no app that shares. A service worker sees neither `Sec-Fetch-Site` nor `Origin`,
 * which are added behind it, but it sees the referrer: the system's share sheet has none, and most pages do. What a page
 * sends that hides its referrer is asked about before it joins anything (see `Inbox.offered`).
 */
function isFromAPage({ url, referrer, destination }: SharePost): boolean {
	if (destination !== '' && destination !== 'document') return true;
	return /^https?:/.test(referrer) && new URL(referrer).origin !== new URL(url).origin;
}

export class ShareTarget {
	#files: SharedFile[] = [];
	#left = 0;
	#held = 0;

	/** Takes the posted form's files, in memory alone, and leads on to Feed, whatever became of them. */
	async take(request: SharePost): Promise<Response> {
		if (isFromAPage(request)) return Response.redirect(new URL('/feed', request.url).href, 303);
		try {
			const form = await request.formData();
			for (const entry of form.getAll('files')) if (entry instanceof File) await this.#keep(entry);
		} catch {
			// A form that cannot be read: the page will find nothing and say so.
		}
		return Response.redirect(new URL(sharedPage, request.url).href, 303);
	}

	/** Answers once: what was handed over is held here no longer. */
	handOver(port: MessagePort): void {
		const shared: Shared = { files: this.#files, left: this.#left };
		port.postMessage(
			shared,
			this.#files.map(({ bytes }) => bytes)
		);
		this.#files = [];
		this.#left = this.#held = 0;
	}

	async #keep(file: File): Promise<void> {
		if (file.size === 0 && file.name === '') return;
		if (this.#held + file.size > mostBytes) {
			this.#left++;
			return;
		}
		this.#held += file.size;
		const bytes = await file.arrayBuffer();
		this.#files.push({ name: file.name, type: file.type, bytes });
	}
}
