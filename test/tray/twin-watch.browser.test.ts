import { expect, it } from 'vitest';
import type { PageId } from '#lib/page/ids.ts';
import type { Reading } from '#lib/page/reading.ts';
import { sketchOf } from '#lib/tray/sketch.ts';
import { emptyTray, type TrayBox, type TrayPage, type TrayState } from '#lib/tray/state.ts';
import { TwinWatch } from '#lib/tray/twin-watch.ts';
import type { Twin } from '#lib/tray/twins.ts';

function page(id: string, more: Partial<TrayPage> = {}, sha256 = id): TrayPage {
	return { side: { page: id, sha256 }, turn: 0, ...more } as unknown as TrayPage;
}

function tray(pages: readonly TrayPage[]): TrayState {
	const ids = pages.map(({ side }) => side.page);
	const box = { pages: ids } as unknown as TrayBox;
	return {
		...emptyTray,
		boxes: new Map([['box' as never, box]]),
		pages: new Map(pages.map((one) => [one.side.page, one]))
	};
}

function sketch(seed: number): string {
	const words = Array.from({ length: 60 }, (_, i) => ({ text: `w${(seed + i) * 7919}` }));
	return sketchOf({ lines: [{ words }] } as unknown as Reading) ?? '';
}

async function lookAt(watch: TwinWatch, state: TrayState): Promise<(readonly [PageId, Twin])[]> {
	let last: ReadonlyMap<PageId, Twin> = new Map();
	for await (const twins of watch.look(state)) last = twins;
	return [...last];
}

it('finds twins in a worker, among more pages than are told at once', async () => {
	const watch = new TwinWatch();
	const pages = Array.from({ length: 250 }, (_, i) => page(`p${i}`));
	pages[240] = page('p240', {}, 'p3');
	expect(await lookAt(watch, tray(pages))).toEqual([['p240', { of: 'p3', how: 'same picture' }]]);
	watch.stop();
});

it('hears of pages that were read or set aside meanwhile', async () => {
	const watch = new TwinWatch();
	expect(await lookAt(watch, tray([page('a'), page('b')]))).toEqual([]);
	const read = [page('a', { sketch: sketch(1) }), page('b', { sketch: sketch(1) })];
	expect(await lookAt(watch, tray(read))).toEqual([['b', { of: 'a', how: 'looks the same' }]]);
	const aside = page('a', { decision: { fate: 'blank', at: '' } });
	expect(await lookAt(watch, tray([aside, ...read.slice(1)]))).toEqual([]);
	watch.stop();
});

it('starts over after its worker was put down', async () => {
	const watch = new TwinWatch();
	const state = tray([page('a'), page('b', {}, 'a')]);
	expect(await lookAt(watch, state)).toHaveLength(1);
	watch.stop();
	expect(await lookAt(watch, state)).toHaveLength(1);
	watch.stop();
});
