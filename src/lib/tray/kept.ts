/** Where a page's paper was kept: whoever looked at this very page knows best, then the sheet laid before it, then the box. */
import type { Provenance } from '#lib/page/fate.ts';
import type { TrayBox, TrayPage } from './state.ts';

export function keptOf(
	{ kept, behind }: Pick<TrayPage, 'kept' | 'behind'>,
	box: Pick<TrayBox, 'provenance'> | undefined
): Provenance {
	return kept ?? behind?.provenance ?? box?.provenance ?? 'unknown';
}
