/** The clock of a request: when its answer is due, and what an extension allows (45 CFR 164.524(b)(2)). Pure. */
import { addDays, daysBetween, type CalendarDate } from '#lib/page/date.ts';
import { dueDay, type AccessRules, type ListedRequest } from '#lib/page/records-request.ts';
import type { BasisName } from './authority.ts';

/** 164.524(b)(2)(i): no later than 30 days after receipt; a state's own limit may only be shorter. */
export const longestAccess = 30;
/** 164.524(b)(2)(ii): by no more than 30 days, once. */
export const longestExtension = 30;

/** The law sets a day for the client's own right of access; for the rest only what the paper itself asks. */
export function dueOf(
	basis: BasisName | '',
	receivedOn: CalendarDate,
	rules: AccessRules,
	asked?: CalendarDate
): CalendarDate | undefined {
	if (basis !== 'access') return asked;
	const byLaw = addDays(receivedOn, Math.min(rules.days, longestAccess));
	return asked && asked < byLaw ? asked : byLaw;
}

/** The latest day that the one extension may reach. */
export function latestExtension(
	{ dueOn }: ListedRequest,
	{ extension }: AccessRules
): CalendarDate | undefined {
	return dueOn && addDays(dueOn, Math.min(extension, longestExtension));
}

/** Why the request's time cannot be extended today; nothing when it can. */
export function whyNotExtended(
	request: ListedRequest,
	rules: AccessRules,
	today: CalendarDate
): string | undefined {
	if (request.form['basis'] !== 'access') {
		return 'Only a request under the client’s right of access has an extension by law. Ask whoever set the day.';
	}
	if (request.extension) return 'The time was extended once already; a second time is not allowed.';
	if (!request.dueOn || request.dueOn < today) {
		return 'The day has passed. The letter has to go out while there is still time (164.524(b)(2)(ii)(A)).';
	}
	if (rules.extension === 0) return 'The practice’s own rule in Settings allows no extension.';
	return undefined;
}

/** How urgent, and in words. `tone` never speaks alone: the words always stand beside it. */
export interface Urgency {
	readonly tone: 'danger' | 'doubt' | 'plain';
	readonly words: string;
}

export function urgencyOf(request: ListedRequest, today: CalendarDate): Urgency {
	const due = dueDay(request);
	return due ? urgencyOfDay(due, today) : { tone: 'plain', words: 'no day set' };
}

export function urgencyOfDay(due: CalendarDate, today: CalendarDate): Urgency {
	const left = daysBetween(today, due);
	if (left < 0) return { tone: 'danger', words: `${days(-left)} overdue` };
	if (left === 0) return { tone: 'danger', words: 'due today' };
	return { tone: left <= 7 ? 'doubt' : 'plain', words: `due in ${days(left)}` };
}

/** The most urgent first; those without a day last, oldest first. */
export function byUrgency(requests: readonly ListedRequest[]): readonly ListedRequest[] {
	const key = (request: ListedRequest): string =>
		`${dueDay(request) ?? '9999'} ${request.receivedOn} ${request.id}`;
	return [...requests].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function days(count: number): string {
	return count === 1 ? 'one day' : `${count} days`;
}
