/** The list of an export's files, for people and programs: JSON with every hash, and a table. Pure. */
import { csvTable } from '#lib/page/csv.ts';
import { kindNames, type ExportFile } from './export-plan.ts';

/** One exported file as it lies there, proved. */
export interface ExportedFile {
	readonly path: string;
	/** SHA-256, hex. */
	readonly sha256: string;
	readonly bytes: number;
	readonly pages: number;
	/** See `sourceOf`. */
	readonly source: string;
	/** Where its proof lies. */
	readonly proof: string;
}

export interface ExportManifest {
	readonly format: typeof format;
	readonly version: 1;
	readonly practice: string;
	/** ISO 8601 time at which it was complete. */
	readonly madeAt: string;
	readonly madeBy: string;
	readonly files: readonly (ExportedFile & {
		readonly client: string;
		readonly recordNumber?: string;
		readonly birthDate?: string;
		readonly serviceDate?: string;
		readonly kind: string;
		/** A page of it is protected by 42 CFR Part 2. */
		readonly part2: boolean;
	})[];
}

const format = 'chart-and-cabinet chart export';

export const manifestPath = 'chart-export.json';
export const tablePath = 'chart-export.csv';
/** Lies in the folder from the first file on: it says what the folder is, and what must never be laid beside it. */
export const markPath = 'CHART-EXPORT.txt';
export const markText =
	'Pages of charts, exported by Chart & Cabinet. They are not encrypted.\r\nA clinician’s private notes must never be exported into this folder.\r\n';

export function proofPath(path: string): string {
	return `proofs/${path.replace(/\.pdf$/u, '.json')}`;
}

export interface MadeFile {
	readonly file: ExportFile;
	readonly exported: ExportedFile;
}

export function manifestOf(
	made: readonly MadeFile[],
	{ practice, madeAt, madeBy }: Pick<ExportManifest, 'practice' | 'madeAt' | 'madeBy'>
): ExportManifest {
	const files = made.map(({ file, exported }) => {
		const { client, serviceDate, kind, pages } = file;
		return {
			...exported,
			client: client.name,
			...(client.recordNumber ? { recordNumber: client.recordNumber } : {}),
			...(client.birthDate ? { birthDate: client.birthDate } : {}),
			...(serviceDate ? { serviceDate } : {}),
			kind: kindNames[kind],
			part2: pages.some((page) => page.part2)
		};
	});
	return { format, version: 1, practice, madeAt, madeBy, files };
}

export function formatManifest(manifest: ExportManifest): string {
	return `${JSON.stringify(manifest, undefined, '\t')}\n`;
}

/** `undefined` for anything that is not a list of ours. */
export function parseManifest(text: string): ExportManifest | undefined {
	try {
		const value = JSON.parse(text) as Partial<ExportManifest>;
		const isOurs = value.format === format && value.version === 1 && Array.isArray(value.files);
		return isOurs ? (value as ExportManifest) : undefined;
	} catch {
		return undefined;
	}
}

export function manifestTable({ files }: ExportManifest): string {
	const heads = [
		...['File', 'Client', 'Record number', 'Birth date', 'Date of service', 'Kind'],
		...['Pages', '42 CFR Part 2', 'Bytes', 'SHA-256', 'Proof']
	];
	const rows = files.map((file) => [
		...[file.path, file.client, file.recordNumber ?? '', file.birthDate ?? ''],
		...[file.serviceDate ?? '', file.kind, String(file.pages), file.part2 ? 'yes' : 'no'],
		...[String(file.bytes), file.sha256, file.proof]
	]);
	return csvTable([heads, ...rows]);
}
