/** What the bench was asked to do, from its command line. */
import { parseArgs } from 'node:util';

export const readers = ['station', 'app', 'tesseract', 'ocrmypdf'] as const;
export type ReaderName = (typeof readers)[number];

export interface ReadingBench {
	/** `undefined`: the pages that ship with the tests. */
	readonly folder: string | undefined;
	readonly truth: string | undefined;
	readonly limit: number;
	readonly rounds: number;
	readonly only: readonly ReaderName[];
}

export const usage = `usage: npm run bench:reading -- [FOLDER] [--truth FILE] [--limit N] [--rounds N] [--only NAMES]
  FOLDER          pictures (JPEG, PNG, WebP), one side each; without it, the pages of test/paper
  --truth FILE    JSON Lines {"id" or "file", "text", "medium"?}; without it the one beside the pictures, if any
  --limit N       the first N pictures, by name
  --rounds N      how often each reader reads them, in turn; the middle time counts (1)
  --only NAMES    some of ${readers.join(',')}
`;

/** Throws a plain sentence when it cannot be understood. */
export function parseReadingBench(args: readonly string[]): ReadingBench {
	const { values, positionals } = parseArgs({
		args: [...args],
		allowPositionals: true,
		options: {
			truth: { type: 'string' },
			limit: { type: 'string', default: '1000' },
			rounds: { type: 'string', default: '1' },
			only: { type: 'string', default: readers.join(',') }
		}
	});
	if (positionals.length > 1) throw new Error('one folder at a time');
	const only = values.only.split(',');
	const strange = only.find((name) => !isReader(name));
	if (strange !== undefined) throw new Error(`--only takes some of ${readers.join(', ')}`);
	return {
		folder: positionals[0],
		truth: values.truth,
		limit: countOf('--limit', values.limit),
		rounds: countOf('--rounds', values.rounds),
		only: only.filter(isReader)
	};
}

function isReader(name: string): name is ReaderName {
	return (readers as readonly string[]).includes(name);
}

export function countOf(option: string, text: string): number {
	const count = Number(text);
	if (!Number.isInteger(count) || count < 1)
		throw new Error(`${option} takes a whole number from 1`);
	return count;
}
