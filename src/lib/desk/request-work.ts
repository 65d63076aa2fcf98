/** The work on a request as its list keeps it: what was typed, and beside it what was left out and written at the gate. Pure. */
import { isId, type PageId } from '#lib/page/ids.ts';
import type { GateWords } from '#lib/release/gate.ts';

type Form = Readonly<Record<string, string>>;

const out = 'out ';
const whole = 'whole ';
const word = 'word ';

export function asListed(
	typed: Form,
	takenOut: ReadonlyMap<PageId, string>,
	words: GateWords,
	unredacted: ReadonlyMap<PageId, string> = new Map()
): Form {
	const beside = (prefix: string, entries: Iterable<readonly [string, string]>): Form =>
		Object.fromEntries([...entries].map(([key, text]) => [prefix + key, text]));
	return {
		...typed,
		...beside(out, takenOut),
		...beside(whole, unredacted),
		...beside(word, Object.entries(words))
	};
}

export function fromList(form: Form): {
	readonly typed: Record<string, string>;
	readonly takenOut: ReadonlyMap<PageId, string>;
	/** Pages that go out whole though they have a redacted copy. */
	readonly unredacted: ReadonlyMap<PageId, string>;
	readonly words: Record<string, string>;
} {
	const typed: Record<string, string> = {};
	const words: Record<string, string> = {};
	const takenOut = new Map<PageId, string>();
	const unredacted = new Map<PageId, string>();
	for (const [field, text] of Object.entries(form)) {
		const [left, sent] = [pageIn(field, out), pageIn(field, whole)];
		if (left) takenOut.set(left, text);
		else if (sent) unredacted.set(sent, text);
		else if (field.startsWith(word)) words[field.slice(word.length)] = text;
		else typed[field] = text;
	}
	return { typed, takenOut, unredacted, words };
}

function pageIn(field: string, prefix: string): PageId | undefined {
	const page = field.startsWith(prefix) ? field.slice(prefix.length) : '';
	return isId(page) ? (page as PageId) : undefined;
}
