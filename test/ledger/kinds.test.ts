/**
 * A snapshot of another shape is not read, but the history from its beginning: then no kind that only a newer version knows
 * is missed behind it. So whoever adds a kind raises its folder's shape, writes both down here, and freezes a vector that
 * holds it (`test/vectors`).
 */
import { expect, it } from 'vitest';
import { cabinetKinds } from '#lib/cabinet/actions.ts';
import { cabinetShape } from '#lib/cabinet/open.ts';
import { chartKinds } from '#lib/chart/actions.ts';
import { chartShape } from '#lib/chart/chart.ts';
import { trayKinds } from '#lib/tray/actions.ts';
import { trayShape } from '#lib/tray/tray.ts';

it('a folder that learns a new kind of entry gives its snapshots another shape', () => {
	const count = (kinds: object): number => Object.keys(kinds).length;
	expect({
		chart: { shape: chartShape, kinds: count(chartKinds) },
		tray: { shape: trayShape, kinds: count(trayKinds) },
		cabinet: { shape: cabinetShape, kinds: count(cabinetKinds) }
	}).toEqual({
		chart: { shape: 10, kinds: 38 },
		tray: { shape: 7, kinds: 20 },
		cabinet: { shape: 6, kinds: 12 }
	});
});
