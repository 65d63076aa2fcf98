import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grayOf, pictureOf, type Gray } from '#lib/imaging/picture.ts';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { quarterTurned } from '#lib/imaging/turn.ts';
import type { Rotation } from '#lib/page/reading.ts';
import type { Look } from '#lib/reading/look.ts';
import type { PageToRead, Reader } from '#lib/reading/reader.ts';
import { startNodeReader } from '#lib/reading/tesseract-node.ts';
import { readUpright } from '#lib/reading/upright.ts';
import { blockOf } from '../support/blocks.ts';

describe('a scan fed any way round', () => {
	let reader: Reader;
	let page: Gray;
	beforeAll(async () => {
		reader = await startNodeReader();
		const bytes = await readFile(new URL('../paper/reading/typed.jpg', import.meta.url));
		page = grayOf(await sharpCodec.decode(bytes, 'image/jpeg'));
	});
	afterAll(() => reader.stop());

	const laid = async (lay: Rotation, turn?: Rotation): Promise<PageToRead> => {
		const bytes = await sharpCodec.encodeJpeg(pictureOf(quarterTurned(page, lay)));
		return { bytes, mediaType: 'image/jpeg', dpi: 200, ...(turn === undefined ? {} : { turn }) };
	};

	it.each([
		[90, 270],
		[180, 180],
		[270, 90]
	] as const)('at %i is read upright, and says by what turn', async (lay, turn) => {
		const reading = await reader.read(await laid(lay));
		expect(reading).toMatchObject({ rotated: lay, turn, width: 1700, height: 2200 });
		expect(reading.text).toContain('SKILLS: PLEASE, opposite action');
		const tops = reading.lines.map(({ rect }) => rect.y);
		expect(tops).toEqual(tops.toSorted((a, b) => a - b));
	});

	it('stays as a person turned it, even on its head', async () => {
		const reading = await reader.read(await laid(0, 180));
		expect(reading).toMatchObject({ rotated: 180, turn: 180 });
		expect(reading.text).not.toContain('SKILLS');
	});
});

describe('a page that reads badly', () => {
	const page: PageToRead = { bytes: Uint8Array.of(1), mediaType: 'image/png', dpi: 200 };

	/** Reads at each turn with the confidence given; answers the turn that was kept and those that were tried. */
	async function readingWith(
		turns: readonly Rotation[],
		confidences: Partial<Record<Rotation, number>>,
		asked: PageToRead = page
	): Promise<{ turn: Rotation; tried: readonly Rotation[] }> {
		const tried: Rotation[] = [];
		let now: Rotation = 0;
		const reading = await readUpright(asked, {
			look: ({ turn = turns[0] ?? 0, turn: given }) => {
				now = turn;
				tried.push(turn);
				const look: Look = {
					blank: 'no',
					rotated: 0,
					turn,
					skewDegrees: 0,
					width: 100,
					height: 100,
					otherTurns: given === undefined ? turns.slice(1) : [],
					copy: { pgm: new Uint8Array(), dpi: 200, back: [1, 0, 0, 1, 0, 0] }
				};
				return Promise.resolve(look);
			},
			recognize: () => Promise.resolve([blockOf([['words', (confidences[now] ?? 0) * 100]])])
		});
		return { turn: reading.turn, tried };
	}

	it.each([
		['reads well at once', [0, 180], { 0: 0.93, 180: 0.95 }, 0, [0]],
		['reads well on its head', [0, 180], { 0: 0.4, 180: 0.9 }, 180, [0, 180, 180]],
		['reads as badly either way', [0, 180], { 0: 0.4, 180: 0.45 }, 0, [0, 180]],
		['was thought on its head for nothing', [180, 0], { 0: 0.43, 180: 0.45 }, 0, [180, 0, 0]],
		['was rightly thought on its head', [180, 0], { 0: 0.3, 180: 0.45 }, 180, [180, 0]],
		['lies on its side', [90, 270], { 90: 0.35, 270: 0.65 }, 270, [90, 270, 270]]
	] as [string, Rotation[], Record<number, number>, Rotation, Rotation[]][])(
		'and %s',
		async (_, turns, confidences, turn, tried) => {
			expect(await readingWith(turns, confidences)).toEqual({ turn, tried });
		}
	);

	it('is not tried another way when a person said how it lies', async () => {
		const answer = await readingWith([0, 180], { 90: 0.2 }, { ...page, turn: 90 });
		expect(answer).toEqual({ turn: 90, tried: [90] });
	});
});
