/** That charts were exported as files: a line of the history, and of the list on the export's own screen. */
import type { ClientId } from './ids.ts';

export interface ChartsExport {
	readonly clients: readonly ClientId[];
	readonly files: number;
	readonly pages: number;
	/** Files that lay there from an earlier time, proved, and were left. */
	readonly kept: number;
	readonly to: 'folder' | 'zip';
	/** SHA-256 of the list of files, hex. */
	readonly manifestSha256: string;
	readonly by: string;
	/** What the look before it found; absent in lines from before there was one. */
	readonly looked?: ExportLooked;
}

export interface ExportLooked {
	/** Pages that read like private analysis without a clinician's word on them: a clinician was asked, and went on. */
	readonly readPrivate: number;
	/** Pages that nothing here could look at. */
	readonly unread: number;
}
