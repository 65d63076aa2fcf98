/** What the gate asks of the request itself, its papers, and what may still wait elsewhere. Pure. */
import { formatDate } from '#lib/page/date.ts';
import { missingForDenial } from './denial-grounds.ts';
import type { GateFacts, GateItem } from './gate.ts';
import type { Plan } from './plan.ts';

type Found = Omit<GateItem, 'pages'>;

export function requestChecks(plan: Plan, facts: GateFacts): readonly GateItem[] {
	return [
		...tray(facts),
		...papers(plan),
		...revokedBefore(plan, facts),
		...exception(plan, facts),
		...denialLetter(plan, facts),
		...standing(plan, facts)
	].map((found) => ({ ...found, pages: [] }));
}

function tray({ tray: seen }: GateFacts): readonly Found[] {
	if (!seen) {
		return [
			{
				code: 'tray-unseen',
				severity: 'word',
				sentence:
					'What still waits undecided in the clinicians’ trays cannot be seen from here, and a page of this client may be among it.',
				todo: 'Ask the clinicians, and write whom you asked and what they said.'
			}
		];
	}
	const { unsure, unknown } = seen;
	const named = seen.named - unsure;
	const found: Found[] = [];
	if (named > 0) {
		found.push({
			code: 'undecided',
			severity: 'word',
			sentence: `${named === 1 ? 'One undecided page in your tray names' : `${named} undecided pages in your tray name`} this client.`,
			todo: `Decide ${named === 1 ? 'it' : 'them'} first if the request covers ${named === 1 ? 'it' : 'them'}, or write why not.`
		});
	}
	if (unsure > 0) {
		found.push({
			code: 'held',
			severity: 'word',
			sentence:
				unsure === 1
					? 'One page in your tray names this client, and the program could not tell what it is.'
					: `${unsure} pages in your tray name this client, and the program could not tell what they are.`,
			todo:
				unsure === 1
					? 'Look at it and decide, or write why it does not bear on this request.'
					: 'Look at each and decide, or write why none bears on this request.'
		});
	}
	if (unknown > 0) {
		found.push({
			code: 'undecided-unknown',
			severity: 'know',
			sentence: `${unknown === 1 ? 'One other page waits' : `${unknown} other pages wait`} in your tray undecided; whose ${unknown === 1 ? 'it is' : 'they are'} is not known yet.`,
			todo: 'If this client’s papers were fed lately, decide them first.'
		});
	}
	return found;
}

/** What an authority's paper is called, where there is one to keep (164.508(b)(6), 164.530(j)). */
const paperOf = {
	authorization: 'The signed authorization',
	'court-order': 'The order',
	subpoena: 'The subpoena',
	'law-enforcement': 'The warrant, subpoena or written request'
} as const;

function papers({ request: { basis, papers = [] } }: Plan): readonly Found[] {
	const words = basis.is in paperOf ? paperOf[basis.is as keyof typeof paperOf] : undefined;
	const kind = basis.is === 'authorization' ? 'authorization' : 'order';
	if (!words || papers.some((paper) => paper.kind === kind)) return [];
	return [
		{
			code: 'paper-missing',
			severity: 'word',
			sentence: `${words} is not attached to this request. It has to be kept for six years (45 CFR 164.530(j)).`,
			todo: 'Attach a scan of it in the request, or write where the paper is kept.'
		}
	];
}

function revokedBefore({ request }: Plan, { revokedBefore: days }: GateFacts): readonly Found[] {
	const [latest] = days.toSorted().reverse();
	if (!latest) return [];
	return [
		{
			code: 'revoked-before',
			severity: 'word',
			sentence: `An authority for this client’s records to ${request.requester.name} was revoked on ${formatDate(latest)}, on another request.`,
			todo: 'Make sure that this request stands on a paper of its own, and write which.'
		}
	];
}

/** The letter that withholds notes kept apart rests on an exception that not every state knows. */
function exception({ request, client }: Plan, { settings }: GateFacts): readonly Found[] {
	if (request.basis.is !== 'access' || client.notesApart === false) return [];
	const knows = settings.jurisdiction?.knowsException;
	if (knows === true) return [];
	const unknown = knows === undefined;
	return [
		{
			code: 'exception',
			severity: unknown ? 'know' : 'word',
			sentence: unknown
				? 'Nobody has said in Settings whether your state lets psychotherapy notes be kept from the client. Until then the federal rule is used (45 CFR 164.524(a)(1)(i)).'
				: 'Settings say that your state does not let psychotherapy notes be kept from the client as the federal rule does.',
			todo: unknown
				? 'Ask your licensing board or counsel once, and enter it in Settings.'
				: 'If there are such notes, ask counsel before you answer this request: no packet from here can hold them. Write what was decided.'
		}
	];
}

/** Without somebody who takes complaints the letter is not whole (164.524(d)(2)(iii)), and stays out of the packet. */
function denialLetter({ request, client }: Plan, { settings }: GateFacts): readonly Found[] {
	if (request.basis.is !== 'access' || client.notesApart === false) return [];
	const missing = missingForDenial(settings.letterhead);
	if (missing.length === 0) return [];
	return [
		{
			code: 'denial-letter',
			severity: 'word',
			sentence:
				'The letter that says what is not in this copy cannot go with it: nobody is named who takes complaints.',
			todo: `${missing.join(' ')} Or write how the client is told.`
		}
	];
}

function standing({ lines }: Plan, { settings }: GateFacts): readonly Found[] {
	const isMarked = lines.some(({ page }) => page.part2);
	if (settings.part2 === 'program' && !isMarked) {
		return [
			{
				code: 'part2-standing',
				severity: 'word',
				sentence:
					'Settings say that this practice is a Part 2 program, and no page of this chart is marked as a Part 2 record.',
				todo: 'Mark the pages that are (42 CFR 2.11), or write why none of these is.'
			}
		];
	}
	return [];
}
