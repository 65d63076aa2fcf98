import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BoxId, PageId } from '#lib/page/ids.ts';
import {
	acknowledgementText,
	isWholeBox,
	readAcknowledgement,
	type Acknowledgement
} from '#lib/spool/acknowledgement.ts';
import { cardOf, parseCard } from '#lib/spool/card.ts';
import { factsBytes, parseBoxFacts, parseSideFacts } from '#lib/spool/facts.ts';
import { boxIdOf, pageIdOf, sameMark } from '#lib/spool/ids.ts';
import {
	emptyJournal,
	foldEntry,
	lineOf,
	noMark,
	readJournal,
	type Entry
} from '#lib/spool/journal.ts';
import { manifestText, readManifest, type BoxManifest } from '#lib/spool/manifest.ts';
import { bearerOf, codeOf, pairingText, parsePairing, type Pairing } from '#lib/spool/pairing.ts';
import { parseReading } from '#lib/spool/reading.ts';
import { generateSlot } from './slot.ts';

let pairing: Pairing;
beforeAll(async () => {
	pairing = await generateSlot();
});

const ref = (digit: string, size = 10) => ({ sha256: digit.repeat(64), size });
const box = 'b'.repeat(26) as BoxId;
const page = 'p'.repeat(26) as PageId;
const manifest = (): BoxManifest => ({
	...{ v: 1, station: pairing.station, box, spooledAt: '2026-03-01T08:00:00.000Z', files: 1 },
	facts: ref('0'),
	sides: [{ page, facts: ref('1'), picture: ref('2'), thumbnail: ref('3'), reading: ref('4') }]
});

describe('a pairing file', () => {
	it('reads back as it was written', () => {
		expect(parsePairing(pairingText(pairing))).toEqual({ ok: true, pairing });
	});

	it.each<[string, (given: Pairing) => object, string]>([
		['of a newer version', (given) => ({ ...given, v: 2 }), 'newer'],
		['without its secret', ({ secret: _, ...rest }) => rest, 'not-a-pairing'],
		['with a secret that is too short', (given) => ({ ...given, secret: 'AAAA' }), 'not-a-pairing'],
		[
			'with an identity in place of the recipient',
			(given) => ({ ...given, recipient: 'AGE-SECRET-KEY-1' }),
			'not-a-pairing'
		],
		['that is something else', (given) => ({ ...given, is: 'manifest' }), 'not-a-pairing']
	])('%s is refused', (_, changed, why) => {
		expect(parsePairing(JSON.stringify(changed(pairing)))).toEqual({ ok: false, why });
	});

	it('has a code that another recipient, tray or secret changes', async () => {
		const code = await codeOf(pairing);
		expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
		const other = await generateSlot();
		for (const name of ['recipient', 'folder', 'secret', 'station'] as const)
			expect(await codeOf({ ...pairing, [name]: other[name] }), name).not.toBe(code);
	});

	it('gives a card that shows neither the secret nor the bearer', async () => {
		const card = JSON.stringify(await cardOf(pairing));
		expect(parseCard(card)).toMatchObject({ station: pairing.station });
		expect(card).not.toContain(pairing.secret);
		expect(card).not.toContain(await bearerOf(pairing));
	});
});

describe('a manifest', () => {
	it('reads back as it was written', async () => {
		const text = await manifestText(pairing, manifest());
		expect(await readManifest(pairing, text)).toEqual({ ok: true, manifest: manifest() });
	});

	it('is refused when any one character of it is changed', async () => {
		const text = await manifestText(pairing, manifest());
		await fc.assert(
			fc.asyncProperty(fc.nat(text.length - 2), async (at) => {
				const other = text[at] === 'x' ? 'y' : 'x';
				const changed = text.slice(0, at) + other + text.slice(at + 1);
				expect(await readManifest(pairing, changed)).toEqual({ ok: false, why: 'tampered' });
			}),
			{ numRuns: 40 }
		);
	});

	it('is refused when another station wrote it, or when it is an acknowledgement', async () => {
		const other = await generateSlot();
		expect((await readManifest(other, await manifestText(pairing, manifest()))).ok).toBe(false);
		const asAnother = await manifestText(
			{ ...other, secret: pairing.secret },
			{ ...manifest(), station: other.station }
		);
		expect(await readManifest(pairing, asAnother)).toEqual({ ok: false, why: 'another-station' });
		const said = await acknowledgementText(pairing, manifest() as unknown as Acknowledgement);
		expect(await readManifest(pairing, said)).toEqual({ ok: false, why: 'tampered' });
	});
});

describe('an acknowledgement', () => {
	const said = (fate: 'taken' | 'missing'): Acknowledgement => ({
		...{ v: 1, station: pairing.station, box, at: '2026-03-01T09:00:00.000Z' },
		sides: [{ page, fate }]
	});

	it('counts as the whole box only when every side was taken', async () => {
		const read = await readAcknowledgement(
			pairing,
			await acknowledgementText(pairing, said('taken'))
		);
		expect(read).toEqual(said('taken'));
		expect(isWholeBox(manifest(), said('taken'))).toBe(true);
		expect(isWholeBox(manifest(), said('missing'))).toBe(false);
		expect(isWholeBox(manifest(), { ...said('taken'), sides: [] })).toBe(false);
	});

	it('is not believed from somebody without the secret', async () => {
		const forged = await acknowledgementText(await generateSlot(), said('taken'));
		expect(await readAcknowledgement(pairing, forged)).toBeUndefined();
	});
});

describe('ids', () => {
	const file = 'f'.repeat(64);

	it('are the same for the same file, and others for every other page, file, run and pairing', async () => {
		const all = [
			await pageIdOf(pairing, file, 1),
			await pageIdOf(pairing, file, 2),
			await pageIdOf(pairing, 'e'.repeat(64), 1),
			await pageIdOf(await generateSlot(), file, 1),
			await boxIdOf(pairing, [file]),
			await boxIdOf(pairing, [file], 1)
		];
		expect(new Set(all).size).toBe(all.length);
		expect(await pageIdOf(pairing, file, 1)).toBe(all[0]);
	});

	it('of a box do not depend on the order of its files', async () => {
		const [a, b] = ['a'.repeat(64), 'b'.repeat(64)] as const;
		expect(await boxIdOf(pairing, [a, b])).toBe(await boxIdOf(pairing, [b, a]));
	});

	it('do not show an original’s hash in the mark for duplicates', async () => {
		const mark = await sameMark(pairing, file);
		expect(mark).toBe(await sameMark(pairing, file));
		expect(mark).not.toBe(await sameMark(await generateSlot(), file));
	});
});

describe('the journal', () => {
	const file = 'f'.repeat(64);
	const entries = (): readonly Entry[] => [
		{ is: 'box-begun', box, at: '2026-03-01T08:00:00.000Z', files: [file] },
		{
			...{ is: 'side-sealed', box, file, filePage: 1, mark: 'ab', blank: 'no' },
			side: manifest().sides[0] ?? fail()
		},
		{ is: 'refused', box, file, filePage: 2, why: 'damaged' },
		{ is: 'box-spooled', box, at: '2026-03-01T08:01:00.000Z', seconds: 3 },
		{ is: 'box-acknowledged', box, at: '2026-03-01T09:01:00.000Z', taken: 1 },
		{ is: 'files-spooled', files: [file] },
		{ is: 'file-ended', file, as: 'done' }
	];
	const fail = (): never => {
		throw new Error('no side');
	};
	const linesOf = async (by = pairing): Promise<readonly string[]> => {
		const lines: string[] = [];
		let before = noMark;
		for (const entry of entries()) {
			const { line, mark } = await lineOf(entry, by, before);
			lines.push(line);
			before = mark;
		}
		return lines;
	};

	it('folds back into what was done', async () => {
		const read = await readJournal((await linesOf()).join(''), pairing);
		expect(read).toMatchObject({ ok: true });
		const { boxes, spooled, endings } = read.ok ? read.journal : emptyJournal;
		expect(boxes.get(box)).toMatchObject({
			spooled: { seconds: 3 },
			acknowledged: { taken: 1 },
			refused: [{ why: 'damaged' }]
		});
		expect([...(boxes.get(box)?.sides.keys() ?? [])]).toEqual([`${file} 1`]);
		expect(spooled.has(file)).toBe(true);
		expect(endings.get(file)).toBe('done');
	});

	it('cut anywhere, keeps every whole line before the cut and says where to go on', async () => {
		const text = (await linesOf()).join('');
		for (let cut = 0; cut <= text.length; cut += 7) {
			const read = await readJournal(text.slice(0, cut), pairing);
			const whole = text.slice(0, cut).lastIndexOf('\n') + 1;
			expect(read).toMatchObject({ ok: true, whole });
		}
		expect(await readJournal(`${text}\0\0\0\0`, pairing)).toMatchObject({
			...{ ok: true, whole: text.length }
		});
	});

	it.each<[string, number, (lines: readonly string[]) => readonly string[]]>([
		['does not read', 2, ([a = '', , ...more]) => [a, '{"is":"else"}\n', ...more]],
		['was changed', 4, (lines) => lines.map((line) => line.replace('"seconds":3', '"seconds":4'))],
		['is gone', 2, ([a = '', , ...more]) => [a, ...more]],
		['changed places', 2, ([a = '', b = '', c = '', ...more]) => [a, c, b, ...more]],
		['stands there twice', 3, ([a = '', b = '', ...more]) => [a, b, b, ...more]]
	])('is damaged, and not shorter, when a line in the middle %s', async (_, line, change) => {
		const text = change(await linesOf()).join('');
		expect(await readJournal(text, pairing)).toEqual({ ok: false, line });
	});

	it('believes no line that another pairing has written', async () => {
		const text = (await linesOf(await generateSlot())).join('');
		expect(await readJournal(text, pairing)).toEqual({ ok: false, line: 1 });
	});

	it('knows nothing of a box that was never begun', () => {
		const folded = foldEntry(emptyJournal, { is: 'refused', box, file, why: 'damaged' });
		expect(folded.boxes.size).toBe(0);
		expect(emptyJournal.boxes.size).toBe(0);
	});
});

describe('what travels sealed', () => {
	const side = {
		...{ filePage: 1, filePages: 2, width: 10, height: 20, dpi: 200 },
		sha256: 'a'.repeat(64),
		mediaType: 'image/jpeg' as const
	};

	it('reads back: a side’s facts and a box’s', () => {
		const facts = { v: 1, file: 1, side, separator: { keepPrivate: true } } as const;
		expect(parseSideFacts(factsBytes(facts))).toEqual(facts);
		const boxFacts = { v: 1, label: 'x', files: [{ name: 'x', sides: 1, refused: [] }] } as const;
		expect(parseBoxFacts(factsBytes(boxFacts))).toEqual(boxFacts);
	});

	it.each([
		['a size that is no number', { v: 1, file: 1, side: { ...side, width: '10' } }],
		['a picture of another kind', { v: 1, file: 1, side: { ...side, mediaType: 'text/html' } }],
		['no hash', { v: 1, file: 1, side: { ...side, sha256: 'x' } }],
		['no resolution', { v: 1, file: 1, side: { ...side, dpi: -1 } }],
		['a day that does not exist', { v: 1, file: 1, side: { ...side, fileDay: '2019-02-30' } }],
		['a sheet that says nothing', { v: 1, file: 1, side, separator: {} }]
	])('is refused with %s', (_, facts) => {
		expect(parseSideFacts(new TextEncoder().encode(JSON.stringify(facts)))).toBeUndefined();
	});

	it('is no reading when a word of it is none', () => {
		const rect = { x: 0, y: 0, width: 1, height: 1 };
		const word = { text: 'a', rect, confidence: 1 };
		const reading = {
			...{ text: 'a', confidence: 1, blank: 'no', rotated: 0, turn: 0, skewDegrees: 0 },
			...{ width: 10, height: 10, lines: [{ ...word, words: [word] }] }
		};
		const parse = (value: object) => parseReading(new TextEncoder().encode(JSON.stringify(value)));
		expect(parse(reading)).toEqual(reading);
		expect(parse({ ...reading, turn: 45 })).toBeUndefined();
		expect(
			parse({ ...reading, lines: [{ ...word, words: [{ ...word, text: 1 }] }] })
		).toBeUndefined();
	});
});
