/** The two letters of an incident: back to whoever got it, and to the client. They say nothing of what is in a cabinet. Pure. */
import { formatDate, parseDate } from '#lib/page/date.ts';
import type { Incident } from '#lib/page/incident.ts';
import type { Letter, LetterFacts } from './letters.ts';

type Form = Incident['form'];

const said = (form: Form, field: string): string => form[field]?.trim() ?? '';

function dayIn(form: Form, field: string): string | undefined {
	const day = parseDate(said(form, field));
	return day && formatDate(day);
}

function ended(text: string): string {
	return /[.!?]$/u.test(text) ? text : `${text}.`;
}

function contactOf({ practice, letterhead }: LetterFacts): string {
	const { contact, contactPhone, phone, address } = letterhead;
	const where = address?.replace(/\s*\r?\n\s*/gu, ', ');
	return [contact ?? practice, contactPhone ?? phone, where].filter(Boolean).join(', ');
}

function letter(title: string, facts: LetterFacts, paragraphs: readonly string[]): Letter {
	const { practice, letterhead, on, to, signedBy } = facts;
	return { title, practice, letterhead, on, to, signedBy, paragraphs };
}

/**
 * To whoever got what was not meant for them: it names neither the client nor what the pages say. `some` are the pages that
 * are to come back, by number, where the rest was rightly sent; without it, all of it is.
 */
export function recallLetter(facts: LetterFacts, form: Form, some?: string): Letter {
	const when = dayIn(form, 'happenedOn');
	if (some) return recallOfSome(facts, when, some);
	return letter('Please send back what reached you by mistake', facts, [
		`${when ? `On ${when}` : 'Recently'} papers or a file from our practice reached you that were not meant for you. They are confidential health information.`,
		'Please do not read, copy, use or pass on any of it. If it is on paper, send all of it back to us in one closed envelope; we will pay the postage. If it is a file or a message, delete it, also from the folder of deleted things and from any backup that you can reach.',
		'Then sign below, and send us this sheet. Tell us on it whether anybody looked at the papers or the file, who, and whether anything was copied or passed on.',
		`You reach us here: ${contactOf(facts)}. Thank you. You have done nothing wrong by receiving it.`,
		'• I have sent back, or destroyed, all that I received, and I kept no copy.',
		...answers
	]);
}

function recallOfSome(facts: LetterFacts, when: string | undefined, some: string): Letter {
	const isOne = some.startsWith('page ');
	const [verb, this_, it] = isOne ? ['was', 'this page', 'it'] : ['were', 'these pages', 'them'];
	const which = `${some.charAt(0).toUpperCase()}${some.slice(1)}${some.includes('volume') ? '' : ' of it'}`;
	return letter('Please send back what reached you by mistake', facts, [
		`${when ? `On ${when}` : 'Recently'} papers or a file from our practice reached you. ${which} ${verb} not meant for you, and ${isOne ? 'is' : 'are'} confidential health information. The number stands at the foot of every page. This letter is not about the others.`,
		`Please do not read, copy, use or pass on ${this_}. On paper, send ${it} back to us in a closed envelope; we will pay the postage. If you have a file or a message, delete it, also from the folder of deleted things and from any backup that you can reach. Tell us if you need the other pages again.`,
		`Then sign below, and send us this sheet. Tell us on it whether anybody looked at ${this_}, who, and whether anything was copied or passed on.`,
		`You reach us here: ${contactOf(facts)}. Thank you. You have done nothing wrong by receiving ${it}.`,
		`• I have sent back, or destroyed, ${some}, and I did not keep any copy of ${it}.`,
		...answers
	]);
}

/** Filled in by hand. */
const answers = [
	'• Who has seen it: ______________________________________________',
	'• Passed on to: _________________________________________________',
	'• Name, signature and date: ______________________________________'
] as const;

/** The notice of a breach, with what 164.404(c)(1)(A) to (E) asks for, in plain words. */
export function clientLetter(facts: LetterFacts, form: Form): Letter {
	const [happenedOn, foundOn] = [dayIn(form, 'happenedOn'), dayIn(form, 'foundOn')];
	const days = [
		...(happenedOn ? [`It happened on ${happenedOn}.`] : ['We do not know the day exactly.']),
		...(foundOn ? [`We found out on ${foundOn}.`] : [])
	].join(' ');
	const part = (title: string, field: string): string =>
		`${title} ${ended(said(form, field) || '____________________')}`;
	return letter('Your health information went where it should not have gone', facts, [
		`We are sorry to tell you this. ${part('What happened:', 'happened')} ${days}`,
		part('What kind of information it was:', 'what'),
		part('What you can do to protect yourself:', 'protect'),
		part(
			'What we are doing to find out more, to make the harm less, and so that it does not happen again:',
			'doing'
		),
		`If you have questions, or want to know more, write or call: ${contactOf(facts)}.`
	]);
}

/** What the law's letter still lacks, one sentence each (164.404(c)(1)); empty when nothing. */
export function missingForClient(form: Form, { letterhead }: LetterFacts): readonly string[] {
	const needed = [
		['happened', 'what happened'],
		['foundOn', 'when it was found'],
		['what', 'what kind of information it was'],
		['protect', 'what the client can do to protect themselves'],
		['doing', 'what the practice is doing about it']
	] as const;
	return [
		...needed
			.filter(([field]) => !said(form, field))
			.map(([, words]) => `The incident does not say yet ${words}.`),
		...(canBeAsked(letterhead)
			? []
			: [
					'The notice has to name a postal address, a toll-free number, an e-mail address or a web site to ask at (164.404(c)(1)(E)): give the practice’s address in Settings → Requests.'
				])
	];
}

/** Whether it names a way that the law takes. An ordinary telephone number alone is not among the ways that 164.404(c)(1)(E) lists. */
export function canBeAsked({
	address,
	contact,
	contactPhone,
	phone
}: LetterFacts['letterhead']): boolean {
	const tollFree = /(?:^|\D)8(?:00|33|44|55|66|77|88)\D{0,2}\d{3}\D?\d{4}(?:\D|$)/u;
	const online = /\S@\S|www\.|https?:/iu;
	const numbers = [contactPhone, phone].some((number) => number && tollFree.test(number));
	return Boolean(address?.trim()) || numbers || online.test(contact ?? '');
}

/** To a client who waits for an accounting: why it takes longer, and until when (164.528(c)(1)(ii)(A)). */
export function accountingDelayLetter(
	facts: LetterFacts,
	{ dueOn, because }: { readonly dueOn: Parameters<typeof formatDate>[0]; readonly because: string }
): Letter {
	const when = facts.receivedOn
		? ` Your request reached us on ${formatDate(facts.receivedOn)}.`
		: '';
	return letter('We need more time for your accounting of disclosures', facts, [
		`You asked for a list of disclosures of ${facts.client === facts.to.name ? 'your' : 'the'} health information.${when} We cannot answer in the usual 60 days. The reason: ${ended(because.trim())}`,
		`You will have our answer on or before ${formatDate(dueOn)}. The law allows one such extension (45 CFR 164.528(c)(1)(ii)); there will not be another.`,
		'You need not do anything.'
	]);
}
