/** What page, service worker and server must agree on, so that another app can share files into this one. */

/** Where the system posts what was shared (the manifest's `share_target`). */
export const sharePath = '/feed/share';

/** Where it leads: the mark tells the page to ask for the files. */
export const sharedPage = '/feed?shared';

/** What the page says to the service worker, with a port for the answer. */
export const handOver = 'hand-over-shared';

/** A shared file as it lies in the service worker's memory; nothing unsealed may touch the disk. */
export interface SharedFile {
	readonly name: string;
	readonly type: string;
	readonly bytes: ArrayBuffer;
}

/** The answer on the port. */
export interface Shared {
	readonly files: readonly SharedFile[];
	/** Files that were more than the worker may hold. */
	readonly left: number;
}
