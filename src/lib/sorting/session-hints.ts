/** What a page itself says of the session: who was in the room, what kind of contact it was, and who signed it. Offers, never facts. */
import type { PageHints } from '#lib/page/client.ts';
import type { ContactKind, SessionType } from '#lib/page/marks.ts';

type SessionHints = Pick<PageHints, 'session' | 'contact' | 'author'>;

/** A heading names the session; further down, words such as "family" are about the client's life. */
const headLines = 6;
/** Where a signature stands, counted from the foot. */
const footLines = 5;

/** Columns of a heading, each of which speaks for itself. */
const columns = /\s{3,}|\t|\||;/;
/** A practice's own name and address are no session: "Family & Marriage Center", "Counseling Group, P.C.". */
const letterhead =
	/\b(?:cent(?:er|re)|clinic|agency|bureau|services?|associates|practice|p\.?[ac]\.?|l\.?l\.?c|pllc|inc|tax id|insurance|subscriber|destination|authorize|attn|dear)\b/i;

const note = String.raw`(?:psycho)?therapy|counsel(?:l)?ing|session|notes?|progress note|visit|tele\w+|dap|birp|soap|girp`;
const between = String.raw`(?:\W+(?:skills?|process|psycho\w*|therapy|training|treatment|progress|member)){0,2}\W+`;
const before = (word: string): RegExp => new RegExp(`\\b${word}${between}(?:${note})\\b`, 'i');
/** The kind of session, then its length or clock time: "Individual 11:00". */
const timed = (word: string): RegExp =>
	new RegExp(`\\b${word}\\W{1,3}(?:\\d{1,2}:\\d\\d|\\d{2} ?min)`, 'i');
const ticked = (word: string): RegExp => new RegExp(`\\[ ?x ?\\] ?${word}\\b`, 'i');

/** CPT codes name who was there (American Medical Association). */
const sessions: readonly (readonly [SessionType, readonly RegExp[]])[] = [
	['couple', [before('couples?'), timed('couples?'), ticked('couple'), /\bcouple: ?\S/i]],
	['family', [before('family'), timed('family'), ticked('family')]],
	['group', [before('group'), timed('group'), ticked('group'), /\b90853\b/]],
	['individual', [before('individual'), timed('individual'), ticked('individual'), /\b9083[247]\b/]]
];

const contacts: readonly (readonly [ContactKind, RegExp])[] = [
	[
		'termination',
		/\b(?:termination|discharge|closing|case closure)\W+(?:summary|session|note|report)\b/i
	],
	[
		'intake',
		/\b(?:intake|initial)\W+(?:\w+\W+)?(?:assessment|evaluation|interview|session|note|summary|visit)\b|\b9079[12]\b/i
	],
	[
		'telephone',
		/\b(?:tele)?phone\W+(?:contact|call|session|note|consult\w*|visit|only)\b|\bphone \(no video\)/i
	]
];

const name = String.raw`(?:(?:Mc|Mac|O['’]|D['’])?\p{Lu}[\p{Ll}’'-]+(?:-\p{Lu}\p{Ll}+)*|\p{Lu}\.?)`;
const credential = String.raw`(?:L\.?I?C\.?S\.?W|LMSW|LCSW-?[RC]|LSW|MSW|LI?MFT|MFT|LPCC?|LPC-[AS]|LMHC|LCPC|LCMHC|LAC|LA?DC|CADC|CAC|Ph\.? ?D|Psy\.? ?D|Ed\.? ?D|M\.?D|D\.?O|PMHNP|APRN|NP|RN)`;
const signed = new RegExp(
	String.raw`(?<![\p{L}\d])((?:${name} ){1,3}${name},? ${credential}(?:\.|[-/ ](?:[A-Z]{1,4}\b))?)(?![\p{L}\d])`,
	'u'
);
const signedShort = new RegExp(
	String.raw`(?<![\p{L}\d])(${name} ${name},? ${credential}\.?)(?![\p{L}\d])`,
	'u'
);
/** The name beside the credential is somebody else's. */
const notAuthor =
	/\b(?:cc|copy|to|dear|attn|attention|refer\w*|pcp|supervis\w*|countersigned|per|co-led|disclose|re|order\w*|phoned|called)\b/i;
const authorLabel = /\b(?:clinician|therapist|provider|counselou?r|signed|signature|author|by)\b/i;

function first<Kind>(
	lines: readonly string[],
	kinds: readonly (readonly [Kind, readonly RegExp[]])[]
): Kind | undefined {
	for (const line of lines) {
		for (const column of line.split(columns)) {
			if (letterhead.test(column)) continue;
			const found = kinds.find(([, signs]) => signs.some((sign) => sign.test(column)));
			if (found) return found[0];
		}
	}
	return undefined;
}

function authorIn(lines: readonly string[]): string | undefined {
	const isFoot = (_: string, i: number): boolean => i >= lines.length - footLines;
	const places = [
		...lines.filter(isFoot).reverse(),
		...lines.filter((line, i) => !isFoot(line, i) && authorLabel.test(line))
	];
	for (const line of places) {
		const found = signed.exec(line) ?? signedShort.exec(line);
		if (!found?.[1] || notAuthor.test(line.slice(0, found.index) + found[1])) continue;
		return found[1].replace(/^(?:Electronically |E-)?Signed(?: by)? /i, '').replace(/\s+/g, ' ');
	}
	return undefined;
}

/** Lines without their blank ones. */
export function sessionHintsOf(lines: readonly string[]): SessionHints {
	const head = lines.slice(0, headLines);
	const session = first(head, sessions);
	const contact = first(
		head,
		contacts.map(([kind, sign]) => [kind, [sign]] as const)
	);
	const author = authorIn(lines);
	return {
		...(session ? { session } : {}),
		...(contact ? { contact } : {}),
		...(author ? { author } : {})
	};
}
