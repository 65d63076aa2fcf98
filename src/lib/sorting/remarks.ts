/** What a person should know of a page whatever they decide: facts the chart must hold, Part 2, others' names, headings that lie. */
import type { Element, PageKind, Remark } from '#lib/page/suggestion.ts';
import { isPrivateElement } from '#lib/page/suggestion.ts';
import { mainLine } from './evidence.ts';
import { plainText } from './folding.ts';
import type { Weighed } from './weighing.ts';

const law = '45 CFR 164.501';

/** What is dangerous to lose with a page that goes to the cabinet. */
const needed: Readonly<Partial<Record<Element, string>>> = {
	'risk-safety': `This safety fact must also be in the chart. ${law}, designated record set`,
	medication: `This medication fact must also be in the chart. ${law}`
};

const substance =
	/\b(?:sud|alcohol|drug|substance|addiction|chemical dependency|relapse prevention|opioid|methadone|part 2)\b[^.]{0,30}\b(?:counsel\w*|treatment|program|clinic|notes?|group|unit)\b|\bsubstance abuse\b|\b42 cfr\b|\b12[- ]step\b|\bsponsor\b/;
const others =
	/\b(?:group (?:note|therapy|session|members?)|members? present|couples?|conjoint|husband and wife|family session|both (?:partners|parents)|peer)\b/;
const saysPrivate =
	/\b(?:psychotherapy|process|private|personal) notes?\b|\bnot (?:part of|for) (?:the )?(?:chart|record|file)\b|^\W*(?:private|confidential)\W*$/;
const saysProgress =
	/\bprogress notes?\b|\bsession (?:note|record)\b|\bsoap\b|^\W*(?:chart|clinical) notes?\W*$/;

/** From this share on a fact counts, though it stands among the clinician's own words; of danger any word does. */
const factFrom = { 'risk-safety': 0, medication: 0.25 } as const;

/** The line that tells the first fact of this element which a strong rule finds. */
function lineOf(
	element: keyof typeof factFrom,
	weighed: readonly Weighed[],
	lines: readonly string[]
): number | undefined {
	const told = weighed.find(
		(one) =>
			one.clinical >= factFrom[element] &&
			one.rules.some((rule) => rule.strong && rule.element === element)
	);
	return told && mainLine(told, element, lines);
}

const heading = (lines: readonly string[]) =>
	lines
		.filter((line) => line.trim())
		.slice(0, 3)
		.map(plainText);

function headingRemark(kind: PageKind, lines: readonly string[]): Remark[] {
	const top = heading(lines);
	const at = (pattern: RegExp) => lines.findIndex((line) => pattern.test(plainText(line)));
	if (kind === 'progress' && top.some((line) => saysPrivate.test(line)))
		return [
			{
				code: 'heading-differs',
				line: at(saysPrivate),
				sentence: `The heading says private notes, but the content is what the record must hold. ${law}`
			}
		];
	if ((kind === 'psychotherapy' || kind === 'mixed') && top.some((line) => saysProgress.test(line)))
		return [
			{
				code: 'heading-differs',
				line: at(saysProgress),
				sentence: `The heading says progress note, but the content analyzes the conversation. ${law}`
			}
		];
	return [];
}

/** In a story of the week every sentence is chart, and there are many: it says more than the record needs. */
function isDiary(kind: PageKind, weighed: readonly Weighed[]): boolean {
	if (kind !== 'progress' && kind !== 'unsure') return false;
	const words = weighed.reduce((sum, one) => sum + one.words, 0);
	const told = weighed.filter(
		(one) =>
			one.words >= 8 && !one.rules.some(({ strong }) => strong) && one.clinical + one.private > 0.5
	);
	const telling = told.reduce((sum, one) => sum + one.words, 0);
	const leaning = told.reduce((sum, one) => sum + one.words * one.private, 0);
	return words >= 120 && telling > words * 0.6 && leaning > telling * 0.12;
}

export function remarksOf(
	kind: PageKind,
	weighed: readonly Weighed[],
	lines: readonly string[]
): Remark[] {
	const remarks: Remark[] = [];
	const plain = plainText(lines.join(' '));
	const hasPrivate = weighed.some(
		(one) => one.private > 0.6 && one.rules.some(({ element }) => isPrivateElement(element))
	);
	const forCabinet =
		kind === 'psychotherapy' || kind === 'mixed' || (kind === 'unsure' && hasPrivate);
	for (const element of ['risk-safety', 'medication'] as const) {
		const line = forCabinet ? lineOf(element, weighed, lines) : undefined;
		const sentence = needed[element];
		if (line !== undefined && sentence) remarks.push({ code: 'also-in-chart', line, sentence });
	}
	remarks.push(...headingRemark(kind, lines));
	if (substance.test(plain))
		remarks.push({
			code: 'part-2',
			sentence: forCabinet
				? 'This may be a substance use counseling note, which has its own consent and its own place. 42 CFR 2.11'
				: 'This may be a substance use record; sending it on may need its own consent and notice. 42 CFR 2.31, 2.32'
		});
	if (others.test(plain) && kind !== 'administrative')
		remarks.push({
			code: 'names-others',
			sentence:
				'Other people were in the room: look for their names before this goes to anybody. 45 CFR 164.502(b)'
		});
	if (isDiary(kind, weighed))
		remarks.push({
			code: 'keep-succinct',
			sentence: 'This tells more of the conversation than a record needs; keep such notes succinct.'
		});
	return remarks;
}
