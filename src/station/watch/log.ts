/** The station's log: one JSON object a line, with hashes and counts. What is on a page or how a file is called never stands in it. */
import type { HaltWhy } from './halt.ts';
import type { NameInLog } from './name-in-log.ts';
import type { LeftAlone } from './waiting-files.ts';

export type LogLine =
	| {
			readonly event: 'started';
			readonly station: string;
			readonly code: string;
			readonly version: 1;
	  }
	| {
			readonly event: 'file-taken';
			readonly file: string;
			readonly sides: number;
			readonly refused: number;
	  }
	| { readonly event: 'file-known'; readonly file: string }
	| { readonly event: 'file-failed'; readonly file: string; readonly why: string }
	| { readonly event: 'file-deleted'; readonly file: string }
	| { readonly event: 'file-changed'; readonly file: string }
	/** Something that is left where it is. */
	| (NameInLog & {
			readonly event: 'passed-over';
			readonly why: LeftAlone;
			readonly sentence: string;
	  })
	/** A file that this account may not read, or that cannot be read now. */
	| (NameInLog & {
			readonly event: 'file-forbidden' | 'file-unreadable';
			readonly sentence: string;
	  })
	| {
			readonly event: 'box-spooled';
			readonly box: string;
			readonly sides: number;
			readonly seconds: number;
	  }
	| {
			readonly event: 'box-acknowledged';
			readonly box: string;
			readonly taken: number;
			readonly sides: number;
	  }
	| {
			readonly event: 'box-returned';
			readonly box: string;
			readonly taken: number;
			readonly sides: number;
	  }
	| { readonly event: 'acknowledgement-refused'; readonly box: string }
	/** At the end: files that another program has begun, or that are still empty. They are taken in once they are whole. */
	| { readonly event: 'waiting'; readonly files: number }
	| { readonly event: 'halted'; readonly why: HaltWhy | 'unexpected'; readonly sentence: string }
	| { readonly event: 'stopped' };

export type Log = (line: LogLine) => void;

/** A file's name in the log: enough of its SHA-256 to find it again. */
export function shortOf(hash: string): string {
	return hash.slice(0, 16);
}

export function logTo(write: (line: string) => void, now: () => Date): Log {
	return (line) => write(`${JSON.stringify({ at: now().toISOString(), ...line })}\n`);
}
