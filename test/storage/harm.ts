/** What storage does to a folder when it fails, done on purpose. */
import type { SealedBlob, Shelf, StoredEvent } from '#lib/shelf/shelf.ts';

async function contents(
	shelf: Shelf
): Promise<{ readonly events: readonly StoredEvent[]; readonly blobs: readonly SealedBlob[] }> {
	const events: StoredEvent[] = [];
	for await (const event of shelf.events()) events.push(event);
	const blobs: SealedBlob[] = [];
	for (const id of await shelf.blobIds()) {
		const bytes = await shelf.blob(id);
		if (bytes) blobs.push({ id, bytes });
	}
	return { events, blobs };
}

/** The same folder without one of its pieces, and nothing in it that says so. */
export async function lose(shelf: Shelf, id: string): Promise<void> {
	const { events, blobs } = await contents(shelf);
	await shelf.destroy();
	for (const [at, event] of events.entries()) {
		const put = at === 0 ? blobs.filter((blob) => blob.id !== id) : [];
		await shelf.commit({ event, put });
	}
}

/** One bit of a piece is another one. */
export async function flipBit(shelf: Shelf, id: string): Promise<void> {
	const bytes = await shelf.blob(id);
	if (!bytes) throw new Error('no such piece');
	const at = bytes.length >> 1;
	bytes[at] = (bytes[at] ?? 0) ^ 1;
	await shelf.mend({ id, bytes });
}

/** A piece that was cut short. */
export async function cutShort(shelf: Shelf, id: string): Promise<void> {
	const bytes = await shelf.blob(id);
	if (!bytes) throw new Error('no such piece');
	await shelf.mend({ id, bytes: bytes.slice(0, bytes.length >> 1) });
}
