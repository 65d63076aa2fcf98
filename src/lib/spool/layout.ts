/** Where things lie in a station's spool, with `/` between: the same on disk, on a stick and under `/spool`. */
import type { BoxId } from '#lib/page/ids.ts';

export const layout = {
	/** Says whose spool it is. */
	card: 'station.json',
	journal: 'journal.txt',
	lock: 'lock.db',
	/** How many files of the watched folder never became whole. */
	halfFiles: 'half-files.json',
	boxes: 'boxes',
	box: (box: BoxId) => `boxes/${box}`,
	/** Written last: a box without one is not in the spool yet. */
	manifest: (box: BoxId) => `boxes/${box}/manifest.txt`,
	piece: (box: BoxId, sha256: string) => `boxes/${box}/${sha256}.age`,
	acknowledgements: 'acknowledged',
	acknowledgement: (box: BoxId) => `acknowledged/${box}.txt`
} as const;
