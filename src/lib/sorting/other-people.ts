/** Other people on a client's page, as offers to cover: each with its reason. Nothing is covered by itself. Pure. */
import type { Client } from '#lib/page/client.ts';
import { foldName } from '#lib/page/client.ts';
import type { OtherPerson } from '#lib/page/marks.ts';
import type { Reading } from '#lib/page/reading.ts';
import type { RedactionProposal, RedactionReason } from '#lib/page/redaction.ts';
import { isAlike } from '#lib/page/misread.ts';
import { foldedOf, rectsOf, runsOf, tokensOf, type Token } from './alike.ts';
import { contactsIn } from './contacts.ts';
import { kinIn } from './kin.ts';

export interface Known {
	/** Whose page it is. */
	readonly client: Client;
	/** Everybody who has a chart here. */
	readonly clients: readonly Client[];
	/** Whom a person has named on this page already. */
	readonly others?: readonly OtherPerson[];
	/** The page is of a group's session. */
	readonly isGroup?: boolean;
}

interface Found {
	readonly tokens: readonly Token[];
	readonly reason: RedactionReason;
	readonly why: string;
}

/** The surest first; what two of them would cover is offered once. */
export function proposeOthers(
	reading: Pick<Reading, 'lines'>,
	known: Known
): readonly RedactionProposal[] {
	const tokens = tokensOf(reading);
	const own = foldName(known.client.name).split(' ').map(foldedOf);
	const isOwn = (token: Token): boolean => own.some((part) => isAlike(part, token.folded));
	const named = [
		...marked(tokens, known),
		...clientsNamed(tokens, known),
		...beside(tokens),
		...members(tokens, known)
	].filter(({ tokens: run }) => !run.every(isOwn));
	const all = [...named, ...contacts(tokens, named, isOwn)];
	const taken = new Set<Token>();
	return all
		.flatMap((found): Found[] => {
			const isNew = found.tokens.some((token) => !taken.has(token));
			found.tokens.forEach((token) => taken.add(token));
			return isNew ? [found] : [];
		})
		.map(({ tokens: run, reason, why }) => ({
			...{ rects: rectsOf(run), reason, why },
			text: run.map(({ text }) => text).join(' ')
		}));
}

/** Whom somebody has named: by the whole name, or any part of it that is no common word. */
function marked(tokens: readonly Token[], { others = [], isGroup }: Known): Found[] {
	return others.flatMap(({ name, role }) => {
		const parts = name.split(/\s+/u).filter(Boolean);
		const reason = reasonOf(role, isGroup);
		const why = `${name} is said to be on this page${role ? `: ${role}` : ''}.`;
		const runs = [parts, ...parts.filter((part) => part.length > 2).map((part) => [part])].flatMap(
			(words) => runsOf(tokens, words)
		);
		return runs
			.filter((run) => run.every(({ text }) => isName(text)))
			.map((run) => ({ tokens: run, reason, why }));
	});
}

function reasonOf(role: string | undefined, isGroup: boolean | undefined): RedactionReason {
	if (isGroup || /group/iu.test(role ?? '')) return 'group-member';
	const kin = role?.split(/\s+/u).map((word) => kinIn(foldedOf(word)));
	return kin?.some((one) => one?.isChild) ? 'minor' : 'third-party';
}

/** First and last name together, in either order; of a surname alone nobody can be told. */
function clientsNamed(tokens: readonly Token[], { client, clients }: Known): Found[] {
	return clients
		.filter(({ id }) => id !== client.id)
		.flatMap(({ name }) => {
			const parts = name.split(/[\s,]+/u).filter((part) => part.replace(/\W/gu, '').length > 1);
			const [first, last] = [parts[0], parts.at(-1)];
			if (!first || !last || parts.length < 2) return [];
			const ways = [parts, [first, last], [last, first]];
			return ways
				.flatMap((words) => runsOf(tokens, words))
				.map((run) => ({
					...{ tokens: run, reason: 'another-client' as const },
					why: 'Another client of the practice has this name.'
				}));
		});
}

/** Words that are written large and are no names. */
const large =
	/^(?:I|A|The|Saw|Met|Told|Asked|Called|Came|Went|Lives|Said|He|She|They|We|It|His|Her|Hers|Their|My|This|That|These|Mon|Tue|Wed|Thu|Fri|Sat|Sun|\p{Lu}\p{Ll}+day|January|February|March|April|May|June|July|August|September|October|November|December|Client|Patient|Pt|Cl|Ct|Therapist|Clinician|Dr|Mr|Mrs|Ms|Session|Mood|Plan|Assessment|Goal|Today|Reports?|States?|Reported|Denies|Discussed|Will|And|But|Or|In|On|At|To|Of|For|With|When|After|Before|No|Not|Is|Was|Has|Had|DOB|DX|CPT|ICD|DSM|GAD|PHQ|PTSD|MDD|CBT|DBT|EMDR|ROI|SI|HI|English|Spanish)$/u;

function isName(text: string): boolean {
	return /^\p{Lu}[\p{L}\d|'’-]+$/u.test(text) && !large.test(text) && !kinIn(foldedOf(text));
}

const titles = /^(?:Mr|Mrs|Ms|Miss|Mx|Dr|Rev)\.?$/u;
const between = /^(?:named|is|called|whose|name|aka)$/iu;

/** "her husband John", "mother: Mrs. Ortiz", "John, the son", "Sam (brother)". */
function beside(tokens: readonly Token[]): Found[] {
	return tokens.flatMap((token, at) => {
		const kin = kinIn(token.folded);
		if (!kin) return [];
		const run = isSentenceEnd(token) ? [] : namesFrom(tokens, at + 1);
		const before = run.length > 0 ? [] : namesBefore(tokens, at);
		const found = run.length > 0 ? run : before;
		if (found.length === 0) return [];
		const reason = kin.isChild ? ('minor' as const) : ('third-party' as const);
		return [{ tokens: found, reason, why: `The name stands beside the word “${kin.word}”.` }];
	});
}

function isSentenceEnd({ raw }: Token): boolean {
	return /[.!?]["”)]*$/u.test(raw);
}

/** Up to three names in a row, after a word that only leads to them. */
function namesFrom(tokens: readonly Token[], from: number): readonly Token[] {
	let at = from;
	while (between.test(tokens[at]?.text ?? '') || titles.test(tokens[at]?.raw ?? '')) at++;
	const run: Token[] = [];
	for (const token of tokens.slice(at, at + 3)) {
		if (!isName(token.text)) break;
		run.push(token);
		if (/[.,;:)!?]$/u.test(token.raw)) break;
	}
	return run;
}

/** "John, her husband" and "John (husband)": names that end in a comma or stand before a bracket. */
function namesBefore(tokens: readonly Token[], kin: number): readonly Token[] {
	const opens = tokens[kin]?.raw.startsWith('(');
	let last = kin - 1;
	if (/^(?:his|her|their|the|client|patient|my|a)$/iu.test(tokens[last]?.text ?? '')) last--;
	const end = tokens[last];
	if (!end || !(opens || end.raw.endsWith(',')) || !isName(end.text)) return [];
	const first = tokens[last - 1];
	return first && isName(first.text) && !/[.,;:]$/u.test(first.raw) ? [first, end] : [end];
}

const presentLabel = /^(?:members?|attendees|attendance|attended|participants?|present|absent)$/iu;
const initials = /^(?:\p{Lu}\.?){2,3}$/u;

/** Names and initials behind "Members present:"; on a page of a group without that label nobody is guessed at. */
function members(tokens: readonly Token[], { isGroup }: Known): Found[] {
	return tokens.flatMap((token, at) => {
		if (!token.raw.endsWith(':') || !presentLabel.test(token.text)) return [];
		const isOfGroup =
			isGroup === true ||
			tokens.slice(Math.max(0, at - 3), at).some(({ text }) => /group|members?/iu.test(text));
		if (!isOfGroup) return [];
		const runs: Token[][] = [[]];
		for (const next of tokens.slice(at + 1)) {
			const isOne = isName(next.text) || initials.test(next.text) || /^\p{Lu}$/u.test(next.text);
			if (next.line > token.line + 1 || !(isOne || /^(?:and|&|)$/iu.test(next.text))) break;
			if (isOne) runs.at(-1)?.push(next);
			if (!isOne || /[,;]$/u.test(next.raw)) runs.push([]);
		}
		return runs
			.filter((run) => run.length > 0)
			.map((run) => ({
				...{ tokens: run, reason: 'group-member' as const },
				why: 'The list of who was in the group has this name.'
			}));
	});
}

const contactLabel = /\b(?:emergency contact|next of kin|guardian|contact person|referred by)\b/iu;

/** Numbers and addresses in the line of somebody else, or the next: the client's and the practice's own are not offered. */
function contacts(
	tokens: readonly Token[],
	named: readonly Found[],
	isOwn: (token: Token) => boolean
): Found[] {
	const lines = Map.groupBy(tokens, ({ line }) => line);
	const isOthers = (line: number): boolean => {
		const words = lines.get(line) ?? [];
		return (
			named.some((one) => one.tokens.some((token) => token.line === line)) ||
			words.some(({ folded }) => kinIn(folded) !== undefined) ||
			contactLabel.test(words.map(({ raw }) => raw).join(' '))
		);
	};
	return [...lines].flatMap(([line, words]) => {
		const belongs = isOthers(line) || (isOthers(line - 1) && !words.some(isOwn));
		if (!belongs) return [];
		let length = 0;
		const placed = words.map((token) => {
			const from = length;
			length += token.raw.length + 1;
			return { token, from, to: from + token.raw.length };
		});
		return contactsIn(words.map(({ raw }) => raw).join(' ')).map(({ is, from, to }) => ({
			tokens: placed.filter((one) => one.from < to && from < one.to).map(({ token }) => token),
			...{ reason: 'third-party' as const, why: `This ${is} stands beside somebody else.` }
		}));
	});
}
