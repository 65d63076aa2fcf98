/** The models that come with the app, unpacked once. */
import { unpackLines, unpackPage } from './packing.ts';
import type { Models } from './suggest.ts';
import { weights } from './weights.ts';

let unpacked: Models | undefined;

export function shippedModels(): Models {
	unpacked ??= { lines: unpackLines(weights), page: unpackPage(weights) };
	return unpacked;
}
