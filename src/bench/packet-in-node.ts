/** A packet built and proved in this process, with the parts that the browser's workers run. */
import { Worker } from 'node:worker_threads';
import { readerOf } from '#lib/chart/chart.ts';
import { openChartBlob } from '#lib/chart/open.ts';
import { pagesOfClient } from '#lib/chart/state.ts';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { PacketReading } from '#lib/intake/packet-reading.ts';
import type { PacketReader } from '#lib/packet/packet-reader.ts';
import { dayOf } from '#lib/page/date.ts';
import type { PacketId } from '#lib/page/ids.ts';
import { buildPacket } from '#lib/release/packet/build.ts';
import { pressWith } from '#lib/release/packet/press.ts';
import { planRelease } from '#lib/release/plan.ts';
import { Proven } from '#lib/release/proof/proven.ts';
import { withWitness } from '#lib/release/proof/witness-thread.ts';
import { asWorker } from '#lib/intake/node-worker.ts';
import type { WorkerLike } from '#lib/thread/thread.ts';
import { newId } from '#lib/vault/random.ts';
import type { LargePractice } from './large-practice.ts';

/** Seconds and bytes. */
export interface PacketRun {
	readonly bytes: number;
	readonly build: number;
	readonly proof: number;
	/** Opening every sealed page and its words, and nothing else. */
	readonly opening?: number;
	/** The most memory that was held over what was held before, by what it is called. */
	readonly memory: readonly (readonly [string, number])[];
}

function startWorker(file: string): WorkerLike {
	return asWorker(
		new Worker(new URL(file, import.meta.url), {
			// Node alone lets a thread have several times that for what is soon garbage.
			resourceLimits: { maxYoungGenerationSizeMb: 24 }
		})
	);
}

const read: PacketReader = async function* (bytes, how) {
	const reading = new PacketReading(() => startWorker('./packet-reader.worker.ts'));
	try {
		yield* reading.read(bytes, how);
	} finally {
		reading.stop();
	}
};

export async function packetInNode({ practice, client }: LargePractice): Promise<PacketRun> {
	const { chart } = practice;
	const reader = readerOf(chart);
	const who = reader.client(client);
	if (!who) throw new Error('there is no client');
	const pages = pagesOfClient(chart.state, client);
	const plan = planRelease(
		{
			...{ id: newId<PacketId>(), client, includeUndated: true },
			requester: { kind: 'client', name: who.name },
			purpose: 'at the request of the individual',
			receivedOn: dayOf(new Date()),
			identity: { check: 'known' },
			basis: { is: 'access' }
		},
		who,
		pages
	);
	const imprint = {
		...{ practice: { name: 'Bench' }, preparedBy: 'Ida Morrow' },
		preparedOn: dayOf(new Date())
	};
	const opening = await timed(async () => {
		for (const { picture, reading } of pages) {
			await openChartBlob(chart.key, picture, await reader.sealed(picture));
			if (reading) await openChartBlob(chart.key, reading, await reader.sealed(reading));
		}
	});
	const press = pressWith(sharpCodec);
	using held = new Held();
	let begun = performance.now();
	const built = await buildPacket({ plan, imprint, reader, key: chart.key, press });
	const build = (performance.now() - begun) / 1000;
	const building = held.most();
	const bytes = built.bytes.length;
	begun = performance.now();
	const madeAt = new Date().toISOString();
	const start = (): WorkerLike => startWorker('./witness.worker.ts');
	const proven = await withWitness({ reader, key: chart.key, start }, (witness) =>
		Proven.from({ plan, imprint, built, read, madeAt, ...witness })
	);
	const proof = (performance.now() - begun) / 1000;
	const whole = held.most();
	if (!proven.ok) {
		const why = proven.proof.checks.find(({ ok }) => !ok)?.sentence;
		throw new Error(`the packet was not proved: ${why ?? 'no check failed'}`);
	}
	const memory = [
		['most memory while building', building],
		['most memory, proof included', whole]
	] as const;
	return { bytes, build, proof, opening: opening / 1000, memory };
}

async function timed(act: () => Promise<void>): Promise<number> {
	const begun = performance.now();
	await act();
	return performance.now() - begun;
}

/** Resident memory over what was resident at first. */
class Held {
	readonly #first: number;
	readonly #timer: ReturnType<typeof setInterval>;
	#most = 0;

	constructor() {
		// Only with `--expose-gc`: without it, garbage of before is room that is not counted.
		globalThis.gc?.();
		this.#first = process.memoryUsage.rss();
		this.#timer = setInterval(() => void this.most(), 20);
	}

	most(): number {
		this.#most = Math.max(this.#most, process.memoryUsage.rss() - this.#first);
		return this.#most;
	}

	[Symbol.dispose](): void {
		clearInterval(this.#timer);
	}
}
