import { describe, expect, it } from 'vitest';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { walk } from '#lib/packet/bytes.ts';
import { ensureDate } from '#lib/page/date.ts';
import type { Accounting } from '#lib/release/accounting.ts';
import { makeAccountingFile } from '#lib/release/accounting-file.ts';
import { ana } from './chart-on-paper.ts';
import { nodeReader } from './packets.ts';
import { imprint } from './requests.ts';

const row = (n: number): Accounting['rows'][number] => ({
	first: ensureDate('2025-05-05'),
	...(n % 3 === 0 ? { last: ensureDate('2025-09-05'), times: n + 2 } : { times: 1 }),
	recipient: { name: `County Court ${String(n)}`, address: '12 Main Street\nBurlington, VT' },
	description: 'Dates of treatment and diagnosis, from the record',
	purpose: 'as ordered by the court',
	basis: 'Court order'
});

function accounting(rows: number): Accounting {
	const period = { from: ensureDate('2020-03-02'), to: ensureDate('2026-03-02') };
	return {
		...{ client: ana.id, period, undecided: 0 },
		rows: Array.from({ length: rows }, (_, n) => row(n))
	};
}

const make = (rows: number) =>
	makeAccountingFile(
		{ accounting: accounting(rows), client: ana, imprint, contact: 'the privacy officer' },
		{ codec: sharpCodec, read: nodeReader, madeAt: '2026-03-02T15:00:00.000Z' }
	);

describe('an accounting as a file', () => {
	it.each([0, 1, 40])('is proved, and the same each time: %i rows', async (rows) => {
		const [one, two] = [await make(rows), await make(rows)];
		expect(one.proof.checks.filter(({ ok }) => !ok)).toEqual([]);
		expect(Buffer.from(one.bytes).equals(Buffer.from(two.bytes))).toBe(true);
	});

	it('says each disclosure with its day, recipient, address, facts and purpose', async () => {
		const { pages } = await walk((await make(3)).bytes);
		const text = pages.flatMap(({ printed }) => printed.map((one) => one.text)).join('\n');
		for (const said of [
			'County Court 1',
			'12 Main Street',
			'May 5, 2025',
			'as ordered by the court',
			'Dates of treatment',
			'Court order'
		])
			expect(text).toContain(said);
		expect(text).toContain('2 times: the first on May 5, 2025');
	});

	it('says that there is nothing to list, when there is nothing', async () => {
		const { pages } = await walk((await make(0)).bytes);
		const text = pages.flatMap(({ printed }) => printed.map((one) => one.text)).join(' ');
		expect(text).toContain('no disclosure was made');
	});
});
