/** The export of the open cabinet's pages, to a place of their own that holds no chart; it ends with the lock. */
import type { OpenCabinet } from '#lib/cabinet/open.ts';
import { heldPagesOf } from '#lib/cabinet/state.ts';
import { planNotesExport, type NotesFile, type NotesStep } from '#lib/cabinet-release/export.ts';
import type { ExportPlace, Written } from '#lib/ehr-export/run.ts';
import type { Imprint } from '#lib/packet/sheets.ts';
import type { Client } from '#lib/page/client.ts';
import { csvTable } from '#lib/page/csv.ts';
import { dayOf } from '#lib/page/date.ts';
import type { ClientId } from '#lib/page/ids.ts';
import {
	ExportFolder,
	exportMarks,
	folderFaults,
	holdsOther,
	type FolderPicker
} from './export-folder.ts';
import { selfTestFailed } from './self-test.svelte.ts';

export type NotesExportMaker = (order: {
	readonly files: readonly NotesFile[];
	readonly cabinet: OpenCabinet;
	readonly imprint: Imprint;
	readonly place: ExportPlace;
	readonly signal: AbortSignal;
}) => AsyncGenerator<NotesStep, void>;

export interface NotesExportParts {
	readonly cabinet: OpenCabinet;
	readonly clientOf: (client: ClientId) => Client | undefined;
	readonly make: NotesExportMaker;
	readonly pick: FolderPicker;
	readonly practice: string;
	readonly signedAs: string;
	readonly now: () => Date;
}

const mark =
	'Private notes of one clinician, exported by Chart & Cabinet. They are not encrypted.\r\nCharts must never be exported into this folder.\r\n';

export class NotesExport {
	making = $state.raw<{ readonly done: number; readonly of: number }>();
	failed = $state<string>();
	done = $state.raw<{ readonly files: number; readonly pages: number; readonly kept: number }>();

	readonly #parts: NotesExportParts;
	#isClosed = false;
	#abort: AbortController | undefined;

	constructor(parts: NotesExportParts) {
		this.#parts = parts;
	}

	get files(): readonly NotesFile[] {
		const { cabinet, clientOf } = this.#parts;
		const clients = [...new Set([...cabinet.state.pages.values()].map(({ client }) => client))];
		return planNotesExport(
			clients.map((id) => ({
				client: clientOf(id) ?? { id, name: 'A client without a chart' },
				pages: heldPagesOf(cabinet.state, id)
			}))
		);
	}

	async intoFolder(): Promise<void> {
		const root = await this.#parts.pick('notes-export');
		if (root) await this.into(root);
	}

	async into(root: FileSystemDirectoryHandle): Promise<void> {
		if (this.making || this.#isClosed) return;
		this.done = this.failed = undefined;
		if (await holdsOther(root, 'cabinet').catch(() => false)) {
			this.failed =
				'That folder holds exported charts. Private notes are never laid beside them: choose another folder.';
			return;
		}
		// It was locked while somebody chose a folder, or it was looked at.
		if (this.#ended()) return;
		const { cabinet, make, practice, signedAs, now } = this.#parts;
		const abort = new AbortController();
		this.#abort = abort;
		const { signal } = abort;
		const files = this.files;
		const place = new ExportFolder(root);
		const imprint = {
			practice: { name: practice },
			preparedBy: signedAs,
			preparedOn: dayOf(now())
		};
		this.making = { done: 0, of: files.length };
		try {
			await ensureWritten(place, [{ path: exportMarks.cabinet, bytes: bytesOf(mark) }]);
			const steps: NotesStep[] = [];
			for await (const step of make({ files, cabinet, imprint, place, signal })) {
				signal.throwIfAborted();
				await ensureWritten(place, step.write);
				steps.push(step);
				this.making = { done: steps.length, of: files.length };
			}
			await ensureWritten(place, [{ path: 'notes-export.csv', bytes: bytesOf(tableOf(steps)) }]);
			signal.throwIfAborted();
			const pages = files.flatMap((file) => file.pages.map(({ page }) => page));
			const acted = await cabinet.act({ is: 'notes-exported', pages, files: files.length });
			const kept = steps.filter(({ write }) => write.length === 0).length;
			if (acted.ok) this.done = { files: files.length, pages: pages.length, kept };
			else this.failed = 'The files are written, but it could not be noted. Export again.';
		} catch (error) {
			if (!signal.aborted) this.failed = sentenceOf(error);
		} finally {
			if (this.#abort === abort) this.making = this.#abort = undefined;
		}
	}

	/** At lock: what is under way ends, and nothing is begun any more. */
	close(): void {
		this.#isClosed = true;
		this.stop();
	}

	#ended(): boolean {
		return this.#isClosed;
	}

	/** Files that lie in the folder by then stay. */
	stop(): void {
		this.#abort?.abort();
		this.#abort = this.making = undefined;
	}
}

class FolderRefuses extends Error {}

async function ensureWritten(place: ExportFolder, files: readonly Written[]): Promise<void> {
	const fault = await place.write(files);
	if (fault) throw new FolderRefuses(folderFaults[fault]);
}

function tableOf(steps: readonly NotesStep[]): string {
	const rows = steps.map(({ file, sha256 }) => [file.path, String(file.pages.length), sha256]);
	return csvTable([['File', 'Pages', 'SHA-256'], ...rows]);
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
	return new TextEncoder().encode(text);
}

function sentenceOf(error: unknown): string {
	if (error instanceof FolderRefuses) return error.message;
	if (error instanceof Error && error.name === 'SelfTestFailed') return selfTestFailed;
	return 'The export could not be finished: the cabinet has changed meanwhile, or a page is damaged. Export again; what lies there is left as it is.';
}
