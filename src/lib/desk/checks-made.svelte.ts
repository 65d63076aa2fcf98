/** When each check was last made on this device: a day and an hour, and nothing of what it found. The cabinet's is not here. */

export type CheckName = 'notes' | 'chart' | 'history' | 'self-test' | 'withheld';

/** The key in this device's notes. */
const noted = 'cc-checks';

export class ChecksMade {
	#at = $state.raw<Readonly<Partial<Record<CheckName, string>>>>({});
	readonly #notes: Pick<Storage, 'getItem' | 'setItem'>;

	constructor(notes: Pick<Storage, 'getItem' | 'setItem'>) {
		this.#notes = notes;
		this.#at = readIn(notes.getItem(noted));
	}

	/** ISO 8601 time; `undefined` when it was never made here. */
	at(check: CheckName): string | undefined {
		return this.#at[check];
	}

	note(check: CheckName, at: string): void {
		if (this.#at[check] === at) return;
		this.#at = { ...this.#at, [check]: at };
		this.#notes.setItem(noted, JSON.stringify(this.#at));
	}
}

/** What a person or another program wrote there is no reason to fail. */
function readIn(text: string | null): Partial<Record<CheckName, string>> {
	try {
		const found = JSON.parse(text ?? '{}') as unknown;
		const entries = typeof found === 'object' && found ? Object.entries(found) : [];
		const isTime = (at: unknown): boolean =>
			typeof at === 'string' && !Number.isNaN(Date.parse(at));
		return Object.fromEntries(entries.filter(([, at]) => isTime(at)));
	} catch {
		return {};
	}
}
