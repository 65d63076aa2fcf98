/** From passages to a page: how sure each passage is, and what that adds up to. */
import { chartElements, type Element, isPrivateElement } from '#lib/page/suggestion.ts';
import { featuresOf } from './features.ts';
import { elementProbabilities, elements, type LineModel, log } from './model.ts';
import type { Passage } from './passages.ts';
import type { Rule } from './rules.ts';

/** A passage with what the line model and the rules make of it; probabilities are in the order of `elements`. */
export interface Weighed {
	readonly passage: Passage;
	readonly words: number;
	readonly probabilities: readonly number[];
	/** Summed over the private elements. */
	readonly private: number;
	/** Summed over the chart elements, administrative left out. */
	readonly clinical: number;
	readonly administrative: number;
	/** Different words, and how many of them the line model knows. */
	readonly distinct: number;
	readonly known: number;
	readonly rules: readonly Rule[];
}

const sumOver = (probabilities: readonly number[], wanted: (element: Element) => boolean) =>
	elements.reduce((sum, element, at) => sum + (wanted(element) ? (probabilities[at] ?? 0) : 0), 0);

const clinicalSet: ReadonlySet<Element> = new Set(
	chartElements.filter((element) => element !== 'administrative')
);

/** Fewer known words than this say less than the line model thinks, unless a strong rule speaks. */
const enough = 5;

export function weigh(passage: Passage, model: LineModel): Weighed {
	const features = featuresOf(passage.text);
	const words = passage.text.split(/\s+/).length;
	let known = 0;
	for (const slot of features.words) if (model.rows.rowOf(slot) >= 0) known++;
	const certain = features.rules.some(({ strong }) => strong)
		? 1
		: Math.min(1, (known + 1) / enough);
	const probabilities = elementProbabilities(model, features).map(
		(p, at) => p * certain + (elements[at] === 'neutral' ? 1 - certain : 0)
	);
	return {
		passage,
		words,
		probabilities,
		private: sumOver(probabilities, isPrivateElement),
		clinical: sumOver(probabilities, (element) => clinicalSet.has(element)),
		administrative: sumOver(probabilities, (element) => element === 'administrative'),
		distinct: features.words.size,
		known,
		rules: features.rules
	};
}

const odds = (p: number) => {
	const held = Math.min(0.997, Math.max(0.003, p));
	return log(held / (1 - held)) / 3;
};

/** The n-th largest, as log odds; a page with fewer passages counts as having hopeless ones. */
const top = (values: readonly number[], n: number) =>
	odds(values.toSorted((a, b) => b - a)[n] ?? 0);
const many = (count: number) => log(1 + count);

function mean(weighed: readonly Weighed[], value: (one: Weighed) => number): number {
	const words = weighed.reduce((sum, one) => sum + one.words, 0);
	return weighed.reduce((sum, one) => sum + one.words * value(one), 0) / Math.max(words, 1);
}

/** The largest probability that any passage gives an element. */
const peak = (weighed: readonly Weighed[], element: Element) =>
	odds(Math.max(0, ...weighed.map((one) => one.probabilities[elements.indexOf(element)] ?? 0)));

const strongRules = (
	weighed: readonly Weighed[],
	side: 'private' | 'clinical' | 'administrative'
) =>
	weighed.filter((one) =>
		one.rules.some(({ strong, element }) => {
			if (!strong) return false;
			if (side === 'private') return isPrivateElement(element);
			return side === 'clinical' ? clinicalSet.has(element) : element === 'administrative';
		})
	).length;

const label = /^\s*([A-Za-z][A-Za-z.]{0,14})\s?[:-]\s/;

/** The share of passages that are turns of a dialogue: two speakers who each come back. */
export function dialogueShare(weighed: readonly Weighed[]): number {
	const labels = weighed.map(({ passage }) => label.exec(passage.text)?.[1]?.toLowerCase());
	const times = (name: string) => labels.filter((other) => other === name).length;
	const speakers = [...new Set(labels)].filter((name) => name !== undefined && times(name) >= 2);
	if (speakers.length < 2) return 0;
	return labels.filter((name) => speakers.includes(name)).length / labels.length;
}

const dangers: ReadonlySet<string> = new Set(['weapon', 'danger', 'suicide', 'harm']);

/** Private by the line model, and by a word that the lexicon knows: what only the weights suppose is worth less. */
const backed = (one: Weighed) =>
	one.rules.some(({ element }) => isPrivateElement(element)) ? one.private : 0;
const unbacked = (one: Weighed) => (backed(one) ? 0 : one.private);

/** What the page model sees; the order is part of the trained weights. */
export function pageFeatures(weighed: readonly Weighed[]): number[] {
	const privates = weighed.map((one) => one.private);
	const clinicals = weighed.map((one) => one.clinical);
	const papers = weighed.map((one) => one.administrative);
	return [
		1,
		mean(weighed, (one) => one.private) * 2,
		mean(weighed, (one) => one.clinical) * 2,
		mean(weighed, (one) => one.administrative) * 2,
		...[0, 1, 2].map((n) => top(privates, n)),
		...[0, 1, 2].map((n) => top(clinicals, n)),
		...[0, 1].map((n) => top(papers, n)),
		many(privates.filter((p) => p > 0.7).length),
		many(clinicals.filter((p) => p > 0.7).length),
		many(papers.filter((p) => p > 0.7).length),
		many(strongRules(weighed, 'private')),
		many(strongRules(weighed, 'clinical')),
		many(strongRules(weighed, 'administrative')),
		many(weighed.filter((one) => one.rules.some(({ name }) => dangers.has(name))).length),
		peak(weighed, 'medication'),
		peak(weighed, 'risk-safety'),
		peak(weighed, 'session-times'),
		peak(weighed, 'diagnosis'),
		peak(weighed, 'test-results'),
		dialogueShare(weighed),
		...[0, 1].map((n) => top(weighed.map(backed), n)),
		top(weighed.map(unbacked), 0)
	];
}
