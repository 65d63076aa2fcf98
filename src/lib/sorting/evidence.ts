/** The lines that speak: every one of them for a split, and the five most telling for the eye. */
import {
	type Element,
	type Evidence,
	isPrivateElement,
	type LineElement,
	type PageKind
} from '#lib/page/suggestion.ts';
import { plainText } from './folding.ts';
import { elements } from './model.ts';
import { reasonFor } from './reasons.ts';
import type { Weighed } from './weighing.ts';

const most = 5;
/** Below this a passage is too doubtful to be shown as a reason. */
const showFrom = 0.35;

type Side = 'private' | 'chart';

/** The likeliest element of a passage on one side, or on both; a strong rule settles a close call. */
export function elementOf(one: Weighed, side?: Side): { element: Element; probability: number } {
	let best: Element = 'neutral';
	let probability = 0;
	elements.forEach((element, at) => {
		if (side && (element === 'neutral' || isPrivateElement(element) !== (side === 'private')))
			return;
		const settled = one.rules.some((rule) => rule.strong && rule.element === element);
		const p = (one.probabilities[at] ?? 0) * (settled ? 3 : 1);
		if (p <= probability) return;
		probability = p;
		best = element;
	});
	return { element: best, probability: one.probabilities[elements.indexOf(best)] ?? 0 };
}

const chartShare = (one: Weighed) => one.clinical + one.administrative;
const hasStrong = (one: Weighed, side: Side) =>
	one.rules.some((rule) => rule.strong && isPrivateElement(rule.element) === (side === 'private'));

/** The line that the element's rules speak of; without one, the line on which most of the passage stands. */
export function mainLine(
	{ passage, rules }: Weighed,
	element: Element,
	lines: readonly string[]
): number {
	const speaking = rules.filter((rule) => rule.element === element);
	const told = lines
		.slice(passage.from, passage.to + 1)
		.findIndex((line) => speaking.some(({ pattern }) => pattern.test(plainText(line))));
	const widest = passage.share.indexOf(Math.max(...passage.share));
	return passage.from + Math.max(0, told < 0 ? widest : told);
}

interface Candidate {
	readonly one: Weighed;
	readonly evidence: Evidence;
	readonly telling: number;
}

function candidatesFor(
	weighed: readonly Weighed[],
	side: Side,
	lines: readonly string[]
): Candidate[] {
	return weighed
		.map((one) => {
			const share = side === 'private' ? one.private : chartShare(one);
			const { element, probability } = elementOf(one, side);
			const line = mainLine(one, element, lines);
			const whole = lines[line]?.trim() ?? '';
			const evidence: Evidence = {
				line,
				text: whole.length <= 120 ? whole : one.passage.text,
				element,
				probability,
				reason: reasonFor(element, one.rules)
			};
			const office = element === 'administrative' ? 0.25 : 0;
			return {
				one,
				evidence,
				telling: share + probability / 2 + (hasStrong(one, side) ? 0.5 : 0) - office,
				share
			};
		})
		.filter(({ share }) => share >= showFrom);
}

/** Takes the most telling first, and values an element less each time it was already shown. */
function choose(candidates: readonly Candidate[], wanted: number): Candidate[] {
	const chosen: Candidate[] = [];
	const left = [...candidates];
	while (chosen.length < wanted && left.length) {
		const worth = ({ telling, evidence }: Candidate) =>
			telling - 0.2 * chosen.filter((other) => other.evidence.element === evidence.element).length;
		left.sort((a, b) => worth(b) - worth(a) || a.evidence.line - b.evidence.line);
		const next = left.shift();
		if (next && !chosen.some((other) => other.evidence.line === next.evidence.line))
			chosen.push(next);
	}
	return chosen;
}

/** Both sides for a page that is mixed or in doubt, else the side that the suggestion stands on. */
export function evidenceFor(
	kind: PageKind,
	weighed: readonly Weighed[],
	lines: readonly string[]
): Evidence[] {
	const privates = choose(candidatesFor(weighed, 'private', lines), most);
	const charts = choose(candidatesFor(weighed, 'chart', lines), most);
	if (kind === 'psychotherapy') return privates.map(({ evidence }) => evidence);
	if (kind === 'progress' || kind === 'administrative')
		return charts.map(({ evidence }) => evidence);
	const both: Evidence[] = [];
	for (let at = 0; at < most; at++) {
		for (const next of [privates[at], charts[at]]) {
			if (next && !both.some(({ line }) => line === next.evidence.line)) both.push(next.evidence);
		}
	}
	return both.slice(0, most);
}

/** What each line says, in page order; lines that say nothing are left out. */
export function lineElements(weighed: readonly Weighed[], count: number): LineElement[] {
	const found: LineElement[] = [];
	for (let line = 0; line < count; line++) {
		const here = weighed.filter(({ passage }) => passage.from <= line && line <= passage.to);
		const first = here[0];
		if (!first) continue;
		const most = here.reduce((best, one) => (one.private > best.private ? one : best), first);
		const chart = here.reduce(
			(best, one) => (chartShare(one) > chartShare(best) ? one : best),
			first
		);
		const { element, probability } = elementOf(most.private >= 0.5 ? most : chart);
		if (element !== 'neutral') found.push({ line, element, probability, private: most.private });
	}
	return found;
}
