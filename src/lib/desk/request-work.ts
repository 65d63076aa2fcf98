/** The work on a request as its list keeps it: what was typed, and beside it what was left out and written at the gate. Pure. */
import { isId, type PageId } from '#lib/page/ids.ts';
import type { GateAuthors, GateWords, WordAuthor } from '#lib/release/gate.ts';

type Form = Readonly<Record<string, string>>;

const out = 'out ';
const whole = 'whole ';
const word = 'word ';
const wrote = 'wrote ';

/** What is done on a request besides typing into its form. */
export interface Work {
	/** Pages that were left out, each with the reason. */
	readonly takenOut: ReadonlyMap<PageId, string>;
	/** Pages that go out whole though they have a redacted copy, each with the reason. */
	readonly unredacted: ReadonlyMap<PageId, string>;
	readonly words: GateWords;
	readonly authors: GateAuthors;
}

export function asListed(typed: Form, { takenOut, unredacted, words, authors }: Work): Form {
	const beside = (prefix: string, entries: Iterable<readonly [string, string]>): Form =>
		Object.fromEntries([...entries].map(([key, text]) => [prefix + key, text]));
	return {
		...typed,
		...beside(out, takenOut),
		...beside(whole, unredacted),
		...beside(word, Object.entries(words)),
		...beside(
			wrote,
			Object.entries(authors).map(([key, { at, by }]) => [key, `${at} ${by}`] as const)
		)
	};
}

/** `authors` lacks whoever wrote a word before that was kept. */
export function fromList(form: Form): Work & {
	readonly typed: Record<string, string>;
	readonly words: Record<string, string>;
	readonly authors: Record<string, WordAuthor>;
} {
	const typed: Record<string, string> = {};
	const words: Record<string, string> = {};
	const authors: Record<string, WordAuthor> = {};
	const takenOut = new Map<PageId, string>();
	const unredacted = new Map<PageId, string>();
	for (const [field, text] of Object.entries(form)) {
		const [left, sent] = [pageIn(field, out), pageIn(field, whole)];
		if (left) takenOut.set(left, text);
		else if (sent) unredacted.set(sent, text);
		else if (field.startsWith(word)) words[field.slice(word.length)] = text;
		else if (field.startsWith(wrote)) {
			const [, at, by] = /^(\d\S*) (.+)$/su.exec(text) ?? [];
			const key = field.slice(wrote.length);
			if (at && by && form[word + key]?.trim()) authors[key] = { by, at };
		} else typed[field] = text;
	}
	return { typed, takenOut, unredacted, words, authors };
}

function pageIn(field: string, prefix: string): PageId | undefined {
	const page = field.startsWith(prefix) ? field.slice(prefix.length) : '';
	return isId(page) ? (page as PageId) : undefined;
}
