import { generateIdentity, identityToRecipient } from 'age-encryption';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recipientOf } from '#lib/vault/age.ts';
import { decodeBase64, encodeBase64, fromBase64, toBase64 } from '#lib/vault/base64.ts';
import { decodeBech32, encodeBech32 } from '#lib/vault/bech32.ts';
import { lengthPrefixed } from '#lib/vault/fields.ts';
import { sha256Hex } from '#lib/vault/hash.ts';
import { makeIdentity, parseIdentity } from '#lib/vault/identity.ts';
import { readKeyFile, writeKeyFile } from '#lib/vault/key-file.ts';
import { makeSigner, sign, verify } from '#lib/vault/signing.ts';

const ascii = (text: string) => new TextEncoder().encode(text);
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('identities', () => {
	test('are written as age writes them, and lead to the same recipient', async () => {
		const { line, recipient } = await makeIdentity();
		expect(text(line)).toMatch(/^AGE-SECRET-KEY-1[0-9A-Z]{58}$/);
		expect(await identityToRecipient(text(line))).toBe(recipient);
	});

	test('that age made are read, and cannot be taken out again', async () => {
		const line = await generateIdentity();
		const identity = await parseIdentity(ascii(line));
		if (!identity) throw new Error('not read');
		expect(await recipientOf(identity)).toBe(await identityToRecipient(line));
		expect(identity.extractable).toBe(false);
		await expect(crypto.subtle.exportKey('pkcs8', identity)).rejects.toThrow();
		expect(JSON.stringify({ identity })).toBe('{"identity":{}}');
	});

	test('with any one letter mistyped are refused', async () => {
		const { line } = await makeIdentity();
		const letters = 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L';
		for (let at = 16; at < line.length; at++) {
			for (const letter of letters) {
				if (letter === String.fromCharCode(line[at] ?? 0)) continue;
				expect(await parseIdentity(line.with(at, letter.charCodeAt(0)))).toBeUndefined();
			}
		}
	});

	test.each(['', 'AGE-SECRET-KEY-1', 'AGE-SECRET-KEY-PQ-1QQQ', 'age1qqqq', '# AGE-SECRET-KEY-1'])(
		'%j is not one',
		async (line) => expect(await parseIdentity(ascii(line))).toBeUndefined()
	);
});

describe('bech32 and base64 over bytes', () => {
	// Valid and invalid strings of BIP 173.
	test.each(['A12UEL5L', 'a12uel5l'])('%s is valid and empty', (line) => {
		expect(decodeBech32('a', ascii(line))).toEqual(new Uint8Array());
	});
	test.each(['A1G7SGD8', 'a12UEL5L', '10a06t8', '1qzzfhee', 'a12uel5x'])('%s is not', (line) => {
		expect(decodeBech32('a', ascii(line))).toBeUndefined();
	});

	test('both come back as they were', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
				expect(decodeBech32('age', encodeBech32('age', bytes))).toEqual(bytes);
				expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes);
				expect(toBase64(bytes)).toBe(btoa(String.fromCharCode(...bytes)));
			})
		);
	});

	test.each(['A', 'AA', 'AAA', 'AA=', 'A===', 'AB==', 'AAB=', 'AA==A', 'A-==', 'AA==\n', '=AAA'])(
		'base64 has one spelling: %j is refused',
		(line) => expect(fromBase64(line)).toBeUndefined()
	);
});

describe('key files', () => {
	test('hold an identity, and a signing key in a comment', async () => {
		const { line, recipient } = await makeIdentity();
		const { pkcs8, verifier } = await makeSigner();
		const keys = await readKeyFile(writeKeyFile(line, pkcs8));
		if (!keys?.signer) throw new Error('not read');
		expect(await recipientOf(keys.identity)).toBe(recipient);
		expect(keys.signer.extractable).toBe(false);
		const signature = await sign(keys.signer, 'd', ascii('x'));
		expect(await verify(verifier, 'd', ascii('x'), signature)).toBe(true);
	});

	test.each([
		['nothing', ''],
		['no identity', '# sign: AAAA\n'],
		['another text', 'hello\n'],
		['a broken signing key', '# sign: AAAA\nAGE-SECRET-KEY-1\n']
	])('with %s are not key files', async (_, file) => {
		expect(await readKeyFile(ascii(file))).toBeUndefined();
	});

	test('with two identities are refused', async () => {
		const [one, two] = [await makeIdentity(), await makeIdentity()];
		const file = ascii(`${text(one.line)}\n${text(two.line)}\n`);
		expect(await readKeyFile(file)).toBeUndefined();
	});
});

describe('signatures', () => {
	test('hold for the same bytes, purpose and person, and for nothing else', async () => {
		const [ana, eve] = [await makeSigner(), await makeSigner()];
		const bytes = ascii('thirty pages');
		const signature = await sign(ana.signer, 'event', bytes);
		expect(await verify(ana.verifier, 'event', bytes, signature)).toBe(true);
		expect(await verify(eve.verifier, 'event', bytes, signature)).toBe(false);
		expect(await verify(ana.verifier, 'snapshot', bytes, signature)).toBe(false);
		expect(await verify(ana.verifier, 'event', ascii('thirty page'), signature)).toBe(false);
		expect(await verify(ana.verifier, 'event', bytes, signature.slice(1))).toBe(false);
		expect(await verify('not base64', 'event', bytes, signature)).toBe(false);
		expect(ana.signer.extractable).toBe(false);
	});

	test('a purpose and its bytes cannot trade letters', async () => {
		expect(lengthPrefixed(['ab', ascii('c')])).not.toEqual(lengthPrefixed(['a', ascii('bc')]));
		const { signer, verifier } = await makeSigner();
		expect(await verify(verifier, 'a', ascii('bc'), await sign(signer, 'ab', ascii('c')))).toBe(
			false
		);
	});
});

test('SHA-256 is the published one', async () => {
	// FIPS 180-4 example.
	expect(await sha256Hex(ascii('abc'))).toBe(
		'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
	);
});
