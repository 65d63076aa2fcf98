/** Builds a packet: fetches the planned pages from the chart, and the copies that go along, one by one and still sealed, and has them printed. */
import type { ChartKey } from '#lib/chart/open.ts';
import type { ChartReader } from '#lib/chart/reader.ts';
import type { SealedSheet } from '#lib/packet/sealed-sheet.ts';
import type { Built } from '#lib/packet/setter.ts';
import { pictureIdOf, type PictureSheet } from '#lib/packet/sheets.ts';
import { isForbidden } from '../gate.ts';
import { isAsPlanned, pagesIn, type OutgoingPage, type Plan } from '../plan.ts';
import { defectsOf } from '../request.ts';
import { draftPacket } from './draft.ts';
import type { ReleaseImprint } from './papers.ts';
import type { Press } from './press.ts';

export interface BuildOrder {
	readonly plan: Plan;
	readonly imprint: ReleaseImprint;
	readonly reader: ChartReader;
	readonly key: ChartKey;
	readonly press: Press;
	/** What the file opens with, when the imprint's options have it locked. */
	readonly password?: string | undefined;
	/** It left once, and is made again: what would stand in its way today did not then. */
	readonly again?: boolean;
	readonly onProgress?: (progress: { readonly done: number; readonly of: number }) => void;
	readonly signal?: AbortSignal;
}

/** The request is defective, a page may not leave on it, the plan is empty, or the chart has changed since it was planned. */
export class Blocked extends Error {
	override name = 'Blocked';
	readonly why: 'defects' | 'gate' | 'no-pages' | 'chart-changed';

	constructor(why: Blocked['why']) {
		super(`the packet cannot be built: ${why}`);
		this.why = why;
	}
}

/** So many pictures are drawn side by side: codecs have threads of their own. */
const ahead = 3;

/** Throws {@link Blocked}, `OverLimit`, `DamagedBlob`, a codec's errors, or the signal's reason. A part of a packet is never handed out. */
export async function buildPacket(order: BuildOrder): Promise<Built> {
	const { plan, imprint, reader, key, press, again, onProgress, signal } = order;
	const pages = pagesIn(plan);
	const defects = again ? [] : defectsOf(plan.request, imprint.preparedOn);
	if (defects.length > 0) throw new Blocked('defects');
	if (!again && isForbidden(plan, imprint.preparedOn)) throw new Blocked('gate');
	if (pages.length === 0) throw new Blocked('no-pages');
	if (!again && !areLive(pages, reader)) throw new Blocked('chart-changed');
	await press.begin({ plan, imprint, key, password: order.password });
	const sheets = draftPacket(plan, imprint).sheets.filter((sheet) => sheet.is !== 'front');
	const underWay: Promise<void>[] = [];
	let done = 0;
	const oldest = async (): Promise<void> => {
		await underWay.shift();
		onProgress?.({ done: ++done, of: sheets.length });
	};
	for (const sheet of sheets) {
		signal?.throwIfAborted();
		const adding = press.add({ page: pictureIdOf(sheet), ...(await sealedOf(sheet, reader)) });
		// Whoever waits for it hears of it; until then nobody does.
		adding.catch(() => undefined);
		underWay.push(adding);
		if (underWay.length >= ahead) await oldest();
	}
	while (underWay.length > 0) await oldest();
	signal?.throwIfAborted();
	return press.finish();
}

async function sealedOf(
	sheet: PictureSheet<OutgoingPage>,
	reader: ChartReader
): Promise<Omit<SealedSheet, 'page'>> {
	if (sheet.is === 'copy') {
		return { picture: await reader.sealed(sheet.copy.picture), reading: undefined };
	}
	const { picture, reading } = sheet.page;
	return {
		picture: await reader.sealed(picture),
		reading: reading && (await reader.sealed(reading))
	};
}

/** Every planned page is still in the client's chart, just as it was planned. */
function areLive(pages: readonly OutgoingPage[], reader: ChartReader): boolean {
	const first = pages[0];
	if (!first || !reader.client(first.client)) return false;
	const live = new Map(reader.pagesOf(first.client).map((page) => [page.page, page]));
	return pages.every((page) => isAsPlanned(page, live.get(page.page)));
}
