import { beforeAll, describe, expect, it } from 'vitest';
import type { ChartReader } from '#lib/chart/reader.ts';
import { canvasCodec } from '#lib/imaging/canvas.ts';
import { PacketReading } from '#lib/intake/packet-reading.ts';
import { buildInWorker } from '#lib/release/packet/packet-thread.ts';
import { planRelease, type Plan } from '#lib/release/plan.ts';
import { Proven } from '#lib/release/proof/proven.ts';
import { withWitness } from '#lib/release/proof/witness-thread.ts';
import { chartWitness } from '#lib/release/proof/witness.ts';
import { ana, chartOnPaper, type PaperChart } from './chart-on-paper.ts';
import { imprint, ownRequest } from './requests.ts';

let chart: PaperChart;
let plan: Plan;

beforeAll(async () => {
	chart = await chartOnPaper(canvasCodec, 4);
	plan = planRelease(ownRequest, ana, chart.pages);
});

describe('the packet worker', () => {
	it('makes a packet that proves itself, with the chart’s key and ciphertext alone', async () => {
		const progress: number[] = [];
		const { reader, key } = chart;
		const onProgress = ({ done }: { done: number }): number => progress.push(done);
		const built = await buildInWorker({ plan, imprint, reader, key, onProgress });
		expect(progress).toEqual([1, 2, 3, 4]);
		const reading = new PacketReading();
		const result = await Proven.from({
			plan,
			imprint,
			built,
			read: (bytes, signal) => reading.read(bytes, signal),
			...chartWitness(reader, key, canvasCodec),
			madeAt: '2026-03-02T15:00:00.000Z'
		});
		reading.stop();
		expect(result.proof.checks.filter(({ ok }) => !ok)).toEqual([]);
		expect(result.ok).toBe(true);
	});

	it('is proved beside a witness in a worker, which opens the chart’s pages and no others', async () => {
		const { reader, key } = chart;
		const reading = new PacketReading();
		const provenBy = async (pages: ChartReader): Promise<boolean> => {
			const built = await buildInWorker({ plan, imprint, reader, key });
			const proven = await withWitness({ reader: pages, key }, (witness) =>
				Proven.from({
					...{ plan, imprint, built, ...witness, madeAt: '2026-03-02T15:00:00.000Z' },
					read: (bytes, how) => reading.read(bytes, how)
				})
			);
			return proven.ok;
		};
		expect(await provenBy(reader)).toBe(true);
		const [wanted, other] = chart.pages.map(({ picture }) => picture);
		const swapped: ChartReader = {
			...reader,
			sealed: (ref) => reader.sealed(other && ref === wanted ? other : ref)
		};
		expect(await provenBy(swapped)).toBe(false);
		reading.stop();
	});

	it('is put down when the work is stopped', async () => {
		const stop = new AbortController();
		const { reader, key } = chart;
		const onProgress = (): void => stop.abort(new Error('stopped by hand'));
		const built = buildInWorker({ plan, imprint, reader, key, onProgress, signal: stop.signal });
		await expect(built).rejects.toThrow('stopped by hand');
	});

	it('refuses a page that was swapped in the chart', async () => {
		const { reader, key } = chart;
		const [wanted, other] = chart.pages.map(({ picture }) => picture);
		const swapped: ChartReader = {
			...reader,
			sealed: (ref) => reader.sealed(other && ref === wanted ? other : ref)
		};
		const built = buildInWorker({ plan, imprint, reader: swapped, key });
		await expect(built).rejects.toMatchObject({ name: 'DamagedBlob' });
	});
});
