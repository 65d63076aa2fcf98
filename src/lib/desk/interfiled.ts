/** The interfiled report: private pages whose paper lay in the chart, with the clinician's word on each; also those taken back. */
import { readAttestation } from '#lib/cabinet/attestation.ts';
import { layInChart, type TakenBack } from '#lib/cabinet/interfiled.ts';
import type { OpenCabinet } from '#lib/cabinet/open.ts';
import type { HeldPage } from '#lib/cabinet/state.ts';

export interface Interfiled {
	readonly page: HeldPage | TakenBack;
	/** `undefined`: none were asked for when it was locked away, or they cannot be opened. */
	readonly words: string | undefined;
	/** It is in the cabinet no more. */
	readonly takenBack?: TakenBack['takenBack'];
}

/** By when they were locked away, oldest first; one page may have been locked away and taken back more than once. */
export async function interfiledIn(cabinet: OpenCabinet): Promise<readonly Interfiled[]> {
	const { pages, takenBack } = cabinet.state;
	const rows: readonly (HeldPage | TakenBack)[] = [
		...takenBack,
		...[...pages.values()].filter(layInChart)
	].sort((a, b) => a.droppedOn.localeCompare(b.droppedOn));
	const found: Interfiled[] = [];
	for (const page of rows) {
		const words = page.attested && (await readAttestation(cabinet, page.attested));
		found.push({
			...{ page, words: words === '' ? undefined : words },
			...('takenBack' in page ? { takenBack: page.takenBack } : {})
		});
	}
	return found;
}
