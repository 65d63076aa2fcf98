/** What the memory bench was asked to do, from its command line. */
import { parseArgs } from 'node:util';
import { countOf } from './arguments.ts';

export interface MemoryBench {
	readonly pages: number;
	readonly megabytes: number;
	/** Reading is stopped after this long, however many pages are left. */
	readonly minutes: number;
}

export const memoryUsage = `usage: npm run bench:memory -- [--pages N] [--megabytes N] [--minutes N]
  --pages N       pages of the PDF that is fed (300)
  --megabytes N   its size (120)
  --minutes N     stop after this long, however many pages are left (30)
`;

/** Throws a plain sentence when it cannot be understood. */
export function parseMemoryBench(args: readonly string[]): MemoryBench {
	const { values } = parseArgs({
		args: [...args],
		options: {
			pages: { type: 'string', default: '300' },
			megabytes: { type: 'string', default: '120' },
			minutes: { type: 'string', default: '30' }
		}
	});
	return {
		pages: countOf('--pages', values.pages),
		megabytes: countOf('--megabytes', values.megabytes),
		minutes: countOf('--minutes', values.minutes)
	};
}
