import { expect, it } from 'vitest';
import { ResealDesk } from '#lib/desk/reseal.svelte.ts';
import { asClinician, type Practice } from '#lib/practice/practice.ts';
import { Door } from '#lib/practice/door.ts';
import { memoryStorage } from '#lib/practice/memory-storage.ts';
import { canvasCodec } from '#lib/imaging/canvas.ts';
import { partMakerWith } from '#lib/tray/part-maker.ts';
import { hardenHere } from '#lib/vault/hardener.ts';
import { steppingClock } from '../support/clock.ts';
import { ana, filePage } from './open-practice.ts';

const passphrase = 'open sesame';

/** A practice with pages from before somebody left. */
async function afterLeave(pages: number): Promise<Practice> {
	const door = new Door({
		storage: memoryStorage(),
		hardener: hardenHere({ logN: 4 }),
		clock: steppingClock(),
		makePart: partMakerWith(canvasCodec)
	});
	const about = { credential: 'PhD', passphrase, cabinetPassphrase: 'another one' };
	const prepared = await door.prepare({ ...about, practice: 'Harbor Lane', name: 'Ida' });
	await door.establish(prepared);
	const unlock = async (): Promise<Practice> => {
		const found = await door.look();
		if (found.is !== 'locked') throw new Error(found.is);
		const unlocked = await door.unlock(found.roster, prepared.person.id, passphrase);
		if (!unlocked.ok) throw new Error(unlocked.why);
		return asClinician(unlocked.practice);
	};
	const practice = await unlock();
	await practice.chart.act({ is: 'client-added', client: ana });
	for (let i = 0; i < pages; i++) await filePage(practice, i, 'chart');
	const invited = await practice.people.prepare({
		...{ role: 'staff', name: 'Lee', credential: '', passphrase: 'theirs' }
	});
	await practice.people.join(invited);
	await practice.people.leave(invited.person.id);
	return unlock();
}

it('older pages are sealed anew once, and there is nothing to do after that', async () => {
	const practice = await afterLeave(2);
	const reseal = new ResealDesk(practice);
	expect(reseal.earlierKeys).toBe(1);
	await reseal.start();
	expect(reseal.result).toContain('Done: 2 pages were sealed anew.');
	expect(reseal.running).toBe(false);
	await reseal.start();
	expect(reseal.result).toContain('Every page lies under the newest key already.');
});

it('it stops when it is told to, says so, and goes on with the rest', async () => {
	const practice = await afterLeave(10);
	const reseal = new ResealDesk(practice);
	const running = reseal.start();
	await reseal.stop();
	await running;
	expect(reseal.result).toContain('Stopped. 8 pages were sealed anew; the rest waits.');
	await reseal.start();
	expect(reseal.result).toContain('Done: 2 pages were sealed anew.');
});
