/** Fits the page model on pages whose passages were weighed by a line model that had not seen them. */
import { type PageModel, sortedKinds } from '#lib/sorting/page-model.ts';
import { passagesOf } from '#lib/sorting/passages.ts';
import { isPrivateElement } from '#lib/page/suggestion.ts';
import { elements, type LineModel, log, softmax } from '#lib/sorting/model.ts';
import { pageFeatures, weigh, type Weighed } from '#lib/sorting/weighing.ts';
import type { CorpusPage, LabelledKind } from './corpus.ts';
import { garble } from './noise.ts';
import { pick, type Random, shuffled } from './random.ts';

export interface WeighedPage {
	readonly kind: LabelledKind;
	readonly weighed: readonly Weighed[];
	readonly weight: number;
}

const weighText = (text: string, model: LineModel) =>
	passagesOf(text.split('\n')).map((passage) => weigh(passage, model));

/** A page stands in the training three times. */
const copiesOfPage = 3;

/** A page clean, and misread lightly and badly. */
export function weighPage(page: CorpusPage, model: LineModel, random: Random): WeighedPage[] {
	const paper =
		page.medium === 'handwritten' ? 'handwritten' : pick(['typed', 'dot-matrix'] as const, random);
	return [
		{ kind: page.kind, weighed: weighText(page.text, model), weight: 1 },
		...[0.04, 0.1].map((rate) => ({
			kind: page.kind,
			weighed: weighText(garble(page.text, paper, rate, random), model),
			weight: 0.5
		}))
	];
}

/** The passages that carry a page's label, judged by the model that weighed them. */
const telling = (page: WeighedPage) =>
	page.weighed.filter((one) => {
		const best = elements[one.probabilities.indexOf(Math.max(...one.probabilities))] ?? 'neutral';
		if (page.kind === 'psychotherapy') return isPrivateElement(best) && one.private > 0.5;
		return best !== 'neutral' && best !== 'administrative' && one.clinical > 0.6;
	});

/**
 * Mixed pages made of two real halves: one page, with one to four neighbouring passages of another side let in.
 * The corpus has few mixed pages, and none of the many in which a single line makes the difference.
 */
export function composeMixed(
	pages: readonly WeighedPage[],
	count: number,
	random: Random
): WeighedPage[] {
	const progress = pages.filter(({ kind }) => kind === 'progress');
	const privates = pages.filter(({ kind }) => kind === 'psychotherapy');
	return Array.from({ length: count }, () => {
		const [host, guest] =
			random() < 0.5
				? [pick(progress, random), pick(privates, random)]
				: [pick(privates, random), pick(progress, random)];
		const told = telling(guest);
		const at = Math.floor(random() * told.length);
		const wanted =
			guest.kind === 'psychotherapy' ? 1 + Math.floor(random() * 5) : 1 + Math.floor(random() * 3);
		const guests = told.slice(at, at + wanted);
		const place = Math.floor(random() * (host.weighed.length + 1));
		return {
			kind: guests.length ? ('mixed' as const) : host.kind,
			weighed: host.weighed.toSpliced(place, 0, ...guests),
			weight: 0.25
		};
	});
}

/** How much of old paper is what: composed pages must not make mixed look common. */
const shares: Readonly<Record<LabelledKind, number>> = {
	progress: 0.4,
	psychotherapy: 0.28,
	mixed: 0.18,
	administrative: 0.14
};

/** Scales the rows' weights so that each kind has its share of the whole. */
function balance(rows: readonly Row[]): void {
	sortedKinds.forEach((kind, truth) => {
		const own = rows.filter((row) => row.truth === truth);
		const sum = own.reduce((total, { weight }) => total + weight, 0);
		for (const row of own) row.weight *= (shares[kind] * 100) / Math.max(sum, 1e-9);
	});
}

const steps = 600;
const decay = 0.01;

interface Row {
	readonly features: readonly number[];
	readonly truth: number;
	weight: number;
}

const rowsOf = (pages: readonly WeighedPage[]): Row[] =>
	pages.map(({ weighed, kind, weight }) => ({
		features: pageFeatures(weighed),
		truth: sortedKinds.indexOf(kind),
		weight
	}));

const scoresOf = (model: PageModel, features: readonly number[]) =>
	model.map((row) => {
		let sum = 0;
		for (let at = 0; at < row.length; at++) sum += (row[at] as number) * (features[at] as number);
		return sum;
	});

/** How the weighted error leans, for each kind and feature. */
function slopesOf(model: PageModel, rows: readonly Row[], total: number): number[][] {
	const slopes = model.map((row) => row.map(() => 0));
	for (const { features, truth, weight } of rows) {
		softmax(scoresOf(model, features)).forEach((p, kind) => {
			const error = ((p - (kind === truth ? 1 : 0)) * weight) / total;
			const slope = slopes[kind] as number[];
			for (let at = 0; at < slope.length; at++)
				slope[at] = (slope[at] as number) + error * (features[at] as number);
		});
	}
	return slopes;
}

/** Full-batch gradient descent with momentum: smooth, small and the same everywhere. */
function descend(rows: readonly Row[]): number[][] {
	const total = rows.reduce((sum, { weight }) => sum + weight, 0);
	const width = rows[0]?.features.length ?? 0;
	const model = sortedKinds.map(() => new Array<number>(width).fill(0));
	const speed = sortedKinds.map(() => new Array<number>(width).fill(0));
	for (let step = 0; step < steps; step++) {
		const slopes = slopesOf(model, rows, total);
		model.forEach((row, kind) => {
			const own = speed[kind] as number[];
			row.forEach((weight, at) => {
				const slope = (slopes[kind]?.[at] ?? 0) + (at === 0 ? 0 : decay * weight);
				own[at] = 0.9 * (own[at] as number) - 0.2 * slope;
				row[at] = weight + own[at];
			});
		});
	}
	return model;
}

const parts = 5;
const sharpest = [0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.35, 1.5, 1.65, 1.8, 2, 2.25, 2.5];

/**
 * How far the scores must be stretched for the probabilities to come true, measured on pages that the model had not
 * seen, a page's misread copies with it. A strongly held model is too timid by itself.
 */
function sharpness(rows: readonly Row[], copies: number): number {
	const losses = sharpest.map(() => 0);
	for (let part = 0; part < parts; part++) {
		const isOut = (_: Row, at: number) => Math.floor(at / copies) % parts === part;
		const model = descend(rows.filter((row, at) => !isOut(row, at)));
		for (const { features, truth, weight } of rows.filter(isOut)) {
			const scores = scoresOf(model, features);
			sharpest.forEach((by, at) => {
				const p = softmax(scores.map((score) => score * by))[truth] ?? 0;
				losses[at] = (losses[at] ?? 0) - weight * log(Math.max(p, 1e-6));
			});
		}
	}
	return sharpest[losses.indexOf(Math.min(...losses))] ?? 1;
}

/** Fits the page model; its weights are rounded, so that what is shipped is what was trained. */
export function trainPages(pages: readonly WeighedPage[]): PageModel {
	const rows = rowsOf(pages);
	balance(rows);
	const by = sharpness(rows, copiesOfPage);
	return descend(rows).map((row) => row.map((weight) => Math.round(weight * by * 1000) / 1000));
}

/** Deals the pages into `count` folds, kinds spread evenly. */
export function foldsOf(
	pages: readonly CorpusPage[],
	count: number,
	random: Random
): CorpusPage[][] {
	const folds = Array.from({ length: count }, () => [] as CorpusPage[]);
	let next = 0;
	for (const kind of sortedKinds) {
		for (const page of shuffled(
			pages.filter((one) => one.kind === kind),
			random
		)) {
			folds[next++ % count]?.push(page);
		}
	}
	return folds;
}
