/** A session as the app composes it, over a practice in memory with real keys and folders. */
import { OpenDesk } from '#lib/desk/open-desk.svelte.ts';
import { PutBackNote } from '#lib/desk/put-back.svelte.ts';
import { SelfTestDesk } from '#lib/desk/self-test.svelte.ts';
import { Session } from '#lib/desk/session.svelte.ts';
import { StaffDesk } from '#lib/desk/staff-desk.svelte.ts';
import { canvasCodec } from '#lib/imaging/canvas.ts';
import type { ClientId, PersonId } from '#lib/page/ids.ts';
import { Door } from '#lib/practice/door.ts';
import { memoryStorage } from '#lib/practice/memory-storage.ts';
import { asClinician, type AnyPractice, type Storage } from '#lib/practice/practice.ts';
import { partMakerWith } from '#lib/tray/part-maker.ts';
import { hardenHere } from '#lib/vault/hardener.ts';
import { newId } from '#lib/vault/random.ts';
import { steppingClock } from '../support/clock.ts';
import { searchHere } from '../support/search-engine.ts';
import { CannedEngines } from './feed-desk.ts';

export const passphrase = 'open sesame';

/** A practice of a clinician and Ben at the front desk, locked. */
export async function setUpSession(
	/** Loads what lies behind the door. */
	load: () => Promise<void> = () => Promise.resolve()
): Promise<{
	session: Session;
	storage: Storage;
	ben: PersonId;
	maren: PersonId;
	/** Unlocked without a desk. */
	practiceOf: (id: PersonId) => Promise<AnyPractice>;
}> {
	const storage = memoryStorage();
	const door = new Door({
		storage,
		hardener: hardenHere({ logN: 4 }),
		clock: steppingClock(),
		makePart: partMakerWith(canvasCodec),
		onNewer: () => void session.takeNotice('newer-elsewhere')
	});
	const prepared = await door.prepare({
		practice: 'Harbor Lane Counseling',
		name: 'Maren Ellsworth',
		credential: 'PhD',
		passphrase,
		cabinetPassphrase: 'the second drawer sticks'
	});
	await door.establish(prepared);
	const maren = prepared.person.id;
	const found = await door.look();
	if (found.is !== 'locked') throw new Error('no practice');
	const unlocked = await door.unlock(found.roster, maren, passphrase);
	if (!unlocked.ok) throw new Error(unlocked.why);
	const practice = asClinician(unlocked.practice);
	await practice.chart.act({
		is: 'client-added',
		client: { id: newId<ClientId>(), name: 'Ana Marlow' }
	});
	const invited = await practice.people.prepare({
		...{ role: 'staff', name: 'Ben Yule', credential: '', passphrase }
	});
	const joined = await practice.people.join(invited);
	if (!joined.ok) throw new Error(joined.why);
	await practice.close();
	const session: Session = new Session({
		door,
		restoreTarget: storage,
		putBack: new PutBackNote(sessionStorage),
		sample: () => Promise.reject(new Error('no sample here')),
		collectShared: () => Promise.resolve(undefined),
		askForPersistence: () => Promise.resolve(true),
		recallAnchors: () => Promise.resolve(),
		renewDevice: () => undefined,
		async openDesk(opened, _sample, inbox) {
			await load();
			const common = {
				engines: new CannedEngines(),
				searchEngine: searchHere(),
				makeExport: () => {
					throw new Error('nothing is exported here');
				},
				newIds: {
					page: newId,
					box: newId,
					client: newId,
					packet: newId,
					request: newId,
					paper: newId,
					...{ entry: newId, incident: newId, note: newId, run: newId }
				},
				makePacket: () => Promise.reject(new Error('nothing is built here')),
				makeAccounting: () => Promise.reject(new Error('nothing is built here')),
				selfTest: new SelfTestDesk(() => Promise.reject(new Error('nothing is tested here'))),
				redaction: {
					make: () => Promise.reject(new Error('nothing is redacted here')),
					propose: () => [],
					find: () => []
				},
				now: () => new Date(),
				notes: sessionStorage,
				inbox
			} as const;
			return opened.role === 'staff'
				? new StaffDesk({ ...common, practice: opened })
				: new OpenDesk({
						...common,
						makeNotes: common.makePacket,
						practice: opened
					});
		}
	});
	await session.start();
	async function practiceOf(id: PersonId): Promise<AnyPractice> {
		const now = await door.look();
		if (now.is !== 'locked') throw new Error('no practice');
		const opened = await door.unlock(now.roster, id, passphrase);
		if (!opened.ok) throw new Error(opened.why);
		return opened.practice;
	}
	return { session, storage, ben: invited.person.id, maren, practiceOf };
}
