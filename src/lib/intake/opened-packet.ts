/** A finished PDF as the independent reader found it, page by page, for the one who proves it. */
import type { Found, FoundDocument, FoundPage } from './packet-reader.ts';

/** A picture that could not be decoded has an empty signature: it is like no other. */
export type OpenedPage = Omit<FoundPage, 'pictures'> & {
	readonly pictures: readonly { width: number; height: number; signature: Uint8Array }[];
};

export interface OpenedPacket {
	readonly document: FoundDocument;
	/** 1-based. Throws when the file has no such page that can be read. */
	page(number: number): Promise<OpenedPage>;
	close(): Promise<void>;
}

export type ReadFound = (bytes: Uint8Array<ArrayBuffer>) => AsyncIterable<Found>;

/** Reads the file whole. Rejects when any of it cannot be read: such a file is not released. */
export async function openPacket(
	read: ReadFound,
	bytes: Uint8Array<ArrayBuffer>
): Promise<OpenedPacket> {
	let document: FoundDocument | undefined;
	const pages = new Map<number, OpenedPage>();
	for await (const found of read(bytes)) {
		if (found.is === 'unreadable') throw new Error(`the packet cannot be read: ${found.why}`);
		if (found.is === 'document') document = found.document;
		else pages.set(found.page.number, withSignatures(found.page));
	}
	if (!document) throw new Error('the packet cannot be read');
	return {
		document,
		page(number) {
			const page = pages.get(number);
			return page ? Promise.resolve(page) : Promise.reject(new Error('no such page'));
		},
		close: () => Promise.resolve()
	};
}

function withSignatures(page: FoundPage): OpenedPage {
	const pictures = page.pictures.map(({ width, height, signature = new Uint8Array() }) => ({
		width,
		height,
		signature
	}));
	return { ...page, pictures };
}
