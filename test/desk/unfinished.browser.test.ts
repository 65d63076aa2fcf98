/** What is typed and not saved, over a lock: a real practice in memory, with real keys. */
import { expect, onTestFinished, test } from 'vitest';
import type { Session } from '#lib/desk/session.svelte.ts';
import { requestOnDesk } from '#lib/desk/unfinished.svelte.ts';
import { NotLoaded } from '#lib/practice/faults.ts';
import type { OnDesk } from '#lib/desk/release.svelte.ts';
import { passphrase, setUpSession } from './session-here.ts';

const note = { name: 'note 1', what: 'The note', place: '/charts?page=1' };

async function setUp(): Promise<Awaited<ReturnType<typeof setUpSession>>> {
	const here = await setUpSession();
	onTestFinished(() => here.session.lock());
	return here;
}

function typedInto(session: Session, text: string | undefined): void {
	session.unfinished.watch({ ...note, typed: () => text });
}

test('is given back once, to whoever typed it, and to nobody who unlocks in between', async () => {
	const { session, ben, maren } = await setUp();
	await session.unlock(maren, passphrase);
	typedInto(session, 'half a sentence');
	await session.lock('It was locked because nobody used it for a while.');
	expect(session.unfinished.left).toEqual([]);

	await session.unlock(ben, passphrase);
	expect(session.unfinished.left).toEqual([]);
	await session.lock();

	await session.unlock(maren, passphrase);
	expect(session.unfinished.left).toEqual([{ ...note, typed: 'half a sentence' }]);
	expect(session.unfinished.take(note.name)).toBe('half a sentence');
	expect(session.unfinished.take(note.name)).toBeUndefined();
	await session.lock();
	await session.unlock(maren, passphrase);
	expect(session.unfinished.left).toEqual([]);
});

test('waits over several locks, and the latest of one form counts', async () => {
	const { session, maren } = await setUp();
	await session.unlock(maren, passphrase);
	typedInto(session, 'first');
	session.unfinished.watch({ ...note, name: 'other', typed: () => 'elsewhere' });
	await session.lock();
	await session.unlock(maren, passphrase);
	typedInto(session, 'second');
	await session.lock();
	await session.unlock(maren, passphrase);
	expect(session.unfinished.left.map(({ name, typed }) => [name, typed])).toEqual([
		['other', 'elsewhere'],
		[note.name, 'second']
	]);
	session.unfinished.drop();
	await session.lock();
	await session.unlock(maren, passphrase);
	expect(session.unfinished.left).toEqual([]);
});

test('is nothing where all is saved, and nothing of a form that is gone', async () => {
	const { session, maren } = await setUp();
	await session.unlock(maren, passphrase);
	typedInto(session, undefined);
	session.unfinished.watch({ ...note, name: 'gone', typed: () => 'gone' })();
	await session.lock();
	await session.unlock(maren, passphrase);
	expect(session.unfinished.left).toEqual([]);
});

test('is still there after an unlock whose screens could not be loaded', async () => {
	let isGone = false;
	const { session, maren } = await setUpSession(() =>
		isGone ? Promise.reject(new NotLoaded()) : Promise.resolve()
	);
	onTestFinished(() => session.lock());
	await session.unlock(maren, passphrase);
	typedInto(session, 'half a sentence');
	await session.lock();
	isGone = true;
	expect((await session.unlock(maren, passphrase)).ok).toBe(false);
	expect(session.unfinished.left).toEqual([]);
	isGone = false;
	expect((await session.unlock(maren, passphrase)).ok).toBe(true);
	expect(session.unfinished.take(note.name)).toBe('half a sentence');
});

test('is not asked of a desk that storage has taken away', async () => {
	const { session, maren } = await setUp();
	await session.unlock(maren, passphrase);
	let asked = 0;
	session.unfinished.watch({ ...note, typed: () => ++asked });
	await session.takeNotice('newer-elsewhere');
	await session.start();
	await session.unlock(maren, passphrase);
	await session.lock();
	await session.unlock(maren, passphrase);
	expect(asked).toBe(0);
	expect(session.unfinished.left).toEqual([]);
});

test('the request that lay on the desk is laid there again', async () => {
	const { session, ben } = await setUp();
	await session.unlock(ben, passphrase);
	const release = session.desk?.release;
	const client = session.desk?.charts.clients[0]?.client.id;
	if (!release || !client) throw new Error('no desk');
	expect(release.unlisted).toBeUndefined();
	release.client = client;
	release.write('requesterName', 'Lopez and Hart');
	release.gate.words = { ...release.gate.words, undated: 'asked the client' };
	await session.lock();

	await session.unlock(ben, passphrase);
	const left = session.unfinished.take(requestOnDesk.name) as OnDesk;
	const again = session.desk?.release;
	again?.takeUp(left);
	expect(again?.client).toBe(client);
	expect(again?.form['requesterName']).toBe('Lopez and Hart');
	expect(again?.gate.words).toMatchObject({ undated: 'asked the client' });
});
