/** The press: draws sheet after sheet of one packet from sealed chart pages. Holds the chart's key and nothing else. */
import { openChartBlob, type ChartKey } from '#lib/chart/open.ts';
import type { ChartPage } from '#lib/chart/reader.ts';
import type { Codec } from '#lib/imaging/codec.ts';
import { grayOf, pictureOf, type Picture } from '#lib/imaging/picture.ts';
import { turnedPicture } from '#lib/imaging/quarter-turn.ts';
import type { PageId } from '#lib/page/ids.ts';
import { readingAt } from '#lib/page/upright.ts';
import type { Plan } from '../plan.ts';
import { sha256Hex } from '../sha256.ts';
import { draftPacket, type ChartSheet, type Sheet } from './draft.ts';
import { hiddenWordsOf } from './fold.ts';
import type { Imprint } from './front.ts';
import { bareJpeg } from './jpeg.ts';
import { parseReading } from './stored-reading.ts';
import { PacketWriter } from './writer.ts';

/** What was made of one page. */
export interface MadePage {
	readonly page: PageId;
	/** 1-based sheet of the packet. */
	readonly sheet: number;
	/** SHA-256 of the JPEG in the file, hex. */
	readonly jpegSha256: string;
	readonly jpegBytes: number;
	readonly words: number;
}

export interface Job {
	readonly plan: Plan;
	readonly imprint: Imprint;
	readonly key: ChartKey;
}

/** A page's ciphertexts, as they lie in the chart. */
export interface SealedPage {
	readonly page: PageId;
	readonly picture: Uint8Array<ArrayBuffer>;
	readonly reading: Uint8Array<ArrayBuffer> | undefined;
}

/** One packet at a time: begin, each page of the plan in its order, finish. In a worker or in Node. */
export interface Press {
	begin(job: Job): Promise<void>;
	add(page: SealedPage): Promise<MadePage>;
	finish(): Promise<Uint8Array<ArrayBuffer>>;
}

/** Paper is scanned at 300 dpi; more pixels than that make a packet heavy and no line easier to read. */
const maxDpi = 300;
const quality = 0.82;

interface Work {
	readonly job: Job;
	readonly sheets: readonly Sheet[];
	readonly writer: PacketWriter;
	next: number;
}

export function pressWith(codec: Codec): Press {
	let work: Work | undefined;

	function atWork(): Work {
		if (!work) throw new Error('no packet was begun');
		return work;
	}

	/** Sets the front sheets that come before the next chart sheet, and hands that out. */
	function nextChartSheet(now: Work): ChartSheet | undefined {
		for (;;) {
			const sheet = now.sheets[now.next];
			if (!sheet || sheet.is === 'chart') return sheet;
			now.writer.add(sheet);
			now.next++;
		}
	}

	return {
		begin(job) {
			const draft = draftPacket(job.plan, job.imprint);
			work = { job, sheets: draft.sheets, writer: new PacketWriter(draft), next: 0 };
			return Promise.resolve();
		},
		async add(sealed) {
			const now = atWork();
			const sheet = nextChartSheet(now);
			if (sheet?.page.page !== sealed.page) throw new Error('that page is not the plan’s next');
			const drawn = await draw(sheet.page, sealed, now.job.key, codec);
			now.writer.add(sheet, drawn);
			now.next++;
			return {
				page: sealed.page,
				sheet: now.next,
				jpegSha256: await sha256Hex(drawn.jpeg),
				jpegBytes: drawn.jpeg.length,
				words: drawn.words.length
			};
		},
		async finish() {
			const now = atWork();
			work = undefined;
			if (nextChartSheet(now)) throw new Error('a planned page is missing');
			return now.writer.finish();
		}
	};
}

/** Opens, decodes, turns upright, and encodes anew: nothing of the original file but its pixels reaches the packet. */
async function draw(
	page: ChartPage,
	sealed: SealedPage,
	key: ChartKey,
	codec: Codec
): Promise<Parameters<PacketWriter['add']>[1] & object> {
	const original = await openChartBlob(key, page.picture, sealed.picture);
	const edge = Math.max(page.width, page.height);
	const shrink = page.dpi > maxDpi ? { maxEdge: Math.ceil((edge * maxDpi) / page.dpi) } : {};
	const turn = page.turn ?? 0;
	const picture = turnedPicture(await codec.decode(original, page.mediaType, shrink), turn);
	const shown = hasColour(picture) ? picture : pictureOf(grayOf(picture));
	const { bytes: jpeg, facts } = bareJpeg(await codec.encodeJpeg(shown, quality));
	const reading =
		page.reading && sealed.reading
			? readingAt(parseReading(await openChartBlob(key, page.reading, sealed.reading)), turn)
			: undefined;
	if (page.reading && !reading) throw new Error('a page’s reading is missing');
	const width = reading?.width ?? picture.width;
	const height = reading?.height ?? picture.height;
	return { jpeg, facts, words: hiddenWordsOf(reading), width, height };
}

/** A page has colour when one pixel in a thousand clearly does: a scanner's own fringes are fewer and fainter. */
function hasColour({ data }: Picture): boolean {
	let seen = 0;
	let coloured = 0;
	for (let p = 0; p < data.length; p += 28) {
		const [r = 0, g = 0, b = 0] = [data[p], data[p + 1], data[p + 2]];
		seen++;
		if (Math.max(r, g, b) - Math.min(r, g, b) > 28) coloured++;
	}
	return coloured * 1000 > seen;
}
