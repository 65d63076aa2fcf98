import { expect, it } from 'vitest';
import { OwnSeal } from '#lib/practice/own-file.ts';
import type { PersonId } from '#lib/page/ids.ts';
import { makeIdentity } from '#lib/vault/identity.ts';
import type { UnlockedPerson } from '#lib/vault/person.ts';

async function somebody(id: string): Promise<OwnSeal> {
	const { identity, recipient } = await makeIdentity();
	const person = { id: id as PersonId, recipient };
	return new OwnSeal({ person, identity } as unknown as UnlockedPerson);
}

it('is opened by whom it was sealed to, and by nobody else', async () => {
	const [maren, ben] = [await somebody('maren'), await somebody('ben')];
	const words = 'she said that she had never told anybody';
	const sealed = await maren.seal(words);
	expect(new TextDecoder('latin1').decode(sealed)).not.toContain('never told');
	expect(await maren.open(sealed)).toBe(words);
	expect(await ben.open(sealed)).toBeUndefined();
});

it('is nothing once a byte of it is changed', async () => {
	const maren = await somebody('maren');
	const sealed = await maren.seal('words');
	sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
	expect(await maren.open(sealed)).toBeUndefined();
});
