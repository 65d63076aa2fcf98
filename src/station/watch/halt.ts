/** Why a station cannot work at all, where nothing is wrong with a file: told by name in the log, and by the exit status. */
import { codeOf, isForbidden } from '../system-error.ts';

const sentences = {
	'another-station':
		'Another station is at work in this folder or with this spool. One is enough: stop it first.',
	'read-only':
		'This folder cannot be written to. The station must be able to move files into done and failed.',
	'no-folder': 'There is no such folder.',
	'disk-full': 'The disk is full. Nothing is lost: free some space, and the station goes on.',
	'no-pairing': 'The pairing file could not be read. Save it anew from Settings in the app.',
	'newer-pairing': 'The pairing file was made by a newer version. Update the station.',
	'no-spool':
		'The spool’s folder cannot be made or written to. Choose another with --spool, or give this account the right.',
	'another-spool': 'This spool belongs to another pairing. Choose another folder for it.',
	'journal-damaged':
		'The journal of this spool is damaged, or was changed. Take what waits in the spool in, then move its folder away and start again: no side is taken twice.',
	'no-reader':
		'The reading engine could not be started. Free some memory, or install the packages again.',
	'no-report': 'The report could not be written there. Name another place with --report.',
	'spool-inside': 'The spool must not lie in the folder that is watched.'
} as const;

export type HaltWhy = keyof typeof sentences;

export class Halt extends Error {
	override name = 'Halt';
	readonly why: HaltWhy;

	/** `at` says more without naming a file, e.g. a line's number. */
	constructor(why: HaltWhy, at?: string) {
		super(at === undefined ? sentences[why] : `${sentences[why]} (${at})`);
		this.why = why;
	}
}

/** What the system says of a disk or folder as a {@link Halt}; other errors as they are. */
export function haltFor(error: unknown): unknown {
	const code = codeOf(error);
	if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(String(code))) return new Halt('disk-full');
	if (code === 'EROFS' || isForbidden(error)) return new Halt('read-only');
	return error;
}
