import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signatureOf, signatureText } from '#lib/imaging/signature.ts';
import type { BoxId, PageId } from '#lib/page/ids.ts';
import type { Reading } from '#lib/page/reading.ts';
import { sketchOf } from '#lib/tray/sketch.ts';
import { emptyTray, type TrayBox, type TrayPage, type TrayState } from '#lib/tray/state.ts';
import { comparedOf, orderOf, TwinFinder, twinsOf } from '#lib/tray/twins.ts';
import { DrawnPage, random } from '../support/drawn.ts';
import { scanned, type Wear } from '../support/scanned.ts';

const box = 'box' as BoxId;

function page(
	id: string,
	more: Partial<TrayPage> = {},
	side: Partial<TrayPage['side']> = {}
): TrayPage {
	const blob = { sha256: id, bytes: 1 };
	return {
		side: {
			...{ page: id as PageId, box, order: 0, filePage: 1, filePages: 1, sha256: id },
			...{ mediaType: 'image/jpeg', width: 1700, height: 2200, dpi: 200, ...side }
		},
		...{ picture: blob, thumbnail: blob, takenAt: '2026-01-01T00:00:00Z', turn: 0, ...more }
	} as unknown as TrayPage;
}

function tray(...pages: readonly TrayPage[]): TrayState {
	const held = { box, pages: pages.map(({ side }) => side.page) } as unknown as TrayBox;
	return {
		...emptyTray,
		boxes: new Map([[box, held]]),
		pages: new Map(pages.map((one) => [one.side.page, one]))
	};
}

/** Words of three to eight letters, the same for the same seed. */
function words(seed: number, count = 220): string[] {
	const next = random(seed);
	return Array.from({ length: count }, () =>
		Array.from({ length: 3 + Math.floor(next() * 6) }, () =>
			String.fromCharCode(97 + Math.floor(next() * 26))
		).join('')
	);
}

/** As a poor reader reads them: so many letters in a hundred are others. */
function misread(all: readonly string[], percent: number, seed: number): string[] {
	const next = random(seed);
	return all.map((word) =>
		Array.from(word)
			.map((letter) =>
				next() * 100 < percent ? String.fromCharCode(97 + Math.floor(next() * 26)) : letter
			)
			.join('')
	);
}

function sketch(all: readonly string[]): string {
	const read = all.map((text) => ({ text }));
	return sketchOf({ lines: [{ words: read }] } as unknown as Reading) ?? '';
}

async function signature(seed: number, wear: Wear): Promise<string> {
	const next = random(seed);
	const sheet = new DrawnPage({ width: 8.5, height: 11, seed });
	for (let y = 1; y < 10; y += 0.35) {
		if (next() < 0.7) sheet.scrawl(y, { from: 0.8 + next() * 2, to: 3 + next() * 4.5 });
	}
	return signatureText(signatureOf(await scanned(sheet.gray, wear)));
}

/** The reader has been at it and found no words. */
const tried: Partial<TrayPage> = { unread: 'it could not be read' };

describe('a side that is here twice', () => {
	it('is found by its very bytes', () => {
		const twins = twinsOf(tray(page('a'), page('b', {}, { sha256: 'a' })));
		expect([...twins]).toEqual([['b', { of: 'a', how: 'same picture' }]]);
	});

	it.each([0, 3, 6])('is found by its words with %d letters in a hundred misread', (percent) => {
		const note = words(1);
		const first = page('a', { sketch: sketch(misread(note, percent, 2)) });
		const again = page('b', { sketch: sketch(misread(note, percent, 3)) });
		const other = page('c', { sketch: sketch(words(4)) });
		expect([...twinsOf(tray(first, other, again))]).toEqual([
			['b', { of: 'a', how: 'looks the same' }]
		]);
	});

	it.each([
		['askew', { skew: 2.5, noise: 15 }],
		['upside down', { quarters: 2, skew: -1.5, noise: 15 }],
		['darker and in a shadow', { darker: 25, shadow: 25, noise: 10 }],
		['coarser', { scale: 0.75, quality: 0.5 }]
	] satisfies readonly [string, Wear][])(
		'is found %s though nobody can read it',
		async (_, wear) => {
			const first = page('a', tried, { signature: await signature(1, { skew: -0.5, noise: 8 }) });
			const others = await Promise.all(
				[2, 3, 4].map(async (seed) =>
					page(`other ${seed}`, tried, { signature: await signature(seed, { noise: 8 }) })
				)
			);
			const again = page('b', tried, { signature: await signature(1, wear) });
			expect([...twinsOf(tray(first, ...others, again))]).toEqual([
				['b', { of: 'a', how: 'looks the same' }]
			]);
		}
	);

	it('is found after the first one was filed and left the tray', () => {
		const gone = page('a', { gone: true, sketch: sketch(words(1)) });
		expect(
			twinsOf(tray(gone, page('b', { sketch: sketch(words(1)) }))).get('b' as PageId)?.of
		).toBe('a');
	});
});

describe('a tray that changes', () => {
	const notes = [1, 2, 3].map((seed) => sketch(words(seed)));
	const step = fc.record({
		id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
		sha256: fc.constantFrom('x', 'y', undefined),
		sketch: fc.constantFrom(...notes, undefined),
		blank: fc.boolean(),
		denied: fc.constantFrom('a', 'b', undefined)
	});

	it('has the twins that it would have, had it been as it is from the start', () => {
		fc.assert(
			fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
				const ids = ['a', 'b', 'c', 'd', 'e'];
				const finder = new TwinFinder();
				const pages = new Map(ids.map((id) => [id, page(id)]));
				for (const { id, sha256 = id, sketch, blank, denied } of steps) {
					const changed = page(
						id,
						{
							...(sketch ? { sketch } : {}),
							...(blank ? { decision: { fate: 'blank', at: '' } } : {}),
							...(denied ? { deniedTwins: [denied as PageId] } : {})
						},
						{ sha256 }
					);
					pages.set(id, changed);
					const compared = comparedOf(changed);
					if (compared) finder.take(compared);
					else finder.drop(id as PageId);
				}
				const state = tray(...pages.values());
				expect(finder.twins(orderOf(state))).toEqual(twinsOf(state));
			})
		);
	});
});

describe('what is no twin', () => {
	it('is a page that a person has compared', () => {
		const denied = page('b', { deniedTwins: ['a' as PageId] }, { sha256: 'a' });
		expect(twinsOf(tray(page('a'), denied)).size).toBe(0);
	});

	it.each<[string, Partial<TrayPage>]>([
		['a separator sheet', { separator: { keepPrivate: false } }],
		['a side set aside as blank', { decision: { fate: 'blank', at: '' } }]
	])('is %s', (_, more) => {
		expect(twinsOf(tray(page('a', more), page('b', more, { sha256: 'a' }))).size).toBe(0);
	});

	it('is an empty side of a fax that nobody has read yet', () => {
		const bare = { sha256: 'white', signature: signatureText(new Uint8Array(1024).fill(255)) };
		expect(twinsOf(tray(page('a', {}, bare), page('b', {}, bare))).size).toBe(0);
	});

	it('is a page by its look alone while it waits to be read', async () => {
		const same = { signature: await signature(1, {}) };
		expect(twinsOf(tray(page('a', tried, same), page('b', {}, same))).size).toBe(0);
		expect(twinsOf(tray(page('a', tried, same), page('b', tried, same))).size).toBe(1);
	});

	it('is the same form filled in on another day', () => {
		const form = words(1);
		const monday = page('a', {
			sketch: sketch(form),
			hints: { serviceDate: '2026-03-02' as never }
		});
		const friday = page('b', {
			sketch: sketch([...form, 'slept', 'better']),
			hints: { serviceDate: '2026-03-06' as never }
		});
		expect(twinsOf(tray(monday, friday)).size).toBe(0);
	});

	it('is another page with the same letterhead', () => {
		const head = words(9, 30);
		const pages = [1, 2, 3, 4, 5, 6].map((seed) =>
			page(String(seed), { sketch: sketch([...head, ...words(seed)]) })
		);
		expect(twinsOf(tray(...pages)).size).toBe(0);
	});
});

describe('a sketch', () => {
	it('is not made of a heading alone', () => {
		expect(sketch(['progress', 'note'])).toBe('');
	});

	it('is the same size for any page', () => {
		expect(sketch(words(1, 40)).length).toBe(sketch(words(2, 900)).length);
	});

	it('holds no word of the page', () => {
		const note = words(5, 400);
		const kept = atob(sketch(note));
		expect(note.filter((word) => kept.includes(word))).toEqual([]);
	});
});
