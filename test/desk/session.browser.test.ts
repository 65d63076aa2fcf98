/** What the session shows when a newer version of the program has written to the practice. */
import { expect, test } from 'vitest';
import { sentenceFor } from '#lib/desk/sentences.ts';
import { Ledger } from '#lib/ledger/ledger.ts';
import type { DeviceId } from '#lib/page/ids.ts';
import type { AnyPractice } from '#lib/practice/practice.ts';
import { newId } from '#lib/vault/random.ts';
import { NotLoaded } from '#lib/practice/faults.ts';
import { passphrase, setUpSession } from './session-here.ts';

type Here = Awaited<ReturnType<typeof setUpSession>>;

/** Another tab, with a newer version, writes into the charts what this one has never heard of. */
async function writeNewer({ storage }: Here, { me, chart }: AnyPractice): Promise<void> {
	const { slot } = chart.key;
	const ledger = new Ledger<'chart', { readonly is: string }>({
		...{ slot, shelf: storage.shelfOf(slot.folder), author: me },
		...{ device: newId<DeviceId>(), clock: () => new Date() }
	});
	expect((await ledger.append({ is: 'page-sung-aloud' })).ok).toBe(true);
}

test('an open tab that meets a newer version’s entry is let go of, and nothing is called damaged', async () => {
	const here = await setUpSession();
	const { session, maren } = here;
	await session.unlock(maren, passphrase);
	await writeNewer(here, await here.practiceOf(maren));
	const added = await session.desk?.charts.add({ name: 'Cleo Dane' });
	expect(added).toEqual({ ok: false, sentence: sentenceFor('outdated') });
	await expect.poll(() => session.stage).toBe('let-go');
	expect([session.letGo, session.desk, session.damage]).toEqual(['newer-elsewhere', undefined, []]);
});

test('a practice that a newer version wrote is not opened, and says so until it is called damaged', async () => {
	const here = await setUpSession();
	const { session, maren } = here;
	await writeNewer(here, await here.practiceOf(maren));
	const unlocked = await session.unlock(maren, passphrase);
	expect(unlocked).toEqual({ ok: false, sentence: sentenceFor('outdated') });
	expect([session.stage, session.letGo, session.damage]).toEqual(['let-go', 'newer-here', []]);
	session.callItDamaged();
	expect(session.stage).toBe('damaged');
	expect(session.damage).toEqual([expect.stringContaining('newer version')]);
});

test('where the desk cannot be loaded, the door stays locked and says what to do; later it opens', async () => {
	let isServed = false;
	const { session, maren } = await setUpSession(() =>
		isServed ? Promise.resolve() : Promise.reject(new NotLoaded())
	);
	const unlocked = await session.unlock(maren, passphrase);
	expect(unlocked).toEqual({ ok: false, sentence: sentenceFor('not-loaded') });
	expect([session.stage, session.desk, session.busy]).toEqual(['locked', undefined, false]);
	isServed = true;
	expect(await session.unlock(maren, passphrase)).toEqual({ ok: true });
	expect(session.stage).toBe('open');
});
