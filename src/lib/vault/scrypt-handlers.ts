/** What the scrypt worker answers to. Apart from its caller, so that the worker's bundle does not start workers. */
import { transferring, type Transferring } from '#lib/thread/messages.ts';
import { openWithPassphrase, sealWithPassphrase, type Opened } from './age.ts';
import { workFactor } from './hardener.ts';

interface Question {
	readonly passphrase: string;
	readonly bytes: Uint8Array;
}

export const scryptHandlers = {
	async seal({ passphrase, bytes }: Question): Promise<Uint8Array<ArrayBuffer>> {
		try {
			return await sealWithPassphrase(passphrase, bytes, workFactor);
		} finally {
			bytes.fill(0);
		}
	},
	async open({ passphrase, bytes }: Question): Promise<Transferring<Opened>> {
		const opened = await openWithPassphrase(passphrase, bytes);
		// Moved, not copied: no second copy of a key file stays behind in the worker.
		return transferring(opened, opened.ok ? [opened.bytes.buffer] : []);
	}
};
