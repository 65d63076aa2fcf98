/** A practice with as many filed pages as asked, put together in this process's memory from the product's own parts. */
import { sharpCodec } from '#lib/imaging/sharp.ts';
import type { BoxId, ClientId, PageId } from '#lib/page/ids.ts';
import type { Reading } from '#lib/page/reading.ts';
import type { Suggestion } from '#lib/page/suggestion.ts';
import { Door } from '#lib/practice/door.ts';
import { memoryStorage } from '#lib/practice/memory-storage.ts';
import { asClinician, type Practice } from '#lib/practice/practice.ts';
import { partMakerWith } from '#lib/tray/part-maker.ts';
import { sha256Hex } from '#lib/vault/hash.ts';
import { hardenHere, workFactor } from '#lib/vault/hardener.ts';
import { newId } from '#lib/vault/random.ts';
import { passphrase } from './desk.ts';

export interface PaperPage {
	/** A JPEG file. */
	readonly picture: Uint8Array<ArrayBuffer>;
	/** Absent for a page that nobody read. */
	readonly reading?: Reading;
	/** Pixels. */
	readonly width: number;
	readonly height: number;
	readonly dpi: number;
}

export interface LargePractice {
	readonly practice: Practice;
	readonly client: ClientId;
	/** The practice kit's code, which opens the charts. */
	readonly kit: string;
}

/** The one client of it. */
export const clientName = 'Marrowbone Quillfeather';

/** Every page is taken in, read, decided and filed to the chart, as at the desk. */
export async function largePractice(
	pages: Iterable<PaperPage> | AsyncIterable<PaperPage>,
	logN = workFactor
): Promise<LargePractice> {
	const { practice, kit } = await standing(logN);
	const client = newId<ClientId>();
	await practice.chart.act({ is: 'client-added', client: { id: client, name: clientName } });
	const box = newId<BoxId>();
	await practice.tray.act({ is: 'box-opened', box, provenance: 'separate-folder', files: 1 });
	let order = 0;
	for await (const page of pages) {
		const id = await layPaper(practice, box, order, page);
		const filed = await practice.filing.decide(id, { fate: 'chart', client });
		if (!filed.ok) throw new Error(filed.why);
		if (++order % 100 === 0) await practice.filing.sweep();
	}
	await practice.filing.sweep();
	return { practice, client, kit };
}

async function standing(logN: number): Promise<Pick<LargePractice, 'practice' | 'kit'>> {
	const door = new Door({
		...{ storage: memoryStorage(), hardener: hardenHere({ logN }), clock: () => new Date() },
		makePart: partMakerWith(sharpCodec)
	});
	const prepared = await door.prepare({
		...{ practice: 'Bench', name: 'Ida Morrow', credential: 'LCSW' },
		...{ passphrase, cabinetPassphrase: 'vellum harrow inkling dusk pear' }
	});
	await door.establish(prepared);
	const found = await door.look();
	if (found.is !== 'locked') throw new Error(`the practice is ${found.is}`);
	const unlocked = await door.unlock(found.roster, prepared.person.id, passphrase);
	if (!unlocked.ok) throw new Error(unlocked.why);
	return { practice: asClinician(unlocked.practice), kit: prepared.kits.practice.typed.reveal() };
}

async function layPaper(
	{ tray }: Practice,
	box: BoxId,
	order: number,
	{ picture: plain, reading, ...size }: PaperPage
): Promise<PageId> {
	const page = newId<PageId>();
	const [picture, thumbnail] = [await tray.seal(plain), await tray.seal(plain.subarray(0, 4_000))];
	const side = { page, box, order, ...size, filePage: 1, filePages: 1 } as const;
	const facts = { sha256: await sha256Hex(plain), mediaType: 'image/jpeg' } as const;
	const taken = { side: { ...side, ...facts }, picture: picture.ref, thumbnail: thumbnail.ref };
	const laid = await tray.act({ is: 'side-taken', taken }, { put: [picture.blob, thumbnail.blob] });
	if (!laid.ok) throw new Error(laid.why);
	if (!reading) return page;
	const words = await tray.seal(new TextEncoder().encode(JSON.stringify(reading)));
	const suggestion: Suggestion = {
		kind: 'progress',
		confidence: 0.9,
		summary: '',
		evidence: [],
		lines: []
	};
	await tray.act(
		{ is: 'page-read', page, reading: words.ref, suggestion, hints: {}, turn: 0 },
		{ put: [words.blob] }
	);
	return page;
}
