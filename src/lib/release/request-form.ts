/** Reads a request out of a form: text fields in, a request or the sentences that say what is wrong out. */
import type { ClientId, PacketId } from '#lib/page/ids.ts';
import { furtherOf } from './further-form.ts';
import { basisNames, documentBases, plainBases, requesterKinds, type Basis } from './authority.ts';
import {
	fieldsOf,
	given,
	signedFormOf,
	type Fields,
	type RequestForm,
	type Wrong
} from './form-fields.ts';
import type { Coverage } from './coverage.ts';
import { identityChecks, type IdentityCheck, type Request } from './request.ts';
import { scopeKindNames, type ScopeKind } from './scope.ts';

export type ReadRequest =
	| { readonly ok: true; readonly request: Request }
	| {
			readonly ok: false;
			readonly wrong: readonly Wrong[];
	  };

/** What is kept with the request beside its form. */
export type Kept = Pick<Request, 'papers' | 'revoked'>;

/**
 * Fields: `requesterKind`, `requesterName`, `requesterAddress`, `actsAs`, `delivery`, `purpose`, `receivedOn`, `from`, `to`,
 * `includeUndated`, `kind-<kind>` (all of them absent: every kind), `entireBecause`, `identity`, `identityNote`, `basis`, and for the basis: `document`, `signedOn`, `expiresOn`, `expiryEvent`, `eventIsOpen`,
 * `revokedOn`, `signedBy`, `representativeAuthority`, `found-<element>`, `alsoPsychotherapyNotes`, `coversRecipient`,
 * `coversMeans`, `coversFrom`, `coversTo`, `covers-<kind>` (all of them absent: every kind), `counselName`, `counselCheckedOn`. Then those of `furtherOf`. Only what cannot be read is refused here; what blocks the release is `defectsOf`'s to say.
 */
export function readRequest(
	id: PacketId,
	client: ClientId,
	form: RequestForm,
	kept: Kept = {}
): ReadRequest {
	const wrong: Wrong[] = [];
	const fields = fieldsOf(form, wrong);
	const kind = fields.oneOf('requesterKind', requesterKinds, 'Say what kind of requester asks.');
	const name = fields.text('requesterName');
	if (!name) fields.fail('requesterName', 'Say who asks for the records.');
	const purpose = fields.text('purpose');
	if (!purpose) fields.fail('purpose', 'Say what the records are for.');
	const address = fields.text('requesterAddress');
	const dates = given({
		receivedOn: fields.day('receivedOn'),
		from: fields.day('from'),
		to: fields.day('to')
	});
	const basis = basisOf(fields, form);
	if (!kind || !basis || wrong.length > 0) return { ok: false, wrong };
	const actsAs = kind === 'representative' ? fields.text('actsAs') : '';
	const requester = { kind, name, ...(address ? { address } : {}), ...(actsAs ? { actsAs } : {}) };
	const includeUndated = fields.ticked('includeUndated');
	const more = given({
		kinds: kindsOf(form, 'kind'),
		entireBecause: fields.text('entireBecause') || undefined,
		delivery: fields.text('delivery') || undefined,
		identity: identityOf(fields),
		papers: kept.papers,
		revoked: kept.revoked,
		...furtherOf(form, wrong, kept.papers)
	});
	if (wrong.length > 0) return { ok: false, wrong };
	const request = { id, client, requester, purpose, ...dates, includeUndated, ...more, basis };
	return { ok: true, request };
}

/** Nothing when every kind is asked for, or when the form does not speak of kinds. */
function kindsOf(form: RequestForm, prefix: 'kind' | 'covers'): readonly ScopeKind[] | undefined {
	const field = (kind: ScopeKind): string | undefined => form[`${prefix}-${kind}`];
	if (scopeKindNames.every((kind) => field(kind) === undefined)) return undefined;
	const ticked = scopeKindNames.filter((kind) => field(kind) === 'on');
	return ticked.length === scopeKindNames.length ? undefined : ticked;
}

function identityOf(fields: Fields): Request['identity'] {
	const checks = Object.keys(identityChecks) as IdentityCheck[];
	const check = checks.find((known) => known === fields.text('identity'));
	const note = fields.text('identityNote');
	return check && { check, ...(note ? { note } : {}) };
}

function basisOf(fields: Fields, form: RequestForm): Basis | undefined {
	const is = fields.oneOf('basis', basisNames, 'Say what allows the release.');
	if (!is) return undefined;
	const plain = plainBases.find((name) => name === is);
	if (plain) return { is: plain };
	const documented = documentBases.find((name) => name === is);
	if (documented) return { is: documented, document: fields.text('document') };
	return is === 'subpoena' ? subpoenaOf(fields) : authorizationOf(fields, form);
}

function subpoenaOf(fields: Fields): Basis {
	const name = fields.text('counselName');
	const checkedOn = fields.day('counselCheckedOn');
	const counsel = name && checkedOn ? { counsel: { name, checkedOn } } : {};
	return { is: 'subpoena', document: fields.text('document'), ...counsel };
}

function authorizationOf(fields: Fields, form: RequestForm): Basis | undefined {
	const signed = signedFormOf(fields);
	const alsoPsychotherapyNotes = fields.ticked('alsoPsychotherapyNotes');
	const covers = coverageOf(fields, form);
	return signed && { is: 'authorization', ...signed, ...given({ covers }), alsoPsychotherapyNotes };
}

function coverageOf(fields: Fields, form: RequestForm): Coverage | undefined {
	const limits = given({
		from: fields.day('coversFrom'),
		to: fields.day('coversTo'),
		kinds: kindsOf(form, 'covers')
	});
	const recipient = fields.text('coversRecipient');
	const means = fields.ticked('coversMeans') ? { meansRequester: true as const } : {};
	return recipient ? { recipient, ...means, ...limits } : undefined;
}
