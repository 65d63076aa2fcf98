/**
 * What the line model learns from: labelled lines, marked spans, and the unmarked passages of labelled pages.
 *
 * [Note: partial labels] A passage of a progress page that nobody marked is still known not to be private, and one of
 * a psychotherapy page not to be record content. Such a passage allows a set of elements; training raises the
 * probability of the set as a whole and leaves the choice within it to the model.
 */
import {
	chartElements,
	type Element,
	isPrivateElement,
	privateElements
} from '#lib/page/suggestion.ts';
import { type Features, featuresOf, slotOf } from '#lib/sorting/features.ts';
import { elements } from '#lib/sorting/model.ts';
import { passagesOf } from '#lib/sorting/passages.ts';
import type { CorpusLine, CorpusPage, LabelledKind } from './corpus.ts';
import { garble, type Paper } from './noise.ts';
import { pick, type Random, seeded } from './random.ts';

export interface Example {
	readonly features: Features;
	/** The line or page that the text stands in; nothing for a misread copy of it. */
	readonly source?: string;
	/** By index into `elements`. */
	readonly allowed: readonly boolean[];
	readonly weight: number;
}

const setOf = (allowed: ReadonlySet<Element>) => elements.map((element) => allowed.has(element));

const allowedOn: Readonly<Partial<Record<LabelledKind, ReadonlySet<Element>>>> = {
	progress: new Set([...chartElements, 'neutral']),
	administrative: new Set([...chartElements, 'neutral']),
	psychotherapy: new Set([...privateElements, 'neutral', 'administrative'])
};

interface Text {
	readonly source: string;
	readonly text: string;
	readonly allowed: ReadonlySet<Element>;
	readonly weight: number;
}

function textsOfPage(page: CorpusPage): Text[] {
	const source = page.id;
	const spans = page.spans.map(({ quote, element }) => ({
		source,
		text: quote,
		allowed: new Set([element]),
		weight: 0.7
	}));
	const passages = passagesOf(page.text.split('\n')).flatMap(({ text }) => {
		const inside = page.spans.filter(({ quote }) => text.includes(quote) || quote.includes(text));
		if (inside.length) {
			return [{ source, text, allowed: new Set(inside.map(({ element }) => element)), weight: 1 }];
		}
		const allowed = allowedOn[page.kind];
		return allowed ? [{ source, text, allowed, weight: 0.5 }] : [];
	});
	return [...spans, ...passages];
}

/**
 * Clinicians suppose and quote in progress notes too ("I think the summer will be the test"), less often in this
 * corpus than on paper. Supposing words and quotation marks laid on chart lines and taken off private ones must not
 * change their label.
 */
const supposing = [
	'I think',
	'I suspect',
	'I believe',
	'My sense is',
	'I would guess',
	'It seems to me',
	'I wonder if',
	'I feel'
];
const supposes =
	/\b(?:I (?:think|suspect|believe|wonder (?:if|whether)?|guess)|my guess is|perhaps|maybe)(?: that)?,? /gi;

const saying = ['Says', 'Reports', 'States', 'Told me', 'Client said', 'She says', 'He said'];

function recastChart(text: string, random: Random): string {
	const draw = random();
	if (draw < 0.25) return `${pick(supposing, random)} ${lowered(text)}`;
	if (draw < 0.4) return `${pick(saying, random)} "${lowered(text)}"`;
	return text;
}

function recast({ source, text, allowed, weight }: Text, random: Random): Text | undefined {
	const isPrivate = [...allowed].some(isPrivateElement);
	const isChart = [...allowed].some(
		(element) => !isPrivateElement(element) && element !== 'neutral'
	);
	if (isPrivate === isChart) return undefined;
	const changed = isPrivate
		? text.replace(supposes, '').replace(/["“”]/g, '')
		: recastChart(text, random);
	return changed === text ? undefined : { source, text: changed, allowed, weight: weight * 0.7 };
}

const lowered = (text: string) =>
	/^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

const papers: readonly Paper[] = ['typed', 'dot-matrix', 'handwritten', 'typed', 'handwritten'];
const rates: Readonly<Record<Paper, number>> = { typed: 0.2, 'dot-matrix': 0.3, handwritten: 0.12 };

const remembered = new Map<string, Features>();

/** The same few texts are looked at for every fold, and looking is the slow part. */
function featuresOnce(text: string): Features {
	const known = remembered.get(text);
	if (known) return known;
	const features = featuresOf(text);
	remembered.set(text, features);
	return features;
}

/** Each text once clean and once misread in one of three manners; its own words are the seed, so that folds agree. */
function copiesOf({ source, text, allowed, weight }: Text): Example[] {
	const random = seeded(slotOf(text));
	const paper = pick(papers, random);
	const misread = garble(text, paper, rates[paper] * random() * 1.5, random);
	const set = setOf(allowed);
	return [
		{ features: featuresOnce(text), source, allowed: set, weight },
		{ features: featuresOnce(misread), allowed: set, weight: weight * 0.6 }
	];
}

/** What a line model is trained on; the same lines and pages always give the same examples. */
export function examplesOf(lines: readonly CorpusLine[], pages: readonly CorpusPage[]): Example[] {
	const texts: Text[] = [
		...lines.map(({ id, text, element }) => ({
			source: id,
			text,
			allowed: new Set([element]),
			weight: 1
		})),
		...pages.flatMap(textsOfPage)
	];
	const recasts = texts.flatMap(
		(text) => recast(text, seeded(slotOf(`recast ${text.text}`))) ?? []
	);
	return [...texts, ...recasts].flatMap(copiesOf);
}
