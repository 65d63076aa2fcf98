/** The sample: an invented practice in memory, with a box of twelve pages. It comes when somebody asks for it. */
import { Door } from '#lib/practice/door.ts';
import { memoryStorage } from '#lib/practice/memory-storage.ts';
import { asClinician, type Practice } from '#lib/practice/practice.ts';
import { hardenHere } from '#lib/vault/hardener.ts';
import { surroundingsIn } from './surroundings.ts';

/** How the sample is unlocked: it lives in memory only, so its passphrases guard nothing. */
export const samplePassphrase = 'sample';

/** The sample's passphrases guard nothing, so they may be quick. */
const sampleWork = 10;

export async function samplePractice(): Promise<{ practice: Practice; files: readonly File[] }> {
	const door = new Door(surroundingsIn(memoryStorage(), hardenHere({ logN: sampleWork })));
	const prepared = await door.prepare({
		practice: 'Harbor Lane Counseling (sample)',
		name: 'Maren Ellsworth',
		credential: 'PhD',
		passphrase: samplePassphrase,
		cabinetPassphrase: samplePassphrase
	});
	await door.establish(prepared);
	const found = await door.look();
	if (found.is !== 'locked') throw new Error('the sample could not be made');
	const unlocked = await door.unlock(found.roster, prepared.person.id, samplePassphrase);
	if (!unlocked.ok) throw new Error('the sample could not be opened');
	const names = Array.from({ length: 12 }, (_, i) => `page-${String(i + 1).padStart(2, '0')}.jpg`);
	const files = await Promise.all(
		names.map(async (name) => {
			const bytes = await (await fetch(`/sample/${name}`)).blob();
			return new File([bytes], name, { type: 'image/jpeg' });
		})
	);
	return { practice: asClinician(unlocked.practice), files };
}
