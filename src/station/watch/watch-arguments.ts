/** What `station watch` and `station status` were asked to do, from the command line. */
import { parseArgs } from 'node:util';
import { boxings } from './batches.ts';
import { mostSettle } from './waiting-files.ts';
import type { WatchCommand } from './watch.ts';

export interface StatusCommand {
	readonly is: 'status';
	readonly pairing: string;
	readonly spool: string | undefined;
	readonly json: boolean;
	/** Where the batch report goes: REPORT.html and REPORT.csv. */
	readonly report: string | undefined;
}

export type Asked<C> =
	{ readonly ok: true; readonly command: C } | { readonly ok: false; readonly why: string };

const mostJobs = 64;
const usualSettle = 3;

export function parseWatch(args: readonly string[]): Asked<WatchCommand> {
	let parsed;
	try {
		parsed = parseArgs({
			args: [...args],
			allowPositionals: true,
			options: {
				for: { type: 'string' },
				spool: { type: 'string' },
				jobs: { type: 'string', short: 'j' },
				once: { type: 'boolean' },
				'dry-run': { type: 'boolean' },
				'delete-originals': { type: 'boolean' },
				'box-by': { type: 'string' },
				settle: { type: 'string' }
			}
		});
	} catch (error) {
		return no(error instanceof Error ? error.message : 'unknown option');
	}
	const { values, positionals } = parsed;
	const [folder, ...more] = positionals;
	if (folder === undefined) return no('watch needs a folder');
	if (more.length > 0) return no('watch takes one folder');
	if (values.for === undefined)
		return no('watch needs --for PAIRING_FILE: save one in the app under Settings');
	const jobs = values.jobs === undefined ? undefined : wholeFrom1(values.jobs);
	if (jobs === false) return no(`--jobs takes a whole number from 1 to ${String(mostJobs)}`);
	const by = boxings.find((each) => each === (values['box-by'] ?? 'file'));
	if (by === undefined) return no(`--box-by takes one of: ${boxings.join(', ')}`);
	const settle = values.settle === undefined ? usualSettle : Number(values.settle);
	if (!(settle >= 0.1 && settle <= mostSettle))
		return no(`--settle takes seconds, from 0.1 to ${mostSettle}`);
	return {
		ok: true,
		command: {
			...{ is: 'watch', folder, jobs, by, settle, pairing: values.for, spool: values.spool },
			once: values.once ?? false,
			dryRun: values['dry-run'] ?? false,
			deleteOriginals: values['delete-originals'] ?? false
		}
	};
}

export function parseStatus(args: readonly string[]): Asked<StatusCommand> {
	let parsed;
	try {
		parsed = parseArgs({
			args: [...args],
			options: {
				for: { type: 'string' },
				spool: { type: 'string' },
				json: { type: 'boolean' },
				report: { type: 'string' }
			}
		});
	} catch (error) {
		return no(error instanceof Error ? error.message : 'unknown option');
	}
	const { for: pairing, spool, report, json = false } = parsed.values;
	if (pairing === undefined) return no('status needs --for PAIRING_FILE');
	return { ok: true, command: { is: 'status', pairing, spool, json, report } };
}

function wholeFrom1(text: string): number | false {
	const number = Number(text);
	return Number.isInteger(number) && number >= 1 && number <= mostJobs ? number : false;
}

function no(why: string): { readonly ok: false; readonly why: string } {
	return { ok: false, why };
}
