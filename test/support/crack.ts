/** What raw files give away to somebody with a few secrets, by `age` alone. */
import { Decrypter } from 'age-encryption';

/** What somebody starts with: words they know, a paper they hold. */
export interface Secrets {
	readonly passphrases?: readonly string[];
	readonly kits?: readonly string[];
}

/**
 * Opens everything that can be opened with these secrets, then with every key that was found so, until nothing more
 * opens. Only `age` is used: no program of ours stands in the way.
 */
export async function crack(
	files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>,
	{ passphrases = [], kits = [] }: Secrets
): Promise<{ readonly identities: ReadonlySet<string>; readonly opened: ReadonlySet<string> }> {
	const identities = new Set<string>(kits);
	const opened = new Set<string>();
	const closed = new Map(files);
	for (let found = true; found;) {
		found = false;
		for (const [path, sealed] of closed) {
			const plain = await openBy(sealed, identities, passphrases);
			if (!plain) continue;
			closed.delete(path);
			opened.add(path);
			found = true;
			if (startsAsAge(plain)) closed.set(`${path} inside`, plain);
			for (const [line] of new TextDecoder().decode(plain).matchAll(/^AGE-SECRET-KEY-1\S+$/gm))
				identities.add(line);
		}
	}
	return { identities, opened };
}

export async function openBy(
	sealed: Uint8Array,
	identities: Iterable<string>,
	passphrases: readonly string[] = []
): Promise<Uint8Array<ArrayBuffer> | undefined> {
	if (!startsAsAge(sealed)) return undefined;
	const tries = [
		...[...identities].map((identity) => (age: Decrypter) => age.addIdentity(identity)),
		...passphrases.map((typed) => (age: Decrypter) => age.addPassphrase(typed))
	];
	for (const give of tries) {
		const age = new Decrypter();
		give(age);
		try {
			return new Uint8Array(await age.decrypt(sealed));
		} catch {
			// Not with this one.
		}
	}
	return undefined;
}

function startsAsAge(bytes: Uint8Array): boolean {
	return new TextDecoder().decode(bytes.subarray(0, 21)) === 'age-encryption.org/v1';
}
