/** Opens a locked file for the proof: its lock has to be the one that we make, and the password has to fit both entries. */
import { aesCbc, hardened, utf8Password } from './lock-hash.ts';
import { permissions } from './lock.ts';
import { Unexplained, type Dict } from './pdf-objects.ts';
import { dictOf, named, numberOf, only, stringOf } from './walk-values.ts';

export type Decipher = (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>;

const entries = [
	'Filter',
	'V',
	'R',
	'Length',
	'CF',
	'StmF',
	'StrF',
	'U',
	'UE',
	'O',
	'OE',
	'P',
	'Perms'
];

export async function unlock(lock: Dict, password: string): Promise<Decipher> {
	only(lock, entries);
	named(lock, { Filter: 'Standard', StmF: 'StdCF', StrF: 'StdCF' });
	const filters = dictOf(lock.get('CF'));
	only(filters, ['StdCF']);
	const filter = dictOf(filters.get('StdCF'));
	only(filter, ['CFM', 'AuthEvent', 'Length']);
	named(filter, { CFM: 'AESV3', AuthEvent: 'DocOpen' });
	const numbers = [...['V', 'R', 'Length', 'P'].map((key) => lock.get(key)), filter.get('Length')];
	if (numbers.map(numberOf).join() !== [5, 6, 256, permissions, 32].join()) {
		throw new Unexplained('the lock is not ours');
	}
	const secret = utf8Password(password);
	const user = bytesOf(lock, 'U', 48);
	const key = await opened(secret, user, bytesOf(lock, 'UE', 32), new Uint8Array());
	const same = await opened(secret, bytesOf(lock, 'O', 48), bytesOf(lock, 'OE', 32), user);
	const perms = await aesCbc('decrypt', key, new Uint8Array(16), bytesOf(lock, 'Perms', 16));
	const view = new DataView(perms.buffer);
	const said = new TextDecoder('latin1').decode(perms.subarray(8, 12));
	const right =
		view.getInt32(0, true) === permissions && view.getInt32(4) === -1 && said === 'Tadb';
	if (same.join() !== key.join() || !right) throw new Unexplained('the lock is not ours');
	const imported = await crypto.subtle.importKey('raw', key, 'AES-CBC', false, ['decrypt']);
	return async (bytes) => {
		const algorithm = { name: 'AES-CBC', iv: bytes.slice(0, 16) };
		return new Uint8Array(await crypto.subtle.decrypt(algorithm, imported, bytes.subarray(16)));
	};
}

/** The file's key, from under the password; throws when the password is not this entry's. */
async function opened(
	secret: Uint8Array<ArrayBuffer>,
	known: Uint8Array<ArrayBuffer>,
	sealed: Uint8Array<ArrayBuffer>,
	user: Uint8Array<ArrayBuffer>
): Promise<Uint8Array<ArrayBuffer>> {
	const hash = await hardened(secret, known.slice(32, 40), user);
	if (hash.join() !== known.subarray(0, 32).join()) {
		throw new Unexplained('the password does not open it');
	}
	const under = await hardened(secret, known.slice(40, 48), user);
	return aesCbc('decrypt', under, new Uint8Array(16), sealed);
}

function bytesOf(lock: Dict, key: string, length: number): Uint8Array<ArrayBuffer> {
	const bytes = Uint8Array.from(stringOf(lock.get(key)), (char) => char.charCodeAt(0));
	if (bytes.length !== length) throw new Unexplained('the lock is not ours');
	return bytes;
}
