/** Builders that are broken on purpose, for the self-test: each lets something private out, and the proof must see it. */
import type { Codec } from '#lib/imaging/codec.ts';
import { Setter, type Built, type Opened } from './setter.ts';
import { pictureIdOf, type Draft, type Sheet, type StoredPage } from './sheets.ts';
import { parseReading } from './stored-reading.ts';

/** What a broken builder works with: a draft, the way to its pages, and a page that must not be seen. */
export interface Spoils {
	readonly draft: Draft;
	readonly open: (page: StoredPage) => Promise<Opened>;
	/** A PNG and its reading. */
	readonly secret: Opened;
	/** A word of the secret page. */
	readonly word: string;
	readonly codec: Codec;
}

export interface SpoiltBuilder {
	/** As a sentence goes on after "a builder that …". */
	readonly does: string;
	/** The check of the proof that has to fail. */
	readonly check: string;
	/** Tried before each release too, when somebody waits; the others by the click of a person. */
	readonly always?: true;
	readonly build: (spoils: Spoils) => Promise<Built>;
}

export const spoiltBuilders: readonly SpoiltBuilder[] = [
	{
		does: 'shows a private page in place of a planned one',
		check: 'likeness',
		always: true,
		build: (spoils) => set(withFirst(spoils, (own) => ({ ...own, picture: spoils.secret.picture })))
	},
	{
		does: 'writes the words of a private page behind a planned one',
		check: 'words',
		always: true,
		build: (spoils) =>
			set(withFirst(spoils, (own) => ({ ...own, reading: both(own, spoils.secret) })))
	},
	{
		does: 'paints a strip of a private page into a planned one',
		check: 'likeness',
		always: true,
		build: (spoils) => set(withFirst(spoils, (own) => striped(own, spoils)))
	},
	{
		does: 'adds a private page after the planned ones',
		check: 'pages',
		build: (spoils) => {
			const { draft, open, secret } = spoils;
			const last = draft.sheets.at(-1);
			if (last?.is !== 'page') throw new Error('the last sheet shows no page');
			const { turn: _, ...page } = last.page;
			const more: Sheet = { ...last, page: { ...page, mediaType: 'image/png' } };
			return set({
				...spoils,
				draft: { ...draft, sheets: [...draft.sheets, more] },
				open: (page) => (page === more.page ? Promise.resolve(secret) : open(page))
			});
		}
	},
	{
		does: 'prints a private word on the cover',
		check: 'words',
		build: (spoils) => set({ ...spoils, draft: withLine(spoils.draft, spoils.word) })
	},
	{
		does: 'puts a private word into the title',
		check: 'metadata',
		build: (spoils) =>
			set({ ...spoils, draft: { ...spoils.draft, title: `${spoils.draft.title} ${spoils.word}` } })
	},
	{
		does: 'leaves a private word in the file as an object that no page shows',
		check: 'file',
		always: true,
		build: async (spoils) => ending(await set(spoils), (file) => withObject(file, spoils.word))
	},
	{
		does: 'leaves a private word behind the end of the file',
		check: 'file',
		build: async (spoils) => ending(await set(spoils), (file) => `${file}\n${spoils.word}`)
	}
];

/** As the press does it: every picture of the draft, one after the other. */
async function set({ draft, open, codec }: Spoils): Promise<Built> {
	const setter = new Setter(() => draft, codec);
	for (const sheet of draft.sheets) {
		if (sheet.is === 'front') continue;
		if (sheet.is === 'copy') throw new Error('the rehearsal has no copies');
		await setter.add(pictureIdOf(sheet), () => open(sheet.page));
	}
	return setter.finish();
}

function withFirst(spoils: Spoils, change: (own: Opened) => Opened | Promise<Opened>): Spoils {
	// One that stands as it is stored, so that another picture can simply take its place.
	const first = spoils.draft.sheets.find(
		(sheet) => sheet.is === 'page' && sheet.page.mediaType === 'image/png' && !sheet.page.turn
	);
	if (first?.is !== 'page') throw new Error('no page stands as it is stored');
	return {
		...spoils,
		open: async (page) => {
			const own = await spoils.open(page);
			return page === first.page ? change(own) : own;
		}
	};
}

function both(own: Opened, secret: Opened): Uint8Array<ArrayBuffer> {
	if (!own.reading || !secret.reading) throw new Error('a page without words');
	const [reading, more] = [parseReading(own.reading), parseReading(secret.reading)];
	const lines = [...reading.lines, ...more.lines];
	return new TextEncoder().encode(JSON.stringify({ ...reading, lines }));
}

/** A sixteenth of the page's height, at its foot. */
async function striped(own: Opened, { secret, codec }: Spoils): Promise<Opened> {
	const picture = await codec.decode(own.picture, 'image/png');
	const other = await codec.decode(secret.picture, 'image/png');
	const from = Math.floor((picture.height * 15) / 16) * picture.width * 4;
	picture.data.set(other.data.subarray(from), from);
	return { ...own, picture: await codec.encodePng(picture) };
}

function withLine(draft: Draft, word: string): Draft {
	const [cover, ...rest] = draft.sheets;
	const [line] = cover?.lines ?? [];
	if (!cover || !line) throw new Error('there is no cover');
	return {
		...draft,
		sheets: [{ ...cover, lines: [...cover.lines, { ...line, text: word, y: 90 }] }, ...rest]
	};
}

/** The file's bytes as text, one character a byte, and back. */
function ending({ bytes, made }: Built, change: (file: string) => string): Built {
	const file = change(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
	return { bytes: Uint8Array.from(file, (letter) => letter.charCodeAt(0)), made };
}

/** Written into the file's one table as every other object is, so that only its lack of meaning gives it away. */
function withObject(file: string, word: string): string {
	const start = file.lastIndexOf('xref\n', file.lastIndexOf('startxref') - 1);
	const number = Number(/\/Size (\d+)/.exec(file.slice(start))?.[1]);
	const object = `${number} 0 obj\n<</Title (${word})>>\nendobj\n\n`;
	const table = file
		.slice(start)
		.replace(/^xref\n0 \d+\n/, `xref\n0 ${number + 1}\n`)
		.replace(/\n*trailer/, `\n${String(start).padStart(10, '0')} 00000 n \ntrailer`)
		.replace(/\/Size \d+/, `/Size ${number + 1}`)
		.replace(/startxref\n\d+/, `startxref\n${start + object.length}`);
	return file.slice(0, start) + object + table;
}
