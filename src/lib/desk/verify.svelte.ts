/** "Verify the history" at the desk: one chain after another, with how far it has come, a stop, and what was found of each. */
import { languageTag } from '#lib/language/language.ts';
import type { PersonId } from '#lib/page/ids.ts';
import type { AnyPractice } from '#lib/practice/practice.ts';
import type { Chain, ChainFound, VerifyFault } from '#lib/practice/verify.ts';

export interface ChainResult {
	readonly name: string;
	readonly ok: boolean;
	/** One sentence. Of a locked folder it never says how much lies there. */
	readonly sentence: string;
	/** The last entry's number and hash, to compare with another day's paper; not of what is locked or a colleague's. */
	readonly last?: { readonly n: number; readonly hash: string };
}

export interface VerifiedAt {
	/** ISO 8601 time at which it ended. */
	readonly at: string;
	readonly seconds: number;
	readonly results: readonly ChainResult[];
	/**
	 * Whether the charts that are worked with are what their entries say. Absent where these do not hold, or were not walked
	 * to their end. `made-anew`: they were not, and have been folded from the entries since. `unheld`: an entry does not open,
	 * or its writer had no right to it, which no chain shows: nobody can say.
	 */
	readonly charts?: 'same' | 'made-anew' | 'unheld' | undefined;
	/** Somebody stopped it: these chains were not walked to their end. */
	readonly unwalked: readonly string[];
}

export interface Walking {
	readonly name: string;
	/** Chains that are done with, and how many there are. */
	readonly chain: number;
	readonly chains: number;
	/** Entries of this chain; absent where their number is nobody's to know. */
	readonly entry?: { readonly done: number; readonly of: number };
}

/** Entries that are looked at between two breaths: the screen stays alive over 20,000. */
const breathEvery = 60;

const order: readonly Chain['kind'][] = ['people', 'chart', 'tray', 'cabinet'];

const faults: Readonly<Record<VerifyFault, string>> = {
	unreadable: 'the browser’s storage could not be read',
	damaged: 'it is altered',
	gap: 'the one before it is missing',
	'broken-chain': 'it does not follow the one before it',
	'wrong-folder': 'it belongs to another folder',
	'unknown-person': 'nobody of this practice signed it',
	'bad-signature': 'its signature does not hold',
	'newer-version': 'a newer version of this program wrote it: reload, and verify again',
	'no-right': 'it is signed by somebody who had left, or may not do this',
	'not-as-noted':
		'entries that were noted outside the database are missing, or others are in their place'
};

/** What is verified; without the charts, their chain alone is walked. */
type VerifiedPractice = Pick<AnyPractice, 'chains' | 'me'> & Partial<Pick<AnyPractice, 'chart'>>;

export class VerifyDesk {
	walking = $state.raw<Walking>();
	/** The last walk, whole or stopped. */
	last = $state.raw<VerifiedAt>();

	readonly #practice: VerifiedPractice;
	readonly #nameOf: (person: PersonId) => string;
	readonly #now: () => Date;
	#stop = false;

	constructor(practice: VerifiedPractice, nameOf: (person: PersonId) => string, now: () => Date) {
		this.#practice = practice;
		this.#nameOf = nameOf;
		this.#now = now;
	}

	/** Walks every chain. A second call while one walks changes nothing. */
	async walk(): Promise<void> {
		if (this.walking) return;
		const chains = this.#inOrder();
		const begun = performance.now();
		const results: ChainResult[] = [];
		const unwalked: string[] = [];
		this.#stop = false;
		this.last = undefined;
		try {
			for (const [at, chain] of chains.entries()) {
				const name = this.#name(chain);
				const found = this.#isStopped() ? undefined : await this.#walkOne(chain, name, at);
				if (found) results.push(this.#told(chain, name, found));
				else unwalked.push(name);
			}
			const holds = chains.every(({ kind }, at) => kind !== 'chart' || results[at]?.ok);
			const charts = holds && unwalked.length === 0 ? await this.#refold(unwalked) : undefined;
			const seconds = (performance.now() - begun) / 1000;
			this.last = { at: this.#now().toISOString(), seconds, results, unwalked, charts };
		} finally {
			this.walking = undefined;
		}
	}

	/** Within the chain that is being walked; at lock as well. */
	stop(): void {
		this.#stop = true;
	}

	/** The people, the charts, then one's own, then what is a colleague's. */
	#inOrder(): readonly Chain[] {
		const me = this.#practice.me.person.id;
		const rank = ({ kind, owner }: Chain): number =>
			order.indexOf(kind) + (owner === undefined || owner === me ? 0 : order.length);
		return this.#practice.chains.toSorted((a, b) => rank(a) - rank(b));
	}

	/** `undefined`: it was stopped. Storage that fails on the way is a finding, never a silence. */
	async #walkOne(chain: Chain, name: string, at: number): Promise<ChainFound | undefined> {
		const { length: chains } = this.#practice.chains;
		const isCounted = this.#isCounted(chain);
		this.walking = { name, chain: at, chains };
		try {
			const of = await chain.length();
			return await this.#through(chain.walk(), (done) => {
				const entry = isCounted ? { entry: { done, of: Math.max(of, done) } } : {};
				this.walking = { name, chain: at, chains, ...entry };
			});
		} catch {
			return { ok: false, n: 0, why: 'unreadable' };
		}
	}

	/** `undefined`: it was stopped, which `unwalked` then names. */
	async #refold(unwalked: string[]): Promise<VerifiedAt['charts']> {
		const { chart, chains } = this.#practice;
		if (!chart) return undefined;
		const name = 'The charts, held against their entries';
		this.walking = { name, chain: chains.length, chains: chains.length };
		try {
			const found = await this.#through(chart.refold());
			if (!found) unwalked.push(name);
			return found;
		} catch {
			return 'unheld';
		}
	}

	/** To the end of a walk, with breaths between, at which it is told how far it is; `undefined`: it was stopped. */
	async #through<Found>(
		walked: AsyncGenerator<number, Found, void>,
		onBreath?: (n: number) => void
	): Promise<Found | undefined> {
		for (let seen = 0; !this.#isStopped(); seen++) {
			const step = await walked.next();
			if (step.done) return step.value;
			if (seen % breathEvery !== 0) continue;
			onBreath?.(step.value);
			await new Promise((go) => setTimeout(go));
		}
		return undefined;
	}

	/** Through a function: it changes while others are waited for. */
	#isStopped(): boolean {
		return this.#stop;
	}

	/** How much lies in a cabinet is not told outside it, nor how much a colleague has to decide. */
	#isCounted({ kind, owner }: Chain): boolean {
		return kind !== 'cabinet' && (owner === undefined || owner === this.#practice.me.person.id);
	}

	#name({ kind, owner }: Chain): string {
		if (kind === 'people') return 'The people of the practice';
		if (kind === 'chart') return 'The charts';
		const what = kind === 'tray' ? 'tray' : 'locked cabinet';
		if (owner === this.#practice.me.person.id) return `Your own ${what}`;
		const whose = owner ? this.#nameOf(owner) : 'a colleague';
		return `The ${what} of ${whose}`;
	}

	#told(chain: Chain, name: string, found: ChainFound): ChainResult {
		const isCounted = this.#isCounted(chain);
		if (!found.ok) {
			const where =
				isCounted && found.n > 0 ? `Entry ${found.n.toLocaleString(languageTag())}` : 'An entry';
			return { name, ok: false, sentence: `${where} does not hold: ${faults[found.why]}.` };
		}
		if (!isCounted) return { name, ok: true, sentence: 'Every entry holds.' };
		const { n } = found.head;
		const sentence =
			n === 0
				? 'There is no entry yet.'
				: n === 1
					? 'Its one entry holds.'
					: `All ${n.toLocaleString(languageTag())} entries hold.`;
		return { name, ok: true, sentence, ...(n > 0 ? { last: found.head } : {}) };
	}
}
