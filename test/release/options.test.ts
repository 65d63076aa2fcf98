import { beforeAll, describe, expect, it } from 'vitest';
import { cleanJpeg } from '#lib/imaging/jpeg-clean.ts';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import type { Rotation } from '#lib/page/reading.ts';
import { walk } from '#lib/packet/bytes.ts';
import { qualities, type PacketOptions } from '#lib/packet/options.ts';
import type { Proof } from '#lib/packet/prove.ts';
import { sha256Hex } from '#lib/packet/sha256.ts';
import { openChartBlob } from '#lib/chart/open.ts';
import { prove } from '#lib/release/proof/proof.ts';
import { Proven } from '#lib/release/proof/proven.ts';
import { pagesIn } from '#lib/release/plan.ts';
import { chartOnPaper, type PaperChart, type StoredAs } from './chart-on-paper.ts';
import { buildFor, nodeReader, orderFor, planFor } from './packets.ts';
import { imprint } from './requests.ts';

const smaller: PacketOptions = { quality: 'smaller', blackAndWhite: true };

function asJpeg(turn: Rotation = 0): StoredAs {
	const encode = (picture: Parameters<StoredAs['encode']>[0]): Promise<Uint8Array<ArrayBuffer>> =>
		sharpCodec.encodeJpeg(picture);
	return { mediaType: 'image/jpeg', encode, turn };
}

function failed(proof: Proof): readonly string[] {
	return proof.checks.filter(({ ok }) => !ok).map(({ name, sentence }) => `${name}: ${sentence}`);
}

describe('a packet as good as the scan', () => {
	it.each([0, 90, 180, 270] as const)(
		'holds the very scans that are stored, turned by the sheet: %s',
		async (turn) => {
			const chart = await chartOnPaper(sharpCodec, 4, 1, asJpeg(turn));
			const plan = planFor(chart);
			const built = await buildFor(chart, plan);
			const { pages } = await walk(built.bytes);
			const pictures = pages.flatMap(({ picture }) => (picture ? [picture] : []));
			for (const [index, page] of pagesIn(plan).entries()) {
				const stored = await openChartBlob(
					chart.key,
					page.picture,
					await chart.reader.sealed(page.picture)
				);
				const clean = cleanJpeg(stored);
				expect(pictures[index]?.sha256).toBe(clean && (await sha256Hex(clean.bytes)));
				expect(pictures[index]?.place.turn).toBe(turn);
			}
			expect(failed(await prove(orderFor(chart, plan, built)))).toEqual([]);
			// What a recipient sees is upright: the picture fills its place in the paper's own direction.
			for await (const found of nodeReader(built.bytes)) {
				if (found.is === 'page' && found.page.pictures[0]) {
					const [picture] = found.page.pictures;
					const lies = turn === 90 || turn === 270;
					expect(picture.width > picture.height).toBe(lies);
				}
			}
		}
	);

	it('is caught when a sheet turns a scan the wrong way', async () => {
		const chart = await chartOnPaper(sharpCodec, 1, 1, asJpeg(180));
		const plan = planFor(chart);
		const [line] = plan.lines;
		if (!line) throw new Error('no page');
		const { turn: _turn, ...lying } = line.page;
		const other = { ...plan, lines: [{ ...line, page: lying }] };
		const built = await buildFor(
			{ ...chart, reader: { ...chart.reader, pagesOf: () => [lying] } },
			other
		);
		expect(failed(await prove(orderFor(chart, plan, built)))).toContain(
			'places: The picture on sheet 3 stands in another way.'
		);
	});
});

describe('a smaller packet', () => {
	let chart: PaperChart;

	beforeAll(async () => {
		chart = await chartOnPaper(sharpCodec, 4, 1, asJpeg());
	}, 60_000);

	it('has its inked pages in black and white, and proves itself', async () => {
		const plan = planFor(chart);
		const made = { ...imprint, options: smaller };
		const built = await buildFor(chart, plan, made);
		const usual = await buildFor(chart, plan);
		expect(built.bytes.length).toBeLessThan(usual.bytes.length * 0.7);
		const { pages } = await walk(built.bytes);
		const packings = pages.flatMap(({ picture }) => picture?.packing ?? []);
		expect(packings.sort()).toEqual(['jpeg', 'two-tone', 'two-tone', 'two-tone']);
		expect(failed(await prove({ ...orderFor(chart, plan, built), imprint: made }))).toEqual([]);
	});

	it('is the smaller the coarser it was asked for, and proves itself each time', async () => {
		const plan = planFor(chart);
		const sizes: number[] = [];
		for (const quality of qualities) {
			const made = { ...imprint, options: { quality, blackAndWhite: false } };
			const built = await buildFor(chart, plan, made);
			sizes.push(built.bytes.length);
			expect(failed(await prove({ ...orderFor(chart, plan, built), imprint: made }))).toEqual([]);
		}
		expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
		expect(new Set(sizes).size).toBe(qualities.length);
	});

	it('is the same, byte for byte, whenever it is made', async () => {
		const made = { ...imprint, options: smaller };
		const [one, two] = [
			await buildFor(chart, planFor(chart), made),
			await buildFor(chart, planFor(chart), made)
		];
		expect(await sha256Hex(one.bytes)).toBe(await sha256Hex(two.bytes));
	});

	it('fails its proof when nobody asked for black and white', async () => {
		const plan = planFor(chart);
		const built = await buildFor(chart, plan, { ...imprint, options: smaller });
		const proof = await prove(orderFor(chart, plan, built));
		expect(failed(proof).map((sentence) => sentence.split(':')[0])).toContain('likeness');
	});
});

describe('a packet in volumes', () => {
	let chart: PaperChart;
	const limited = (volumeLimit: number) => ({
		...imprint,
		options: { quality: 'scan', blackAndWhite: false, volumeLimit } as const
	});

	beforeAll(async () => {
		chart = await chartOnPaper(sharpCodec, 9, 1, asJpeg());
	}, 60_000);

	it('is one file when it fits into one', async () => {
		const built = await buildFor(chart, planFor(chart), limited(50_000_000));
		expect(built.further).toBeUndefined();
		expect(built.volume).toBeUndefined();
	});

	it('holds every page once, in files that are small enough, and proves itself as a whole', async () => {
		const plan = planFor(chart);
		const limit = 240_000;
		const built = await buildFor(chart, plan, limited(limit));
		const files = [built, ...(built.further ?? [])];
		expect(files.length).toBeGreaterThan(1);
		expect(Math.max(...files.map(({ bytes }) => bytes.length))).toBeLessThanOrEqual(limit);
		expect(files.flatMap(({ volume }) => volume?.pages)).toEqual(
			pagesIn(plan).map(({ page }) => page)
		);
		const result = await Proven.from({ ...orderFor(chart, plan, built), imprint: limited(limit) });
		expect(failed(result.proof)).toEqual([]);
		if (!result.ok) throw new Error('not proven');
		expect(result.packet.files()).toHaveLength(files.length);
		expect(
			result.proof.volumes?.map(({ pages }) => pages).reduce((sum, pages) => sum + pages, 0)
		).toBe(9);
		const words: string[] = [];
		for await (const found of nodeReader(result.packet.files()[1] ?? new Uint8Array())) {
			if (found.is === 'page') words.push(found.page.words.join(' '));
		}
		expect(words[0]).toContain(`2 of ${files.length}.`);
		expect(words.every((text) => text.includes(`volume 2 of ${files.length} · page`))).toBe(true);
	});

	it('is caught when a volume is missing, comes twice or holds another’s pages', async () => {
		const plan = planFor(chart);
		const built = await buildFor(chart, plan, limited(240_000));
		const { further = [], ...first } = built;
		const order = { ...orderFor(chart, plan, built), imprint: limited(240_000) };
		const spoilt = [
			{ ...first, further: further.slice(1) },
			{ ...first, further: [...further, ...further.slice(-1)] },
			{ ...first, further: [...further].reverse() }
		];
		for (const one of spoilt) {
			const proof = await prove({ ...order, built: one });
			expect(failed(proof).some((sentence) => sentence.startsWith('volumes:'))).toBe(true);
		}
	});

	it('is refused when one page alone is larger than the limit', async () => {
		await expect(buildFor(chart, planFor(chart), limited(130_000))).rejects.toThrow(
			'one page alone'
		);
	});
});
