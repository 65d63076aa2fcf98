/** What seal and open promise; run in Node and in Chromium, whose WebCrypto differ. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FolderId } from '#lib/page/ids.ts';
import { openWith } from '#lib/vault/age.ts';
import { createFolder, type CreatedFolder } from '#lib/vault/folder.ts';
import { makeIdentity } from '#lib/vault/identity.ts';
import { open } from '#lib/vault/open.ts';
import { newId } from '#lib/vault/random.ts';
import { seal } from '#lib/vault/seal.ts';

export async function someFolder(): Promise<CreatedFolder<'chart'>> {
	const { recipient } = await makeIdentity();
	return createFolder('chart', newId<FolderId>(), [recipient]);
}

/** Bytes that differ from place to place, so that a swapped chunk would show. */
export function pageOf(size: number): Uint8Array<ArrayBuffer> {
	return Uint8Array.from({ length: size }, (_, at) => (at * 31 + (at >> 8) * 7) & 255);
}

export function isSame(a: Uint8Array, b: Uint8Array): boolean {
	return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

export function sealContract(numRuns: number): void {
	describe('what is sealed', () => {
		test.each([0, 1, 511, 65_535, 65_536, 65_537, 131_072, 1_048_576])(
			'opens as it was, at %i bytes',
			async (size) => {
				const { slot, key } = await someFolder();
				const plain = pageOf(size);
				const opened = await open(key, await seal(slot, plain));
				expect(opened.ok && isSame(opened.bytes, plain)).toBe(true);
			}
		);

		test('opens as it was, whatever it is', async () => {
			const { slot, key } = await someFolder();
			await fc.assert(
				fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (plain) => {
					const opened = await open(key, await seal(slot, plain));
					expect(opened.ok && isSame(opened.bytes, plain)).toBe(true);
				}),
				{ numRuns }
			);
		});

		test('says that it is for somebody else', async () => {
			const [mine, theirs] = [await someFolder(), await someFolder()];
			const sealed = await seal(mine.slot, pageOf(900));
			expect(await open(theirs.key, sealed)).toEqual({ ok: false, why: 'not-for-this-key' });
			const { identity } = await makeIdentity();
			expect(await openWith(identity, sealed)).toEqual({ ok: false, why: 'not-for-this-key' });
		});

		test('is never the same twice', async () => {
			const { slot } = await someFolder();
			expect(isSame(await seal(slot, pageOf(9)), await seal(slot, pageOf(9)))).toBe(false);
		});

		test('refuses any turned bit', async () => {
			const { slot, key } = await someFolder();
			const sealed = await seal(slot, pageOf(600));
			await fc.assert(
				fc.asyncProperty(fc.nat(sealed.length * 8 - 1), async (bit) => {
					const turned = sealed.slice();
					turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7));
					expect((await open(key, turned)).ok).toBe(false);
				}),
				{ numRuns: numRuns * 6 }
			);
		});

		test('refuses to be cut short or made longer', async () => {
			const { slot, key } = await someFolder();
			const sealed = await seal(slot, pageOf(70_000));
			const cuts = Array.from({ length: numRuns }, (_, at) => (at * 7919) % sealed.length);
			for (const cut of [...cuts, 0, sealed.length - 1, 65_536 + 16 + 200]) {
				expect((await open(key, sealed.slice(0, cut))).ok).toBe(false);
			}
			const longer = new Uint8Array([...sealed, 0]);
			expect((await open(key, longer)).ok).toBe(false);
		});

		test.each(['', 'PDF', 'age-encryption.org/v1', 'age-encryption.org/v2\n'])(
			'%j is damaged, not somebody else’s',
			async (text) => {
				const { key } = await someFolder();
				const sealed = new TextEncoder().encode(text);
				expect(await open(key, sealed)).toEqual({ ok: false, why: 'damaged' });
			}
		);
	});
}
