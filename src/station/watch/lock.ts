/**
 * One station a folder. The lock is the operating system's own, on an SQLite file: it ends with the process that holds it,
 * however that ends, so no lock can be left over.
 */
import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { isGone } from '../system-error.ts';

export interface Lock {
	release(): void;
}

/** So long a station waits for whoever only looks whether another is there: see {@link isHeld}. */
const passingMs = 250;

/** `undefined` while another process holds it. Throws when the file cannot be made. */
export function takeLock(path: string): Lock | undefined {
	const database = new DatabaseSync(path);
	try {
		database.exec(`PRAGMA busy_timeout = ${passingMs}; BEGIN EXCLUSIVE`);
		return { release: () => database.close() };
	} catch (error) {
		database.close();
		if (isBusy(error)) return undefined;
		throw error;
	}
}

/** Whether a process holds it at this moment; `undefined` where this account may not look. Takes nothing and writes nothing. */
export function isHeld(path: string): boolean | undefined {
	try {
		statSync(path);
		using database = new DatabaseSync(path, { readOnly: true });
		database.exec('PRAGMA busy_timeout = 0');
		// Nothing is in it, but whoever reads wants to be alone with nobody who writes.
		database.prepare('SELECT count(*) FROM sqlite_schema').get();
		return false;
	} catch (error) {
		if (isBusy(error)) return true;
		return isGone(error) ? false : undefined;
	}
}

/** https://sqlite.org/rescode.html#busy */
const busy = 5;

function isBusy(error: unknown): boolean {
	return error instanceof Error && 'errcode' in error && error.errcode === busy;
}
