/** The interfiled report: pages in the open cabinet whose paper lay in the chart, with the clinician's word on each. */
import { readAttestation } from '#lib/cabinet/attestation.ts';
import type { OpenCabinet } from '#lib/cabinet/open.ts';
import type { HeldPage } from '#lib/cabinet/state.ts';

export interface Interfiled {
	readonly page: HeldPage;
	/** `undefined`: none were asked for when it was locked away, or they cannot be opened. */
	readonly words: string | undefined;
}

/** Oldest first. A page that was taken back is not in it; that it once was stays in the cabinet's history. */
export async function interfiledIn(cabinet: OpenCabinet): Promise<readonly Interfiled[]> {
	const pages = [...cabinet.state.pages.values()]
		.filter(({ provenance }) => provenance === 'interfiled')
		.sort((a, b) => a.droppedOn.localeCompare(b.droppedOn));
	const found: Interfiled[] = [];
	for (const page of pages) {
		const words = page.attested && (await readAttestation(cabinet, page.attested));
		found.push({ page, words: words === '' ? undefined : words });
	}
	return found;
}
