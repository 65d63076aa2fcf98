import { describe, expect, it } from 'vitest';
import { ensureDate } from '#lib/page/date.ts';
import { letterFile } from '#lib/release/letter-file.ts';
import { letterFrom } from '#lib/release/letters.ts';
import { nodeReader } from './packets.ts';

describe('a letter as a file', () => {
	it('has the letter’s words on its sheets, and says nothing of anybody outside of them', async () => {
		const long = Array.from({ length: 60 }, (_, n) => `The ${n + 1}th thing that is missing.`);
		const letter = letterFrom(
			'missing',
			{
				practice: 'Maple Street Counseling',
				letterhead: { address: '200 Maple Street\nBurlington', phone: '(802) 555-0142' },
				on: ensureDate('2026-03-02'),
				signedBy: 'R. Castellano',
				to: { name: 'Dr. Okafor', address: '1 Main Street' },
				client: 'Ana Nguyễn'
			},
			{ defects: long.map((one) => `• ${one}`).join('\n') }
		);
		const words: string[] = [];
		for await (const found of nodeReader(await letterFile(letter))) {
			if (found.is === 'page') words.push(found.page.words.join(' '));
			if (found.is === 'document') expect(JSON.stringify(found)).not.toMatch(/Ana|Okafor|Maple/u);
		}
		expect(words.length).toBeGreaterThan(1);
		expect(words[0]).toContain(
			'Maple Street Counseling 200 Maple Street, Burlington (802) 555-0142'
		);
		expect(words[0]).toContain('the records of Ana Nguyễn');
		for (const one of long) expect(words.join(' ')).toContain(`• ${one}`);
		// The signature does not stand on a sheet by itself.
		expect(words.at(-1)).toMatch(/Please send the request again.*R\. Castellano, Maple Street/u);
		expect(words.join(' ')).not.toContain('page 1 of');
	});
});
