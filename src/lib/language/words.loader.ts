/**
 * Where the compiled screens find their words. English is always here; another language takes its place before the
 * first screen is loaded. See [Note: What stays English] for what it does not reach.
 */
import * as english from 'virtual:words/en';
import toRuntime, { type CatalogModule, type Runtime } from 'wuchale/runtime';

/** A blank whose value is missing is empty, as it is in a screen's own text. */
function speaking(catalog: CatalogModule, locale: string): Runtime {
	const plain = toRuntime(catalog, locale);
	const filled = (values: readonly unknown[] = []) => values.map((value) => value ?? '');
	const runtime = (id: number, values?: unknown[]): string => String(plain(id, filled(values)));
	return Object.assign(runtime, plain, {
		x: (text: Parameters<Runtime['x']>[0], values?: unknown[]) => plain.x(text, filled(values))
	});
}

let current = speaking(english, 'en');

export function speak(catalog: CatalogModule, locale: string): void {
	current = speaking(catalog, locale);
}

export const getRuntime = (): Runtime => current;
export const getRuntimeRx = getRuntime;
