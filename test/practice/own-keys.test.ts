import { describe, expect, it } from 'vitest';
import { makeKit } from '#lib/vault/kit.ts';
import { cabinetPassphrase, passphrase, setUpPractice } from '../support/practice.ts';

const renewed = 'gravel tulip ninety kettle moss';

describe('a changed passphrase', () => {
	it('opens the desk from then on, and the old one does not', async () => {
		const { door, practice } = await setUpPractice();
		const { roster, me } = practice;
		const changed = await practice.keys.changePassphrase({ old: passphrase, new: renewed });
		expect(changed).toEqual({ ok: true });
		const { id } = me.person;
		expect(await door.unlock(roster, id, passphrase)).toEqual({
			ok: false,
			why: 'wrong-passphrase'
		});
		expect((await door.unlock(roster, id, renewed)).ok).toBe(true);
	});

	it('of the cabinet opens the cabinet alone, and leaves the desk as it was', async () => {
		const { practice, again } = await setUpPractice();
		const changed = await practice.keys.changeCabinetPassphrase({
			old: cabinetPassphrase,
			new: renewed
		});
		expect(changed).toEqual({ ok: true });
		const later = await again();
		expect(await later.openCabinet(cabinetPassphrase)).toEqual({
			ok: false,
			why: 'wrong-passphrase'
		});
		expect((await later.openCabinet(renewed)).ok).toBe(true);
	});

	it('needs the old one', async () => {
		const { practice, again } = await setUpPractice();
		const refused = { ok: false, why: 'wrong-passphrase' };
		const passphrases = { old: 'not this one', new: renewed };
		expect(await practice.keys.changePassphrase(passphrases)).toEqual(refused);
		expect(await practice.keys.changeCabinetPassphrase(passphrases)).toEqual(refused);
		expect((await (await again()).openCabinet(cabinetPassphrase)).ok).toBe(true);
	});

	it('is never the same for desk and cabinet', async () => {
		const { practice, again } = await setUpPractice();
		const refused = { ok: false, why: 'same-passphrase' };
		const { keys } = practice;
		expect(await keys.changePassphrase({ old: passphrase, new: cabinetPassphrase })).toEqual(
			refused
		);
		expect(await keys.changeCabinetPassphrase({ old: cabinetPassphrase, new: passphrase })).toEqual(
			refused
		);
		expect((await (await again()).openCabinet(cabinetPassphrase)).ok).toBe(true);
	});

	it('rewrites one small file and no other', async () => {
		const { practice } = await setUpPractice();
		const { files } = practice;
		const all = async (): Promise<Map<string, string>> =>
			new Map(
				await Promise.all(
					(await files.list()).map(
						async (path) => [path, String(await files.read(path))] as [string, string]
					)
				)
			);
		const before = await all();
		await practice.keys.changePassphrase({ old: passphrase, new: renewed });
		const after = await all();
		expect([...after.keys()]).toEqual([...before.keys()]);
		const rewritten = [...after].filter(([path, bytes]) => before.get(path) !== bytes);
		expect(rewritten.map(([path]) => path)).toEqual([`people/${practice.me.person.id}.key.age`]);
	});
});

describe('trying the kit', () => {
	it('says that it fits, however it was typed, also after passphrases changed', async () => {
		const { practice, kit } = await setUpPractice();
		const { keys } = practice;
		await keys.changePassphrase({ old: passphrase, new: renewed });
		expect(await keys.tryKit(kit)).toEqual({ ok: true });
		expect(
			await keys.tryKit((kit.slice(16).match(/.{1,4}/g) ?? []).join(' ').toLowerCase())
		).toEqual({ ok: true });
	});

	it('tells another kit, a typing mistake and a missing end apart', async () => {
		const { practice, kit } = await setUpPractice();
		const other = (await makeKit()).typed.reveal();
		const swapped = kit.slice(0, -2) + (kit.at(-1) ?? '') + (kit.at(-2) ?? '');
		const mistyped = swapped === kit ? kit.slice(0, -1) + (kit.endsWith('Q') ? 'P' : 'Q') : swapped;
		expect(await practice.keys.tryKit(other)).toEqual({ ok: false, why: 'another-kit' });
		expect(await practice.keys.tryKit(mistyped)).toEqual({ ok: false, why: 'mistyped' });
		expect(await practice.keys.tryKit(kit.slice(0, -4))).toEqual({ ok: false, why: 'too-short' });
	});
});
