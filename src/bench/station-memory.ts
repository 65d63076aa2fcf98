/** Whether a station's memory grows over a long night: thousands of small pages, and its size at every tenth of the way. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { measured } from './measured.ts';
import { medianOf } from './run.ts';
import { stationPlace } from './station-place.ts';

/** The last tenth may hold so much more than the second: the journal's own sides, and what the system has not given back. */
const mostGrowth = 1.25;
const parts = 10;

/** `true` when it does not grow. */
export async function soakPages(count: number): Promise<boolean> {
	const place = await stationPlace();
	try {
		for (let page = 0; page < count; page++)
			await writeFile(join(place.folder, `${page}.png`), await sheet(page));
		const sizes: number[] = [];
		const cost = await measured(process.execPath, place.command(2), (mb) => sizes.push(mb));
		const tenths = Array.from({ length: parts }, (_, i) =>
			medianOf(sizes.slice((sizes.length * i) / parts, (sizes.length * (i + 1)) / parts))
		);
		const [, early = NaN] = tenths;
		const late = tenths.at(-1) ?? NaN;
		process.stdout.write(
			`${count} pages in ${cost.seconds.toFixed(0)} s; memory at each tenth of the way, in MB: ` +
				`${tenths.map((size) => size.toFixed(0)).join(', ')}; at most ${(cost.peakMb ?? NaN).toFixed(0)}.\n`
		);
		return cost.status === 0 && late <= early * mostGrowth;
	} finally {
		await rm(place.home, { recursive: true, force: true });
	}
}

function sheet(page: number): Promise<Buffer> {
	const text = `Sheet ${page}: attended, plan goes on`;
	const svg = `<svg width="850" height="1100"><rect width="850" height="1100" fill="white"/><text x="60" y="120" font-size="26">${text}</text></svg>`;
	return sharp(Buffer.from(svg)).png().toBuffer();
}
