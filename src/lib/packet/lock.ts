/**
 * Locks a file with a password: AES-256 as PDF 2.0 has it (ISO 32000-2, 7.6.4, revision 6; crypt filter AESV3). The key is
 * new for every file; who has the password may do everything that a PDF can be asked for.
 */
import { aesCbc, hardened, utf8Password } from './lock-hash.ts';
import { hexOf, type Cipher } from './pdf-file.ts';

/** What is permitted, as a signed number: everything (table 22). */
export const permissions = -4;

export async function lockWith(password: string): Promise<Cipher> {
	const key = random(32);
	const secret = utf8Password(password);
	const user = await entry(secret, key, new Uint8Array());
	// The same password in both places: there is no owner who could do more.
	const owner = await entry(secret, key, user.hash);
	const perms = new Uint8Array(16);
	new DataView(perms.buffer).setInt32(0, permissions, true);
	perms.set([0xff, 0xff, 0xff, 0xff, ...new TextEncoder().encode('Tadb'), ...random(4)], 4);
	const sealed = await aesCbc('encrypt', key, new Uint8Array(16), perms);
	const filter = '/CF << /StdCF << /CFM /AESV3 /AuthEvent /DocOpen /Length 32 >> >>';
	const dictionary = [
		`/Filter /Standard /V 5 /R 6 /Length 256 ${filter} /StmF /StdCF /StrF /StdCF`,
		`/U <${hexOf(user.hash)}> /UE <${hexOf(user.key)}>`,
		`/O <${hexOf(owner.hash)}> /OE <${hexOf(owner.key)}>`,
		`/P ${permissions} /Perms <${hexOf(sealed)}>`
	].join(' ');
	const imported = await crypto.subtle.importKey('raw', key, 'AES-CBC', false, ['encrypt']);
	return {
		dictionary,
		/** A random block first, then the data, filled up to whole blocks (7.6.3.1). */
		async encrypt(plain) {
			const iv = random(16);
			const data = await crypto.subtle.encrypt({ name: 'AES-CBC', iv }, imported, plain);
			const out = new Uint8Array(16 + data.byteLength);
			out.set(iv);
			out.set(new Uint8Array(data), 16);
			return out;
		}
	};
}

/** U and UE, or O and OE (algorithms 8 and 9): a hash to know the password by, and the file's key under it. */
async function entry(
	secret: Uint8Array<ArrayBuffer>,
	key: Uint8Array<ArrayBuffer>,
	user: Uint8Array<ArrayBuffer>
): Promise<{ readonly hash: Uint8Array<ArrayBuffer>; readonly key: Uint8Array<ArrayBuffer> }> {
	const [toKnow, toOpen] = [random(8), random(8)];
	const hash = new Uint8Array(48);
	hash.set(await hardened(secret, toKnow, user));
	hash.set(toKnow, 32);
	hash.set(toOpen, 40);
	const under = await hardened(secret, toOpen, user);
	return { hash, key: await aesCbc('encrypt', under, new Uint8Array(16), key) };
}

function random(length: number): Uint8Array<ArrayBuffer> {
	return crypto.getRandomValues(new Uint8Array(length));
}
