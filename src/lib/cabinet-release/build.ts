/** Builds a notes packet: fetches the chosen pages, still sealed, and has them drawn. */
import type { OpenCabinet } from '#lib/cabinet/open.ts';
import type { Built } from '#lib/packet/setter.ts';
import type { Imprint } from '#lib/packet/sheets.ts';
import type { NotesPlan } from './plan.ts';
import type { NotesPress } from './press.ts';
import { defectsOfNotes } from './request.ts';

export interface NotesOrder {
	readonly plan: NotesPlan;
	readonly imprint: Imprint;
	readonly cabinet: Pick<OpenCabinet, 'key' | 'sealed' | 'state'>;
	readonly press: NotesPress;
	readonly onProgress?: (progress: { readonly done: number; readonly of: number }) => void;
	readonly signal?: AbortSignal;
}

/** The request is defective, no page was chosen, or the cabinet has changed since. */
export class NotesBlocked extends Error {
	override name = 'NotesBlocked';
	readonly why: 'defects' | 'no-pages' | 'changed';

	constructor(why: NotesBlocked['why']) {
		super(`the packet cannot be built: ${why}`);
		this.why = why;
	}
}

/** Throws {@link NotesBlocked}, `DamagedBlob`, a codec's errors, or the signal's reason. */
export async function buildNotes(order: NotesOrder): Promise<Built> {
	const { plan, imprint, cabinet, press, onProgress, signal } = order;
	if (defectsOfNotes(plan.request, imprint.preparedOn).length > 0)
		throw new NotesBlocked('defects');
	if (plan.pages.length === 0) throw new NotesBlocked('no-pages');
	if (!stillHolds(plan, cabinet)) throw new NotesBlocked('changed');
	await press.begin({ plan, imprint, key: cabinet.key });
	let done = 0;
	for (const { page, picture, reading } of plan.pages) {
		signal?.throwIfAborted();
		const sealed = {
			picture: await cabinet.sealed(picture),
			reading: reading && (await cabinet.sealed(reading))
		};
		await press.add({ page, ...sealed });
		onProgress?.({ done: ++done, of: plan.pages.length });
	}
	signal?.throwIfAborted();
	return press.finish();
}

/** Every chosen page is still in the cabinet, as it was chosen. */
export function stillHolds({ pages }: NotesPlan, { state }: Pick<OpenCabinet, 'state'>): boolean {
	return pages.every((planned) => {
		const now = state.pages.get(planned.page);
		return (
			now?.client === planned.client &&
			now.picture.sha256 === planned.picture.sha256 &&
			now.reading?.sha256 === planned.reading?.sha256 &&
			(now.turn ?? 0) === (planned.turn ?? 0)
		);
	});
}
