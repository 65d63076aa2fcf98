/** One plain sentence on why this kind, or why it cannot tell. */
import type { Evidence, PageKind } from '#lib/page/suggestion.ts';
import { isPrivateElement } from '#lib/page/suggestion.ts';
import { elementNames } from './reasons.ts';

export const cannotBeRead =
	'The words on this page cannot be read well enough to say what it is; please look at it.';
export const noWords =
	'No words were found on this page, but it may not be blank; please look at it.';
export const blankPage = 'Nothing was found on this page: it looks blank.';
export const tooFewWords = 'There are too few words on this page to say what it is.';
export const partUnread =
	'Part of this page cannot be read, and what is hidden there may be private; please look at it.';

function listOf(evidence: readonly Evidence[], side: 'private' | 'chart'): string {
	const names = evidence
		.filter(({ element }) => isPrivateElement(element) === (side === 'private'))
		.map(({ element }) => elementNames[element]);
	const distinct = [...new Set(names)].slice(0, 3);
	const last = distinct.pop();
	if (last === undefined) return side === 'private' ? 'private analysis' : 'record content';
	return distinct.length ? `${distinct.join(', ')} and ${last}` : last;
}

export function summaryOf(kind: Exclude<PageKind, 'blank'>, evidence: readonly Evidence[]): string {
	switch (kind) {
		case 'progress':
			return `Record content (${listOf(evidence, 'chart')}), and nothing that analyzes the conversation.`;
		case 'administrative':
			return 'Office paper such as billing, consent or correspondence, and nothing that analyzes the conversation.';
		case 'psychotherapy':
			return `Documents or analyzes the conversation (${listOf(evidence, 'private')}), with none of the content that must be in the record.`;
		case 'mixed':
			return `Holds both private analysis (${listOf(evidence, 'private')}) and record content (${listOf(evidence, 'chart')}): it needs to be split.`;
		case 'unsure':
			return 'The words on this page speak for more than one kind, and none clearly enough.';
	}
}
