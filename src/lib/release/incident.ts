/**
 * An incident: what may have gone out without a right to it, weighed as 45 CFR 164.402 asks. Pure.
 *
 * [Note: What is presumed]
 * What was not permitted is presumed to be a breach, unless a low probability that it was compromised is shown by at least the
 * four factors of 164.402(2), or an exception of 164.402(1) applies, or it was secured. So the clock of
 * 164.404(b) runs from the day on which it was found, until a person has written otherwise and given the reason.
 */
import { addDays, daysBetween, dayOf, parseDate, type CalendarDate } from '#lib/page/date.ts';
import type { Incident, Outcome } from '#lib/page/incident.ts';
import { isDraft } from '#lib/page/incident.ts';
import type { Urgency } from './clock.ts';

/** The four factors, each as the question that a person answers in their own words (164.402(2)(i) to (iv)). */
export const factors = {
	nature: {
		label: 'What it was',
		asks: 'Nature and extent: what kind of facts, how sensitive, and could somebody tell who it is about? (164.402(2)(i))'
	},
	whom: {
		label: 'Who had it',
		asks: 'Who used it, or who got it; are they bound to keep it confidential themselves? (164.402(2)(ii))'
	},
	acquired: {
		label: 'Was it seen',
		asks: 'Was it really acquired or viewed, or only within reach? How do you know? (164.402(2)(iii))'
	},
	mitigated: {
		label: 'What was done',
		asks: 'How far has the risk been made less, e.g. returned unopened, deleted, a signed word that it was? (164.402(2)(iv))'
	}
} as const;
export type Factor = keyof typeof factors;
export const factorNames = Object.keys(factors) as readonly Factor[];

/** 164.404(b): without unreasonable delay, and no later than 60 days after it was found. */
export const longestNotice = 60;
/** 164.408(b): from so many people on, HHS is told when they are. */
export const manyPeople = 500;

export interface Clock {
	readonly what: 'client' | 'hhs' | 'media';
	readonly due: CalendarDate;
	readonly doneOn?: CalendarDate;
}

type Form = Incident['form'];

function day(form: Form, field: string): CalendarDate | undefined {
	return parseDate(form[field] ?? '');
}

function said(form: Form, field: string): string {
	return form[field]?.trim() ?? '';
}

/** The day from which the clock runs: as a person wrote it, else the day on which the incident began. */
export function foundOn({ form, openedAt }: Incident): CalendarDate {
	return day(form, 'foundOn') ?? dayOf(new Date(openedAt));
}

export function peopleIn({ form }: Incident): number {
	const typed = said(form, 'people');
	return /^[1-9]\d{0,6}$/u.test(typed) ? Number(typed) : 1;
}

export const judgements = ['permitted', 'exception', 'secured', 'low', 'breach'] as const;

/** What a person holds it for; nothing while nobody has said, and then it is presumed to be a breach. */
export function judgementOf({ form }: Incident): Outcome | undefined {
	return judgements.find((known) => known === form['judgement']);
}

/** It went out without a right to it, as far as is known: then it belongs in the accounting, breach or not. */
export function isImpermissible(incident: Incident): boolean {
	if (isDraft(incident)) return false;
	const { closed } = incident;
	return (closed?.outcome ?? judgementOf(incident)) !== 'permitted';
}

/** The reason is written down, and for a low probability each factor: to choose it is not yet to show it. */
function isShown(incident: Incident): boolean {
	const { closed, form } = incident;
	if (closed) return closed.outcome !== 'breach';
	const judged = judgementOf(incident);
	if (!judged || judged === 'breach' || !said(form, 'because')) return false;
	return judged !== 'low' || factorNames.every((name) => said(form, name));
}

/** Whom the law wants told, and by when; nobody where a person has shown why not. */
export function clocksOf(incident: Incident): readonly Clock[] {
	if (isShown(incident)) return [];
	const { form } = incident;
	const found = foundOn(incident);
	const due = addDays(found, longestNotice);
	const many = peopleIn(incident) >= manyPeople;
	const clock = (what: Clock['what'], by: CalendarDate, field: string): Clock => {
		const doneOn = day(form, field);
		return { what, due: by, ...(doneOn ? { doneOn } : {}) };
	};
	return [
		clock('client', due, 'clientToldOn'),
		clock('hhs', many ? due : hhsDay(found), 'hhsToldOn'),
		// 164.406: more than 500 residents of one state; a practice that has 500 in all must look.
		...(peopleIn(incident) > manyPeople ? [clock('media', due, 'mediaToldOn')] : [])
	];
}

/** 164.408(c): fewer than 500, within 60 days after the end of the year in which it was found. */
export function hhsDay(found: CalendarDate): CalendarDate {
	return addDays(`${found.slice(0, 4)}-12-31` as CalendarDate, longestNotice);
}

export const clockWords: Readonly<Record<Clock['what'], string>> = {
	client: 'Tell the client',
	hhs: 'Tell HHS',
	media: 'Tell the media'
};

/** The next thing that has to be done, and by when; nothing when nothing is left. */
export function nextClock(incident: Incident): Clock | undefined {
	if (incident.closed) return undefined;
	return clocksOf(incident)
		.filter(({ doneOn }) => !doneOn)
		.sort((a, b) => (a.due < b.due ? -1 : 1))[0];
}

export function urgencyOfIncident(incident: Incident, today: CalendarDate): Urgency {
	const next = nextClock(incident);
	if (!next) return { tone: 'plain', words: incident.closed ? 'closed' : 'to be closed' };
	const left = daysBetween(today, next.due);
	const what = clockWords[next.what].replace('T', 't');
	if (left < 0) return { tone: 'danger', words: `${days(-left)} late to ${what}` };
	if (left === 0) return { tone: 'danger', words: `today: ${what}` };
	const tone = left <= 14 ? 'doubt' : 'plain';
	// Nobody has said that there is anything to tell.
	if (isDraft(incident)) return { tone, words: `to be looked at, ${days(left)} left` };
	return { tone, words: `${days(left)} left to ${what}` };
}

function days(count: number): string {
	return count === 1 ? 'one day' : `${count} days`;
}

/** What is still missing before it can be closed as it is judged, one sentence each; empty when nothing is. */
export function whyNotClosed(incident: Incident, today: CalendarDate): readonly string[] {
	const { form } = incident;
	const judged = judgementOf(incident);
	if (!judged) return ['Say what you hold it for. Until then it is presumed to be a breach.'];
	const missing: string[] = [];
	const found = day(form, 'foundOn');
	if (!found) missing.push('Say when it was found: the clock runs from that day.');
	else if (found > today) missing.push('The day on which it was found is in the future.');
	if (!said(form, 'happened')) missing.push('Say what happened.');
	if (!said(form, 'because')) missing.push('Say why you hold it for that.');
	if (judged === 'low') {
		for (const name of factorNames) {
			if (!said(form, name))
				missing.push(
					`“${factors[name].label}” is not weighed yet: a low probability needs all four.`
				);
		}
	}
	if (judged === 'breach') {
		for (const { what, doneOn } of clocksOf(incident)) {
			if (!doneOn) missing.push(`${clockWords[what]}, and write down when you did.`);
			else if (doneOn > today) missing.push(`${clockWords[what]}: that day is in the future.`);
		}
	}
	return missing;
}

/** The most urgent first, drafts among them; closed ones last, the latest first. */
export function byUrgencyOfIncident(incidents: readonly Incident[]): readonly Incident[] {
	const key = (incident: Incident): string =>
		incident.closed ? '9' : `0 ${nextClock(incident)?.due ?? '8'}`;
	return [...incidents].sort(
		(a, b) => compare(key(a), key(b)) || compare(b.openedAt, a.openedAt) || compare(a.id, b.id)
	);
}

function compare(a: string, b: string): number {
	return a === b ? 0 : a < b ? -1 : 1;
}
