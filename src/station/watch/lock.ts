/**
 * One station a folder. The lock is the operating system's own, on an SQLite file: it ends with the process that holds it,
 * however that ends, so no lock can be left over.
 */
import { DatabaseSync } from 'node:sqlite';

export interface Lock {
	release(): void;
}

/** `undefined` while another process holds it. Throws when the file cannot be made. */
export function takeLock(path: string): Lock | undefined {
	const database = new DatabaseSync(path);
	try {
		database.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
		return { release: () => database.close() };
	} catch (error) {
		database.close();
		if (isBusy(error)) return undefined;
		throw error;
	}
}

/** https://sqlite.org/rescode.html#busy */
const busy = 5;

function isBusy(error: unknown): boolean {
	return error instanceof Error && 'errcode' in error && error.errcode === busy;
}
