/**
 * What somebody has typed and not saved when the desk locks: sealed to that person, held in memory, and given back where it
 * was typed once the same person has unlocked. Another's is opened by nobody, and closing the window drops it.
 */
import type { PersonId } from '#lib/page/ids.ts';
import type { OwnSeal } from '#lib/practice/own-file.ts';

/** A form of a screen. */
export interface Form {
	/** Which one, for good: with the id of what it is about. */
	readonly name: string;
	/** In the words of the screen. */
	readonly what: string;
	/** The address that it stands at. */
	readonly place: string;
	/** What is typed there and not saved, as JSON can hold it; `undefined` for nothing. */
	readonly typed: () => unknown;
}

export type LeftTyped = Omit<Form, 'typed'> & { readonly typed: unknown };

/** The request that is being answered. */
export const requestOnDesk = { name: 'request', what: 'The request', place: '/release' } as const;

export class Unfinished {
	/** What was typed before the last lock and was not given back yet; of whoever is at work. */
	left = $state.raw<readonly LeftTyped[]>([]);
	readonly #forms = new Set<Form>();
	readonly #sealed = new Map<PersonId, Uint8Array>();

	/** The form is on the screen until what comes back is called. */
	watch(form: Form): () => void {
		this.#forms.add(form);
		return () => void this.#forms.delete(form);
	}

	/** Gives back what was left in that form, once. */
	take(name: string): unknown {
		const found = this.left.find((one) => one.name === name);
		if (found) this.left = this.left.filter((one) => one !== found);
		return found?.typed;
	}

	/** Nobody wants it any more. */
	drop(): void {
		this.left = [];
	}

	/** No form is on the screen any more. */
	forget(): void {
		this.#forms.clear();
	}

	/** Collects at once, and seals then. */
	async lock(own: OwnSeal): Promise<void> {
		const typed = [...this.#forms].flatMap((form) => {
			const now = form.typed();
			return now === undefined ? [] : [{ ...form, typed: now }];
		});
		this.forget();
		const names = new Set(typed.map(({ name }) => name));
		const all = [...this.left.filter(({ name }) => !names.has(name)), ...typed];
		this.left = [];
		if (all.length > 0) this.#sealed.set(own.person, await own.seal(JSON.stringify(all)));
	}

	async unlock(own: OwnSeal): Promise<void> {
		const sealed = this.#sealed.get(own.person);
		this.#sealed.delete(own.person);
		const text = sealed && (await own.open(sealed));
		this.left = text === undefined ? [] : (JSON.parse(text) as LeftTyped[]);
	}
}
