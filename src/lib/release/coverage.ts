/**
 * What a signed authorization itself covers, held against what is asked for: a form that is whole in every element still
 * allows no more than it says, and to nobody but whom it names (45 CFR 164.508(a)(1), (c)(1)(i) and (iii)). Pure.
 */
import { foldName } from '#lib/page/client.ts';
import { formatDate } from '#lib/page/date.ts';
import { isAlike } from '#lib/page/misread.ts';
import { scopeKindNames, scopeKinds, type Scope } from './scope.ts';

/** As the form says it; an absent limit is one that it does not set. */
export interface Coverage extends Scope {
	/** To whom it is made out, in the form's own words. */
	readonly recipient: string;
	/** A person has seen that these words mean whoever asks: a firm for its attorney, or a class of persons. */
	readonly meansRequester?: true;
}

interface Asked extends Scope {
	readonly requester: { readonly name: string };
	readonly includeUndated: boolean;
}

/** Where more is asked for than the form covers, one sentence each. Absent: nobody has written what it covers. */
export function defectsOfCoverage(covers: Coverage | undefined, asked: Asked): readonly string[] {
	if (!covers?.recipient.trim()) {
		return ['Write to whom the authorization is made out (164.508(c)(1)(iii)).'];
	}
	const defects: string[] = [];
	if (!covers.meansRequester && !isNamed(covers.recipient, asked.requester.name)) {
		defects.push(
			'The authorization is made out to somebody else than whoever asks (164.508(c)(1)(iii)).'
		);
	}
	if (covers.from && !(asked.from && asked.from >= covers.from)) {
		defects.push(
			`The authorization covers pages dated from ${formatDate(covers.from)}: ask for none before that day.`
		);
	}
	if (covers.to && !(asked.to && asked.to <= covers.to)) {
		defects.push(
			`The authorization covers pages dated until ${formatDate(covers.to)}: ask for none after that day.`
		);
	}
	if ((covers.from ?? covers.to) && asked.includeUndated) {
		defects.push(
			'The authorization covers certain days, and a page without a date may lie outside of them: ask for none, or date them first.'
		);
	}
	return [...defects, ...beyondKinds(covers, asked)];
}

function beyondKinds({ kinds }: Coverage, asked: Scope): readonly string[] {
	const beyond = (asked.kinds ?? scopeKindNames).filter((kind) => kinds && !kinds.includes(kind));
	if (beyond.length === 0) return [];
	const words = beyond.map((kind) => scopeKinds[kind].label).join(', ');
	return [`The authorization does not cover these kinds of pages, which are asked for: ${words}.`];
}

/** Words that stand beside many names and tell none from another. */
const fillers = new Set([
	'and',
	'the',
	'of',
	'llp',
	'llc',
	'pllc',
	'pc',
	'inc',
	'dr',
	'md',
	'phd',
	'esq'
]);

/** Whether the form's words name whoever asks: each word of the shorter name stands in the longer one, but for a slip of typing. */
export function isNamed(recipient: string, requester: string): boolean {
	const [few = [], many = []] = [recipient, requester]
		.map((name) => foldName(name).split(' '))
		.map((words) => words.filter((word) => word && !fillers.has(word)))
		.sort((a, b) => a.length - b.length);
	return few.length > 0 && few.every((word) => many.some((other) => isAlike(word, other)));
}
