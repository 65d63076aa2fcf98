/** The passkey beside the cabinet's passphrase, as Settings shows it. */
import type { CabinetPasskey, PasskeyHere } from '#lib/practice/cabinet-passkey.ts';
import { outcomeOf, type Outcome } from './sentences.ts';

export class PasskeyDesk {
	standing = $state.raw<PasskeyHere>();
	busy = $state(false);
	/** Whether this browser has passkeys at this address at all. */
	readonly isPossible: boolean;
	readonly #core: CabinetPasskey;

	constructor(core: CabinetPasskey) {
		this.#core = core;
		this.isPossible = core.isPossible;
	}

	/** Whether one was added; no device is asked for it. */
	async look(): Promise<void> {
		this.standing = await this.#core.look();
	}

	add(passphrase: string): Promise<Outcome> {
		return this.#busily(() => this.#core.add(passphrase));
	}

	remove(): Promise<Outcome> {
		return this.#busily(() => this.#core.remove());
	}

	async #busily(act: () => Promise<Parameters<typeof outcomeOf>[0]>): Promise<Outcome> {
		this.busy = true;
		try {
			const outcome = outcomeOf(await act());
			await this.look();
			return outcome;
		} finally {
			this.busy = false;
		}
	}
}
