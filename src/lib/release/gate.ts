/**
 * The gate before a packet: what is unresolved, how grave it is, on which pages, and what to do about it. Pure.
 *
 * [Note: What the gate can know]
 * This room sees the chart and nothing else. What waits in a tray is a number that the desk brings along, and nothing
 * is ever brought from a cabinet. What the sorter says of a page is a suggestion here as everywhere: a person looks.
 */
import type { Client } from '#lib/page/client.ts';
import type { CalendarDate } from '#lib/page/date.ts';
import type { GateWordKept } from '#lib/page/disclosure.ts';
import type { PageId } from '#lib/page/ids.ts';
import type { ReleaseSettings } from '#lib/page/records-request.ts';
import { pageChecks } from './gate-pages.ts';
import { requestChecks } from './gate-request.ts';
import type { PageLook } from './page-look.ts';
import type { Plan } from './plan.ts';

/** `blocks`: no packet. `word`: none until somebody writes why it is in order. `know`: worth knowing. */
export type Severity = 'blocks' | 'word' | 'know';

export const gateCodes = [
	'part2-consent',
	'others-authority',
	'others-unnamed',
	'damaged',
	'looks-private',
	'wrong-client',
	'part2-suspected',
	'others-suspected',
	'undecided',
	'held',
	'tray-unseen',
	'unread',
	'paper-missing',
	'revoked-before',
	'exception',
	'denial-letter',
	'part2-standing',
	'unsigned',
	'duplicates',
	'undecided-unknown'
] as const;
export type GateCode = (typeof gateCodes)[number];

/** What a page says that speaks for the item, in its own words, and why that matters. */
export interface GateEvidence {
	readonly page: PageId;
	readonly text: string;
	readonly reason: string;
}

export interface GateItem {
	readonly code: GateCode;
	readonly severity: Severity;
	/** The person that it is about, where there can be several of the same kind. */
	readonly about?: string;
	/** What is unresolved. */
	readonly sentence: string;
	/** What to do about it. */
	readonly todo: string;
	/** Pages of the packet that it is about; empty when it is about the request. */
	readonly pages: readonly PageId[];
	readonly evidence?: readonly GateEvidence[];
}

/** What a clinician's own tray holds, in numbers; nobody else's can be seen. */
export interface TrayFacts {
	/** Undecided, and they name this client or lie in a box of this client's papers. */
	readonly named: number;
	/** How many of those the program could not tell what they are, or could not read. */
	readonly unsure: number;
	/** Undecided, and whose they are is not known. */
	readonly unknown: number;
}

export interface GateFacts {
	readonly today: CalendarDate;
	/** Absent for staff. */
	readonly tray?: TrayFacts;
	/** What was seen on the pages of the packet; those not in it have not been looked at. */
	readonly looks: ReadonlyMap<PageId, PageLook>;
	/** Everybody who has a chart here. */
	readonly clients: readonly Client[];
	readonly settings: Pick<ReleaseSettings, 'jurisdiction' | 'part2' | 'letterhead'>;
	/** Days on which an authority for this client and this recipient was revoked on another request. */
	readonly revokedBefore: readonly CalendarDate[];
}

/** The gravest first; empty when nothing is unresolved. */
export function gateOf(plan: Plan, facts: GateFacts): readonly GateItem[] {
	const items = [...pageChecks(plan, facts), ...requestChecks(plan, facts)];
	const grave: readonly Severity[] = ['blocks', 'word', 'know'];
	const key = ({ severity, code }: GateItem): number =>
		grave.indexOf(severity) * gateCodes.length + gateCodes.indexOf(code);
	return items.sort((a, b) => key(a) - key(b));
}

/** Whether something forbids this packet whatever anybody writes, as far as plan and request alone tell. */
export function isForbidden(plan: Plan, today: CalendarDate): boolean {
	const known = {
		today,
		looks: new Map(),
		clients: [],
		settings: { letterhead: {} },
		revokedBefore: []
	};
	return pageChecks(plan, known).some(({ severity }) => severity === 'blocks');
}

/** A word holds for the very pages that it was written of: another page makes it another question. */
export function wordKey({ code, about = '', pages }: GateItem): string {
	return [code, ...pages, about].join(' ').trim();
}

export type GateWords = Readonly<Record<string, string>>;

/** Who wrote a word, as they sign, and when: a request may be begun by one person and sent by another. */
export interface WordAuthor {
	readonly by: string;
	/** ISO 8601 time. */
	readonly at: string;
}

/** By the same keys as the words. */
export type GateAuthors = Readonly<Record<string, WordAuthor>>;

/** A word on some pages is one on fewer of them, too: an item of which a page was left out keeps the word on it. */
export function wordsCarried(
	before: readonly GateItem[],
	now: readonly GateItem[],
	words: GateWords
): GateWords {
	const carried = keysCarried(before, now, words).map(
		([to, from]) => [to, words[from] ?? ''] as const
	);
	return { ...Object.fromEntries(carried), ...words };
}

/** Whoever wrote a word wrote it also where it is carried to. */
export function authorsCarried(
	before: readonly GateItem[],
	now: readonly GateItem[],
	words: GateWords,
	authors: GateAuthors
): GateAuthors {
	const carried = keysCarried(before, now, words).flatMap(([to, from]) => {
		const author = words[to] === undefined && authors[from];
		return author ? [[to, author] as const] : [];
	});
	return { ...Object.fromEntries(carried), ...authors };
}

/** Under which key the word lies that an item of now has from one of before. */
function keysCarried(
	before: readonly GateItem[],
	now: readonly GateItem[],
	words: GateWords
): readonly (readonly [to: string, from: string])[] {
	return now.flatMap((item) => {
		const wider = before.find(
			(one) =>
				one.code === item.code &&
				one.about === item.about &&
				item.pages.every((page) => one.pages.includes(page)) &&
				words[wordKey(one)]?.trim()
		);
		return wider ? [[wordKey(item), wordKey(wider)] as const] : [];
	});
}

/** Items that keep the packet from being built as things stand. */
export function unresolved(items: readonly GateItem[], words: GateWords): readonly GateItem[] {
	return items.filter(
		(item) =>
			item.severity === 'blocks' || (item.severity === 'word' && !words[wordKey(item)]?.trim())
	);
}

/** What was written and by whom, beside what it answers: kept with the disclosure. */
export function wordsKept(
	items: readonly GateItem[],
	words: GateWords,
	authors: GateAuthors = {}
): readonly GateWordKept[] {
	return items.flatMap((item) => {
		const word = item.severity === 'blocks' ? undefined : words[wordKey(item)]?.trim();
		return word ? [{ about: item.sentence, word, ...authors[wordKey(item)] }] : [];
	});
}
