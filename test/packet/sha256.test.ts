import { createHash } from 'node:crypto';
import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '#lib/packet/sha256.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const platform = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('SHA-256 in pieces', () => {
	it.each([
		['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
		['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
		[
			'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
			'248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1'
		]
	])('is that of FIPS 180-4 for “%s”', (text, expected) => {
		const sha = sha256.create();
		sha.update(new TextEncoder().encode(text));
		expect(hex(sha.digest())).toBe(expected);
	});

	it('is the platform’s, however the bytes are cut', () => {
		fc.assert(
			fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 12 }), (pieces) => {
				const sha = sha256.create();
				for (const piece of pieces) sha.update(piece);
				expect(hex(sha.digest())).toBe(platform(Buffer.concat(pieces)));
			})
		);
	});

	it('is the platform’s of a file that is too large to be copied', async () => {
		const bytes = new Uint8Array(64_000_001);
		for (let at = 0; at < bytes.length; at += 4099) bytes[at] = at;
		expect(await sha256Hex(bytes)).toBe(platform(bytes));
	});
});
