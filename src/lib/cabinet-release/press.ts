/** The press of a notes packet: draws it from a cabinet's sealed pages. Holds that one cabinet's key and nothing else. */
import type { HeldPage } from '#lib/cabinet/state.ts';
import type { Codec } from '#lib/imaging/codec.ts';
import { openBlob } from '#lib/ledger/sealed.ts';
import { setSealed, type SealedSheet } from '#lib/packet/sealed-sheet.ts';
import { Setter, type Built } from '#lib/packet/setter.ts';
import type { Draft, Imprint } from '#lib/packet/sheets.ts';
import type { FolderKey } from '#lib/vault/folder-key.ts';
import type { NotesFile } from './export.ts';
import { draftNotes, draftNotesFile } from './front.ts';
import type { NotesPlan } from './plan.ts';

export type NotesJob = {
	readonly imprint: Imprint;
	readonly key: FolderKey<'cabinet'>;
} & ({ readonly plan: NotesPlan } | { readonly file: NotesFile });

/** One packet at a time: begin, each page of the plan in its order, finish. In a worker or in Node. */
export interface NotesPress {
	begin(job: NotesJob): Promise<void>;
	add(page: SealedSheet): Promise<void>;
	finish(): Promise<Built>;
}

export function notesPressWith(codec: Codec): NotesPress {
	let work: { readonly key: FolderKey<'cabinet'>; readonly setter: Setter<HeldPage> } | undefined;

	function atWork(): NonNullable<typeof work> {
		if (!work) throw new Error('no packet was begun');
		return work;
	}

	return {
		begin(job) {
			const { imprint, key } = job;
			const draft = (): Draft<HeldPage> =>
				'file' in job ? draftNotesFile(job.file, imprint) : draftNotes(job.plan, imprint);
			work = { key, setter: new Setter(draft, codec) };
			return Promise.resolve();
		},
		add(sealed) {
			const { key, setter } = atWork();
			return setSealed(setter, sealed, (ref, bytes) => openBlob(key, ref, bytes));
		},
		async finish() {
			const { setter } = atWork();
			work = undefined;
			return setter.finish();
		}
	};
}
