import { describe, expect, it } from 'vitest';
import { StationDesk } from '#lib/desk/station.svelte.ts';
import { layout } from '#lib/spool/layout.ts';
import { hintsOf } from '#lib/sorting/hints.ts';
import { suggest, wordsOf } from '#lib/sorting/suggest.ts';
import { setUpPractice } from '../support/practice.ts';
import { spooledBox } from './spooled.ts';

/** A station's desk whose spool holds one box of three sides; `onPiece` hears of each piece that is asked for. */
async function setUpDesk(onPiece: (path: string) => void) {
	const { practice } = await setUpPractice();
	const paired = await practice.stations.pair();
	if (!paired.ok) throw new Error(paired.why);
	const spooled = await spooledBox(paired.pairing, { sides: 3 });
	const { box } = spooled.manifest;
	const get = (asked: string): Promise<Response> => {
		const path = asked.replace('/spool/', '');
		onPiece(path);
		if (path === layout.boxes) return Promise.resolve(Response.json({ v: 1, boxes: [box] }));
		if (path.startsWith(layout.acknowledgements)) return Promise.resolve(new Response());
		return Promise.resolve(new Response(spooled.files.get(path)));
	};
	const desk = new StationDesk({
		...{ stations: practice.stations, tray: practice.tray, get: get as typeof fetch },
		sort: (reading) =>
			Promise.resolve({ suggestion: suggest(wordsOf(reading)), hints: hintsOf(reading.lines) }),
		now: () => new Date('2026-03-01T09:00:00Z'),
		onTaken: () => undefined
	});
	desk.provenance = 'separate-folder';
	return { desk, box, spooled, isFed: () => practice.tray.state.boxes.get(box)?.fed };
}

describe('a box that comes from the station', () => {
	it('is said to be coming while it is taken in, while its rest waits, and no longer once it is in', async () => {
		let second = '';
		const seen: unknown[] = [];
		const { desk, box, spooled, isFed } = await setUpDesk((path) => {
			if (path !== second) return;
			seen.push(isFed(), desk.comingIn(box));
			desk.stop();
		});
		second = spooled.piece(1, 'facts');
		expect(desk.comingIn(box)).toBeUndefined();
		await desk.look();
		await desk.takeIn();
		expect(seen).toEqual([false, 'taking']);
		expect([isFed(), desk.comingIn(box)]).toEqual([false, 'waiting']);
		second = '';
		desk.provenance = 'separate-folder';
		await desk.takeIn();
		expect([isFed(), desk.comingIn(box)]).toEqual([true, undefined]);
	});
});
