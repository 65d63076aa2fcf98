/** Whether a station's memory grows over a long night: thousands of slips, its size and its readers' as it goes. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { measured, type Memory } from './measured.ts';
import { medianOf } from './run.ts';
import { slipsFile } from './slips.ts';
import { stationPlace } from './station-place.ts';

const sidesPerFile = 20;
const readers = 2;
const parts = 10;

/**
 * [Note: What counts as growth]
 * The first fifth of the way is warming up. The middle size of the last fifth may then be at most 15% above that of the
 * second: of the whole process, and of the larger of its readers. Less is the runtime's own breathing: on a level way the
 * size swings by as much, since V8 gives memory back when it pleases.
 */
const mostGrowth = 1.15;

export interface Growth {
	readonly early: number;
	readonly late: number;
	readonly grew: boolean;
}

export function growthOf(sizes: readonly number[]): Growth {
	const part = (from: number, to: number): number =>
		medianOf(sizes.slice(Math.round(sizes.length * from), Math.round(sizes.length * to)));
	const [early, late] = [part(0.2, 0.4), part(0.8, 1)];
	// Too few looks to tell is not "no growth".
	return { early, late, grew: !(late <= early * mostGrowth) };
}

/** `true` when it does not grow. */
export async function soakPages(count: number): Promise<boolean> {
	const place = await stationPlace();
	try {
		const files = Math.ceil(count / sidesPerFile);
		for (let file = 0; file < files; file++) {
			const sides = Math.min(sidesPerFile, count - file * sidesPerFile);
			await writeFile(join(place.folder, `${file}.tif`), await slipsFile(`Slip ${file}`, sides));
		}
		const looks: Memory[] = [];
		const cost = await measured(process.execPath, place.command(readers), {
			env: place.env,
			onMemory: (memory) => looks.push(memory)
		});
		// While a reader is replaced there is one fewer.
		const larger = looks.flatMap(({ engines }) => engines.slice(0, 1));
		const [whole, reader] = [growthOf(looks.map(({ total }) => total)), growthOf(larger)];
		const say = (line: string): boolean => process.stdout.write(`${line}\n`);
		const { seconds, status, peakMb = NaN } = cost;
		say(`${count} pages in ${seconds.toFixed(0)} s, ${cost.cpuSeconds.toFixed(0)} s of processor.`);
		say(`The whole process at each tenth of the way, in MB: ${tenths(looks.map((l) => l.total))}.`);
		say(`The larger of its ${readers} readers, in MB: ${tenths(larger)}.`);
		say(`At most ${peakMb.toFixed(0)} MB. ${inWords('The process', whole)}`);
		say(inWords('The larger reader', reader));
		if (status !== 0) say(`The station ended with status ${status}.`);
		return status === 0 && !whole.grew && !reader.grew;
	} finally {
		await rm(place.home, { recursive: true, force: true });
	}
}

function tenths(sizes: readonly number[]): string {
	return Array.from({ length: parts }, (_, i) =>
		medianOf(sizes.slice((sizes.length * i) / parts, (sizes.length * (i + 1)) / parts)).toFixed(0)
	).join(', ');
}

function inWords(what: string, { early, late, grew }: Growth): string {
	const change = ((late / early - 1) * 100).toFixed(1);
	return `${what} ${grew ? 'GREW' : 'did not grow'}: ${early.toFixed(0)} MB, later ${late.toFixed(0)} MB (${change}%).`;
}
