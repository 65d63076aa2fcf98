/**
 * A backup is the practice's own files in the open layout: ciphertext and public facts, nothing else.
 *
 * Note: Open layout. `FORMAT`, `practice.json`, `people/…`, `folders/<id>/folder.json`, key files,
 * `folders/<id>/events/<n>.event`, `folders/<id>/index.age` (the folder's list of pages, sealed), and
 * `blobs/<sha256>.age`, each an ordinary age file whose plain text is the picture itself. `MANIFEST.json`
 * names every file with its size and hash; `MANIFEST.sig` signs it. The `age` command opens all of it.
 */

export interface Entry {
	readonly path: string;
	readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Charts and private folders are never in the same file: the chart's backup may be handed on with the chart. */
export const backupParts = ['chart', 'private'] as const;
export type BackupPart = (typeof backupParts)[number];

export interface Manifest {
	readonly v: 1;
	readonly format: string;
	readonly part: BackupPart;
	/** ISO 8601 time. */
	readonly madeAt: string;
	/** Who signed it: a person's id, whose public key lies under `people/`. */
	readonly person: string;
	readonly files: readonly {
		readonly path: string;
		readonly size: number;
		readonly sha256: string;
	}[];
	readonly folders: readonly {
		readonly folder: string;
		readonly n: number;
		readonly hash: string;
		/** The folder's sealed pieces: only its events know them otherwise. */
		readonly blobs: readonly string[];
	}[];
}

export const manifestPath = 'MANIFEST.json';
export const signaturePath = 'MANIFEST.sig';
export const signingDomain = 'chart-and-cabinet backup v1';

export function eventPath(folder: string, n: number): string {
	return `folders/${folder}/events/${String(n).padStart(8, '0')}.event`;
}

export function blobPath(sha256: string): string {
	return `blobs/${sha256}.age`;
}
