import { beforeAll, describe, expect, it } from 'vitest';
import type { ChartPage } from '#lib/chart/reader.ts';
import { planExport, usualPattern, type ExportFile } from '#lib/ehr-export/export-plan.ts';
import {
	formatManifest,
	manifestOf,
	manifestTable,
	parseManifest
} from '#lib/ehr-export/manifest.ts';
import { exportPressWith } from '#lib/ehr-export/press.ts';
import { NotProven, type ExportTools } from '#lib/ehr-export/proven-file.ts';
import { exportFiles, NotInChart, type ExportStep } from '#lib/ehr-export/run.ts';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { parseProof } from '#lib/packet/proof-file.ts';
import { sha256Hex } from '#lib/packet/sha256.ts';
import { ensureDate } from '#lib/page/date.ts';
import type { ClientId, PersonId } from '#lib/page/ids.ts';
import { chartOnPaper, ana, type PaperChart } from '../release/chart-on-paper.ts';
import { nodeReader } from '../release/packets.ts';

let chart: PaperChart;
let tools: ExportTools;
let files: readonly ExportFile[];

const at = new Date('2026-03-02T15:00:00.000Z');

beforeAll(async () => {
	chart = await chartOnPaper(sharpCodec, 5);
	tools = {
		...{
			reader: chart.reader,
			key: chart.key,
			codec: sharpCodec,
			press: exportPressWith(sharpCodec)
		},
		...{ read: nodeReader, now: () => at },
		imprint: {
			practice: { name: 'Harbor Lane Counseling' },
			preparedBy: 'Ida Morrow, LCSW',
			preparedOn: ensureDate('2026-03-02')
		}
	};
	files = planExport([{ client: ana, pages: chart.reader.pagesOf(ana.id) }], usualPattern);
});

/** Keeps what is written, as a folder does. */
class Kept {
	readonly files = new Map<string, Uint8Array<ArrayBuffer>>();

	read(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
		return Promise.resolve(this.files.get(path));
	}

	async take(steps: AsyncIterable<ExportStep>, most = Infinity): Promise<ExportStep[]> {
		const all: ExportStep[] = [];
		for await (const step of steps) {
			for (const { path, bytes } of step.write) this.files.set(path, bytes);
			all.push(step);
			if (all.length >= most) break;
		}
		return all;
	}
}

async function wordsOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
	const words: string[] = [];
	for await (const found of nodeReader(new Uint8Array(bytes)))
		if (found.is === 'page') words.push(...found.page.words);
	return words.join(' ');
}

describe('an export', () => {
	it('holds each page once, searchable, with a proof of each file that repeats', async () => {
		const place = new Kept();
		const steps = await place.take(exportFiles(files, tools));
		expect(steps).toHaveLength(files.length);
		const pages = steps.reduce((sum, { made }) => sum + made.exported.pages, 0);
		expect(pages).toBe(chart.reader.pagesOf(ana.id).length);
		for (const { made } of steps) {
			const { path, sha256, proof } = made.exported;
			const bytes = place.files.get(path);
			const told = parseProof(new TextDecoder().decode(place.files.get(proof)));
			if (!bytes || !told.ok) throw new Error('a file or its proof is missing');
			expect(await sha256Hex(bytes)).toBe(sha256);
			expect(told.proof.packet.sha256).toBe(sha256);
			expect(told.proof.packet.sheets.map(({ is }) => is)).toEqual(
				made.file.pages.map(() => 'page')
			);
		}
		const [first] = steps;
		const text = await wordsOf(
			place.files.get(first?.made.exported.path ?? '') ?? new Uint8Array()
		);
		expect(text).toContain('Exported from the chart kept by Harbor Lane Counseling');
	});

	it('goes on where it stopped, and leaves what still holds', async () => {
		const place = new Kept();
		await place.take(exportFiles(files, tools, place), 1);
		const again = await place.take(exportFiles(files, tools, place));
		expect(again.map(({ write }) => write.length > 0)).toEqual(files.map((_, i) => i > 0));
		const third = await place.take(exportFiles(files, tools, place));
		expect(third.every(({ write }) => write.length === 0)).toBe(true);
		expect(third.map(({ made }) => made.exported)).toEqual(again.map(({ made }) => made.exported));
	});

	it('writes anew what was changed there, and what comes of other pages', async () => {
		const place = new Kept();
		await place.take(exportFiles(files, tools, place));
		const [first, ...rest] = files;
		if (!first) throw new Error('no file');
		const bytes = place.files.get(first.path)?.slice();
		if (bytes) bytes[bytes.length - 9] = 0;
		place.files.set(first.path, bytes ?? new Uint8Array());
		const renamed = rest.map((file) => ({ ...file, client: { ...ana, name: 'Ana Ünal' } }));
		const steps = await place.take(exportFiles([first, ...renamed], tools, place));
		expect(steps.every(({ write }) => write.length > 0)).toBe(true);
	});

	it('stops at a page that has left the chart since', async () => {
		const gone = { ...chart.reader, pagesOf: () => [] };
		const steps = exportFiles(files, { ...tools, reader: gone });
		await expect(steps.next()).rejects.toBeInstanceOf(NotInChart);
	});

	it('stops at a page whose word was taken back since, and at one that Part 2 protects by now', async () => {
		const vouched = { because: 'The plan.', by: 'p' as PersonId, at: '2026-03-02T10:00:00Z' };
		const sworn = files.map((file) => ({
			...file,
			pages: file.pages.map((page) => ({ ...page, vouched }))
		}));
		const withdrawn = exportFiles(sworn, tools);
		await expect(withdrawn.next()).rejects.toBeInstanceOf(NotInChart);
		const { reader } = chart;
		const marked = {
			...reader,
			pagesOf: (client: ClientId) =>
				reader.pagesOf(client).map((page) => ({ ...page, part2: true as const }))
		};
		const unmarked = exportFiles(files, { ...tools, reader: marked });
		await expect(unmarked.next()).rejects.toBeInstanceOf(NotInChart);
	});

	it('hands out nothing that fails its proof', async () => {
		const press = tools.press;
		const spoilt: ExportTools['press'] = {
			...press,
			async finish() {
				const built = await press.finish();
				const bytes = built.bytes.slice();
				const end = new TextEncoder().encode('\n% private\n');
				return { ...built, bytes: new Uint8Array([...bytes, ...end]) };
			}
		};
		const steps = exportFiles(files, { ...tools, press: spoilt });
		await expect(steps.next()).rejects.toBeInstanceOf(NotProven);
	});

	it('lists its files for people and for programs', async () => {
		const steps = await new Kept().take(exportFiles(files.slice(0, 1), tools));
		const manifest = manifestOf(
			steps.map(({ made }) => made),
			{ practice: 'Harbor Lane Counseling', madeAt: at.toISOString(), madeBy: 'Ida Morrow, LCSW' }
		);
		expect(parseManifest(formatManifest(manifest))).toEqual(manifest);
		expect(parseManifest('{"format":"something"}')).toBeUndefined();
		const table = manifestTable(manifest);
		expect(table.split('\r\n')).toHaveLength(3);
		expect(table).toContain(manifest.files[0]?.sha256);
	});

	it('cannot be given a page of a cabinet', () => {
		const held = { page: 'p', client: ana.id, droppedOn: '', picture: { sha256: '', size: 0 } };
		// @ts-expect-error -- a private page has no kind, and is no page of a chart
		const wrong: ChartPage = held;
		expect(wrong).toBe(held);
	});
});
