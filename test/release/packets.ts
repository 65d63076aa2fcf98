/** Builds and proves packets in Node, with the real parts: the press, the chart's key, the independent reader. */
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { nodeEngine } from '#lib/intake/pdf-node.ts';
import { readPacket } from '#lib/intake/packet-reader.ts';
import { buildPacket } from '#lib/release/packet/build.ts';
import type { Built } from '#lib/packet/setter.ts';
import type { ReleaseImprint } from '#lib/release/packet/papers.ts';
import { pressWith } from '#lib/release/packet/press.ts';
import { planRelease, type Plan } from '#lib/release/plan.ts';
import type { PacketReader } from '#lib/packet/packet-reader.ts';
import type { ProofOrder } from '#lib/release/proof/proof.ts';
import { chartWitness } from '#lib/release/proof/witness.ts';
import type { Request } from '#lib/release/request.ts';
import { ana, type PaperChart } from './chart-on-paper.ts';
import { imprint, ownRequest } from './requests.ts';

export const nodeReader: PacketReader = async function* (bytes, how) {
	yield* readPacket(bytes, await nodeEngine(), how);
};

export function planFor(chart: PaperChart, request: Request = ownRequest): Plan {
	return planRelease(request, ana, chart.pages);
}

export function buildFor(
	chart: PaperChart,
	plan: Plan = planFor(chart),
	marked: ReleaseImprint = imprint
): Promise<Built> {
	const { reader, key } = chart;
	return buildPacket({ plan, imprint: marked, reader, key, press: pressWith(sharpCodec) });
}

export function orderFor(
	chart: PaperChart,
	plan: Plan,
	built: Built,
	marked: ReleaseImprint = imprint
): ProofOrder {
	const witness = chartWitness(chart.reader, chart.key, sharpCodec);
	const madeAt = '2026-03-02T15:00:00.000Z';
	return { plan, imprint: marked, built, read: nodeReader, madeAt, ...witness };
}
