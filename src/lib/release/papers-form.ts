/** Reads what goes round a packet's pages out of the request's form, and says what is wrong with it. Pure. */
import type { ReleaseSettings } from '#lib/page/records-request.ts';
import { requesterKinds } from './authority.ts';
import { isDenialGround } from './denial-grounds.ts';
import { fieldsOf, given, type RequestForm, type Wrong } from './form-fields.ts';
import type { Papers } from './packet/papers.ts';
import { claimsOf, coverFor, textOf } from './templates.ts';

/**
 * Fields: `requesterKind`, `noLetter`, `letterNote`, `certify`, `certifySigner`, `certifyTitle`, `certifyNotary`, `certifyFederal`,
 * `authorizationCopy`, `denialGround`, `denialApart`.
 */
export function papersOf(
	form: RequestForm,
	{ letterhead, letters, statement }: ReleaseSettings
): Papers {
	const fields = fieldsOf(form, []);
	const text = (field: string): string => fields.text(field);
	const tick = (field: string): true | undefined => (fields.ticked(field) ? true : undefined);
	const ground = text('denialGround');
	const kind = requesterKinds.find((known) => known === text('requesterKind')) ?? 'other';
	const letter = {
		text: textOf(coverFor(kind), letters),
		...given({ added: text('letterNote') || undefined })
	};
	const certification = {
		signer: text('certifySigner'),
		title: text('certifyTitle'),
		...given({ notary: tick('certifyNotary'), federal: tick('certifyFederal') })
	};
	return {
		letterhead,
		...given({
			letter: tick('noLetter') ? undefined : letter,
			certification: tick('certify') ? certification : undefined,
			authorizationCopy: tick('authorizationCopy'),
			denialGround: isDenialGround(ground) ? ground : undefined,
			denialApart: tick('denialApart'),
			statement
		})
	};
}

/** What keeps these papers from a packet, each at its field; empty when nothing does. */
export function wrongWith(papers: Papers): readonly Wrong[] {
	const { letter, certification } = papers;
	const wrong: Wrong[] = claimsOf(letter?.added ?? '').map((sentence) => ({
		field: 'letterNote',
		sentence
	}));
	if (certification && !certification.signer) {
		wrong.push({ field: 'certifySigner', sentence: 'Say who signs the certification.' });
	}
	if (certification && !certification.title) {
		wrong.push({
			field: 'certifyTitle',
			sentence: 'Say as what they sign it, e.g. custodian of records.'
		});
	}
	return wrong;
}
