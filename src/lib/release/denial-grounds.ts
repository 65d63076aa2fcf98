/** Grounds on which pages within an access request may be withheld, psychotherapy notes aside (45 CFR 164.524(a)). */
import type { Letterhead } from '#lib/page/records-request.ts';

interface Ground {
	/** As the choice is offered. */
	readonly label: string;
	/** As the letter says it, in plain words. */
	readonly says: string;
	readonly citation: string;
	/** The client may have the decision reviewed (164.524(a)(4)). */
	readonly reviewable: boolean;
}

const judged = 'A licensed health care professional has judged that';

export const denialGrounds = {
	proceedings: {
		label: 'They were put together for a legal action',
		says: 'It was put together for a legal action, or because one was expected',
		citation: '45 CFR 164.524(a)(1)(ii)',
		reviewable: false
	},
	confidence: {
		label: 'Somebody gave them in confidence, and would be known by them',
		says: 'Somebody who is not a health care provider told us this in confidence, and the page would be likely to show who',
		citation: '45 CFR 164.524(a)(2)(v)',
		reviewable: false
	},
	endangers: {
		label: 'They would be likely to endanger somebody’s life or physical safety',
		says: `${judged} it is reasonably likely to endanger the life or physical safety of the client or of another person`,
		citation: '45 CFR 164.524(a)(3)(i)',
		reviewable: true
	},
	'other-person': {
		label: 'They speak of another person, who would be likely to come to substantial harm',
		says: `${judged} it speaks of another person, and is reasonably likely to cause that person substantial harm`,
		citation: '45 CFR 164.524(a)(3)(ii)',
		reviewable: true
	},
	representative: {
		label: 'A representative asks, and somebody would be likely to come to substantial harm',
		says: `${judged} giving it to the client’s representative is reasonably likely to cause the client or another person substantial harm`,
		citation: '45 CFR 164.524(a)(3)(iii)',
		reviewable: true
	}
} as const satisfies Record<string, Ground>;
export type DenialGround = keyof typeof denialGrounds;

export function isDenialGround(text: string | undefined): text is DenialGround {
	return text !== undefined && Object.hasOwn(denialGrounds, text);
}

/** What a form says where pages stay out of a copy that are not the client's to ask for. */
export const nothingDenied = 'none';

/** What a copy that withholds something still needs said on the form; sentences, empty when nothing. */
export function groundMissing(said: string | undefined, letterhead: Letterhead): readonly string[] {
	if (said === nothingDenied) return [];
	if (isDenialGround(said)) return missingForDenial(letterhead);
	return ['Say why something within the request is not in this copy (45 CFR 164.524(d)).'];
}

/** What the denial still needs before it can be sent (164.524(d)(2)(iii)): sentences, empty when nothing. */
export function missingForDenial({
	contact,
	contactPhone
}: Pick<Letterhead, 'contact' | 'contactPhone'>): readonly string[] {
	return contact && contactPhone
		? []
		: [
				'Have a clinician name who takes complaints, with a telephone number, in Settings → Requests (45 CFR 164.524(d)(2)(iii)).'
			];
}
