/** Reads a request out of a form: text fields in, a request or the sentences that say what is wrong out. */
import { parseDate, type CalendarDate } from '#lib/page/date.ts';
import type { ClientId, PacketId } from '#lib/page/ids.ts';
import {
	authorizationElements,
	basisNames,
	documentBases,
	plainBases,
	requesterKinds,
	type AuthorizationElement,
	type Basis
} from './authority.ts';
import {
	identityChecks,
	scopeKinds,
	type IdentityCheck,
	type Request,
	type ScopeKind
} from './request.ts';

/** Field names to what was typed; a ticked box is `on`. */
export type RequestForm = Readonly<Record<string, string | undefined>>;

export type ReadRequest =
	| { readonly ok: true; readonly request: Request }
	| {
			readonly ok: false;
			readonly wrong: readonly { readonly field: string; readonly sentence: string }[];
	  };

interface Fields {
	text(field: string): string;
	ticked(field: string): boolean;
	day(field: string): CalendarDate | undefined;
	oneOf<T extends string>(field: string, values: readonly T[], sentence: string): T | undefined;
	fail(field: string, sentence: string): void;
}

/**
 * Fields: `requesterKind`, `requesterName`, `requesterAddress`, `purpose`, `receivedOn`, `from`, `to`,
 * `includeUndated`, `kind-<kind>` (all of them absent: every kind), `entireBecause`, `identity`, `identityNote`, `basis`, and for the basis: `document`, `signedOn`, `expiresOn`, `expiryEvent`, `eventIsOpen`,
 * `revokedOn`, `signedBy`, `representativeAuthority`, `found-<element>`, `alsoPsychotherapyNotes`, `counselName`,
 * `counselCheckedOn`. Only what cannot be read is refused here; what blocks the release is `defectsOf`'s to say.
 */
export function readRequest(id: PacketId, client: ClientId, form: RequestForm): ReadRequest {
	const wrong: { field: string; sentence: string }[] = [];
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
	const basis = basisOf(fields);
	if (!kind || !basis || wrong.length > 0) return { ok: false, wrong };
	const requester = { kind, name, ...(address ? { address } : {}) };
	const includeUndated = fields.ticked('includeUndated');
	const more = given({
		kinds: kindsOf(form),
		entireBecause: fields.text('entireBecause') || undefined,
		identity: identityOf(fields)
	});
	const request = { id, client, requester, purpose, ...dates, includeUndated, ...more, basis };
	return { ok: true, request };
}

/** Nothing when every kind is asked for, or when the form does not speak of kinds. */
function kindsOf(form: RequestForm): readonly ScopeKind[] | undefined {
	const all = Object.keys(scopeKinds) as ScopeKind[];
	if (all.every((kind) => form[`kind-${kind}`] === undefined)) return undefined;
	const ticked = all.filter((kind) => form[`kind-${kind}`] === 'on');
	return ticked.length === all.length ? undefined : ticked;
}

function identityOf(fields: Fields): Request['identity'] {
	const checks = Object.keys(identityChecks) as IdentityCheck[];
	const check = checks.find((known) => known === fields.text('identity'));
	const note = fields.text('identityNote');
	return check && { check, ...(note ? { note } : {}) };
}

function fieldsOf(form: RequestForm, wrong: { field: string; sentence: string }[]): Fields {
	const text = (field: string): string => form[field]?.trim() ?? '';
	const fail = (field: string, sentence: string): void => {
		wrong.push({ field, sentence });
	};
	return {
		text,
		fail,
		ticked: (field) => text(field) === 'on',
		day(field) {
			const typed = text(field);
			if (!typed) return undefined;
			const day = parseDate(typed);
			if (!day) fail(field, 'This is not a day on the calendar.');
			return day;
		},
		oneOf(field, values, sentence) {
			const found = values.find((value) => value === text(field));
			if (!found) fail(field, sentence);
			return found;
		}
	};
}

function basisOf(fields: Fields): Basis | undefined {
	const is = fields.oneOf('basis', basisNames, 'Say what allows the release.');
	if (!is) return undefined;
	const plain = plainBases.find((name) => name === is);
	if (plain) return { is: plain };
	const documented = documentBases.find((name) => name === is);
	if (documented) return { is: documented, document: fields.text('document') };
	return is === 'subpoena' ? subpoenaOf(fields) : authorizationOf(fields);
}

function subpoenaOf(fields: Fields): Basis {
	const name = fields.text('counselName');
	const checkedOn = fields.day('counselCheckedOn');
	const counsel = name && checkedOn ? { counsel: { name, checkedOn } } : {};
	return { is: 'subpoena', document: fields.text('document'), ...counsel };
}

function authorizationOf(fields: Fields): Basis | undefined {
	const signedOn = fields.day('signedOn');
	if (!fields.text('signedOn')) fields.fail('signedOn', 'Say when the authorization was signed.');
	if (!signedOn) return undefined;
	const elements = Object.keys(authorizationElements) as AuthorizationElement[];
	return {
		is: 'authorization',
		signedOn,
		...given({ expiresOn: fields.day('expiresOn'), revokedOn: fields.day('revokedOn') }),
		...given({
			expiryEvent: fields.text('expiryEvent') || undefined,
			representativeAuthority: fields.text('representativeAuthority') || undefined
		}),
		eventIsOpen: fields.ticked('eventIsOpen'),
		signedBy: fields.text('signedBy') === 'representative' ? 'representative' : 'client',
		found: elements.filter((element) => fields.ticked(`found-${element}`)),
		alsoPsychotherapyNotes: fields.ticked('alsoPsychotherapyNotes')
	};
}

type Given<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out what was not given, so that an absent field stays absent. */
function given<T extends object>(fields: T): Given<T> {
	return Object.fromEntries(
		Object.entries(fields).filter(([, value]) => value !== undefined)
	) as Given<T>;
}
