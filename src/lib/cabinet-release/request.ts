/** Whose notes go to whom, through which door, on what paper. Pure. */
import type { CalendarDate } from '#lib/page/date.ts';
import type { ClientId, PacketId } from '#lib/page/ids.ts';
import {
	fieldsOf,
	given,
	signedFormOf,
	type RequestForm,
	type Wrong
} from '#lib/release/form-fields.ts';
import { defectsOfDoor, doorNames, doors, namedDoors, type Door } from './doors.ts';

export interface NotesRequest {
	readonly packet: PacketId;
	readonly client: ClientId;
	readonly recipient: { readonly name: string; readonly address?: string };
	readonly purpose: string;
	readonly door: Door;
	/** The paper that the door stands on, in words. */
	readonly paper: string;
}

export type ReadNotesRequest =
	| { readonly ok: true; readonly request: NotesRequest }
	| { readonly ok: false; readonly wrong: readonly Wrong[] };

/** Fields: `door`, `recipientName`, `recipientAddress`, `purpose`, `paper`, `alsoRecords`, and those of a signed form. */
export function readNotesRequest(
	packet: PacketId,
	client: ClientId,
	form: RequestForm
): ReadNotesRequest {
	const wrong: Wrong[] = [];
	const fields = fieldsOf(form, wrong);
	const is = fields.oneOf('door', doorNames, 'Say what allows these notes to leave.');
	const name = fields.text('recipientName');
	if (!name) fields.fail('recipientName', 'Say who is to have them.');
	const purpose = fields.text('purpose');
	if (!purpose) fields.fail('purpose', 'Say what they are for.');
	const paper = fields.text('paper');
	if (!paper) fields.fail('paper', 'Name the paper: whose it is, and of what day.');
	const named = namedDoors.find((door) => door === is);
	const signed = is === 'authorization' ? signedFormOf(fields) : undefined;
	const door: Door | undefined = named
		? { is: named }
		: signed && { is: 'authorization', ...signed, alsoRecords: fields.ticked('alsoRecords') };
	if (!door || wrong.length > 0) return { ok: false, wrong };
	const recipient = { name, ...given({ address: fields.text('recipientAddress') || undefined }) };
	return { ok: true, request: { packet, client, recipient, purpose, door, paper } };
}

/** What blocks this request today, one plain sentence each; empty when a packet may be built. */
export function defectsOfNotes(request: NotesRequest, today: CalendarDate): readonly string[] {
	const { recipient, purpose, paper, door } = request;
	const defects: string[] = [];
	if (!recipient.name.trim()) defects.push('Say who is to have the notes.');
	if (!purpose.trim()) defects.push('Say what the notes are for.');
	if (!paper.trim()) defects.push(`Name the paper that ${doors[door.is].label} rests on.`);
	return [...defects, ...defectsOfDoor(door, today)];
}
