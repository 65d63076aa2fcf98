/** Passphrases, made slow to guess: scrypt with N = 2^17, r 8, p 1 (OWASP's floor) inside an age file. */
import { openWithPassphrase, sealWithPassphrase, type Opened } from './age.ts';

/** Base-2 logarithm of scrypt's work: about 0.8 s and 128 MiB. */
export const workFactor = 17;

/** Turns a passphrase into a lock. In the browser it works in a worker, so that unlocking never freezes the page. */
export interface Hardener {
	/** `plain` is copied, not kept: its owner zeroes it. */
	seal(passphrase: string, plain: Uint8Array): Promise<Uint8Array<ArrayBuffer>>;
	/** `not-for-this-key` means a wrong passphrase. */
	open(passphrase: string, sealed: Uint8Array): Promise<Opened>;
}

/** Works on this thread: for Node, and for tests, which alone ask for less work. */
export function hardenHere({ logN = workFactor }: { logN?: number } = {}): Hardener {
	return {
		seal: (passphrase, plain) => sealWithPassphrase(passphrase, plain, logN),
		open: openWithPassphrase
	};
}
