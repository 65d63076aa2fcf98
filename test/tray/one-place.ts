/** What must be true of a page whenever the desk is at rest: it is where its decision says, once, with all its bytes. */
import { expect } from 'vitest';
import type { OpenCabinet } from '#lib/cabinet/open.ts';
import type { BlobRef } from '#lib/page/blob.ts';
import type { PageId } from '#lib/page/ids.ts';
import type { Practice } from '#lib/practice/practice.ts';
import { cabinetPassphrase } from '../support/practice.ts';

export async function openedCabinet(practice: Practice): Promise<OpenCabinet> {
	const opened = await practice.openCabinet(cabinetPassphrase);
	if (!opened.ok) throw new Error(opened.why);
	return opened.cabinet;
}

interface Pieces {
	readonly picture: BlobRef;
	readonly thumbnail: BlobRef;
	readonly reading?: BlobRef | undefined;
}

function idsOf(pages: Iterable<Pieces>): string[] {
	return [...pages]
		.flatMap(({ picture, thumbnail, reading }) => [picture, thumbnail, reading])
		.flatMap((ref) => (ref ? [ref.sha256] : []))
		.sort();
}

/** The one page of a practice: `picture` is its original. */
export async function expectOnePlace(
	practice: Practice,
	id: PageId,
	picture: Uint8Array
): Promise<void> {
	const { tray, chart } = practice;
	const cabinet = await openedCabinet(practice);
	const page = tray.state.pages.get(id);
	if (!page) throw new Error('the tray has lost the page');
	const fate = page.decision?.fate;
	expect(page.owed).toBeUndefined();

	const charted = [...chart.state.pages.values()];
	const held = [...cabinet.state.pages.values()];
	expect(charted.length, 'pages in the chart').toBe(fate === 'chart' || fate === 'split' ? 1 : 0);
	expect(held.length, 'pages in the cabinet').toBe(fate === 'cabinet' || fate === 'split' ? 1 : 0);
	expect(page.receipts?.map(({ to }) => to).sort() ?? []).toEqual([
		...held.map(() => 'cabinet'),
		...charted.map(() => 'chart')
	]);

	// Whole, and byte for byte.
	if (fate === 'chart') {
		expect(charted[0]?.page).toBe(id);
		expect(Buffer.compare(await chart.open(charted[0]?.picture ?? none), picture)).toBe(0);
	}
	if (fate === 'split') {
		expect(charted[0]?.page).not.toBe(id);
		expect((await chart.open(charted[0]?.picture ?? none)).length).toBeGreaterThan(0);
	}
	if (held[0]) expect(Buffer.compare(await cabinet.open(held[0].picture), picture)).toBe(0);
	if (!page.gone) expect(Buffer.compare(await tray.open(page.picture), picture)).toBe(0);

	// No piece lies anywhere that is not named there.
	const lying = async (kind: string): Promise<string[]> =>
		(await practice.holdings.find((one) => one.kind === kind)?.shelf.blobIds())?.sort() ?? [];
	expect(await lying('chart'), 'pieces in the chart').toEqual(idsOf(charted));
	expect(await lying('cabinet'), 'pieces in the cabinet').toEqual(idsOf(held));
	expect(await lying('tray'), 'pieces in the tray').toEqual(idsOf(page.gone ? [] : [page]));
}

const none: BlobRef = { sha256: '', size: 0 };
