/** What the station was asked to do, from its command line. */
import { parseArgs } from 'node:util';
import { shells, type Shell } from './completion.ts';
import { parseWatch, type StatusCommand, parseStatus } from './watch/watch-arguments.ts';
import type { WatchCommand } from './watch/watch.ts';

export type Command =
	| {
			readonly is: 'read';
			readonly jobs: number | undefined;
			readonly password: Password | undefined;
			readonly paths: readonly string[];
	  }
	| { readonly is: 'sort'; readonly file: string | undefined }
	| { readonly is: 'verify'; readonly kit: string | undefined; readonly paths: readonly string[] }
	| {
			readonly is: 'prove';
			readonly packet: string;
			readonly proof: string | undefined;
			readonly password: Password | undefined;
			readonly json: boolean;
	  }
	| WatchCommand
	| StatusCommand
	| { readonly is: 'completion'; readonly shell: Shell }
	| { readonly is: 'help'; readonly about?: 'watch' };

/** As it was given, or the file whose first line it is. */
export type Password = { readonly text: string } | { readonly file: string };

export type Parsed =
	{ readonly ok: true; readonly command: Command } | { readonly ok: false; readonly why: string };

export const usage = `usage:
  station read [--jobs N] [--password TEXT | --password-file FILE] FILE|FOLDER…
                        read scanned pages: PDF, TIFF, JPEG, PNG, WebP, HEIC
  station sort [FILE]   sort texts: JSON lines {"id", "text"} from FILE or standard input
  station verify [--kit FILE] BACKUP…
                        check backups: zip files, or folders that they were unpacked to
  station prove [--password TEXT | --password-file FILE] [--json] PACKET [PROOF]
                        hold a release packet against its proof; without a proof, say what is in the file
  station watch FOLDER --for PAIRING_FILE
                        take scans in as they are dropped into FOLDER, sealed for one clinician's tray;
                        station watch --help says all of it
  station status --for PAIRING_FILE [--spool DIR] [--json] [--report NAME]
                        whether a station is at work, what it has taken in, and what of it the app has taken;
                        --report writes NAME.html and NAME.csv: files, sides, blanks, duplicates, unread and
                        rates of every box, and files that are in none
  station completion bash|zsh|fish
                        what a shell needs to complete these commands

One JSON object a line on standard output, as each page is done; prove and status write sentences unless told
--json. Nothing is written anywhere else but by watch and status --report.
  read  {file, page, pages, sha256, width, height, dpi, rotated, skewDegrees, blank, confidence, text,
         lines, suggestion, seconds}   or   {file, page?, error}
  sort  {id, suggestion}               or   {line, error}
  verify  {file, part, madeAt, fingerprint, people, files, folders: [{kind, events, pieces, opened?}]}
                                       or   {file, error}
  prove   {file, proof, madeAt, findings: [{name, ok, sentence}], ok}
          {file, sha256, bytes, sentences, odd, pages, information, ok}   or   {file, error}
  status  {station, code, running?, sides, waiting, underWay, taken, files, boxes}   or   {error, why}
--jobs N               pages read at the same time; as many as the machine has cores unless told
--json                 one JSON object instead of sentences
--password TEXT        opens every PDF that is locked; others on this machine can see a command line
--password-file FILE   the same, from the first line of FILE
--kit FILE             a recovery kit as it was saved, or typed from its paper: opens what it can, on trial

Exit status: 0 all was read, or is whole, or is as it was proved; 1 something could not be, or is not;
2 the command was not understood; 3 watch or status cannot work there, and says why.

A packet is proved anywhere, without any key of the practice's. Its hash, structure, pages, pictures (every pixel) and
words (every letter) are held against the proof.
`;

const mostJobs = 64;

function parseCompletion([shell, ...more]: readonly string[]): Parsed {
	const known = shells.find((each) => each === shell);
	return known && more.length === 0
		? { ok: true, command: { is: 'completion', shell: known } }
		: { ok: false, why: `completion takes one of: ${shells.join(', ')}` };
}

export function parseCommand(args: readonly string[]): Parsed {
	const [first, ...rest] = args;
	const asksHelp = rest.some((each) => each === '--help' || each === '-h');
	if (first === 'watch' && asksHelp) return { ok: true, command: { is: 'help', about: 'watch' } };
	if (first === 'watch') return parseWatch(rest);
	if (first === 'status' && !asksHelp) return parseStatus(rest);
	if (first === 'completion' && !asksHelp) return parseCompletion(rest);
	let parsed;
	try {
		parsed = parseArgs({
			args: [...args],
			allowPositionals: true,
			options: {
				jobs: { type: 'string', short: 'j' },
				password: { type: 'string' },
				'password-file': { type: 'string' },
				kit: { type: 'string' },
				json: { type: 'boolean' },
				help: { type: 'boolean', short: 'h' }
			}
		});
	} catch (error) {
		return { ok: false, why: error instanceof Error ? error.message : 'unknown option' };
	}
	const { values, positionals } = parsed;
	if (values.help) return { ok: true, command: { is: 'help' } };
	const [name, ...paths] = positionals;
	if (values.json && name !== 'prove') return { ok: false, why: 'only prove takes --json' };
	if (name === 'read') return parseRead(values, paths);
	if (name === 'sort') return parseSort(values, paths);
	if (name === 'prove') return parseProve(values, paths);
	if (name === 'verify') return parseVerify(values, paths);
	return { ok: false, why: name === undefined ? 'no command given' : 'no such command' };
}

interface Options {
	readonly jobs?: string;
	readonly password?: string;
	readonly 'password-file'?: string;
	readonly kit?: string;
	readonly json?: boolean;
}

function parseVerify({ kit, ...other }: Options, paths: readonly string[]): Parsed {
	const [given] = Object.keys(other);
	if (given !== undefined) return { ok: false, why: `verify takes no --${given}` };
	if (paths.length === 0) return { ok: false, why: 'verify needs at least one backup' };
	return { ok: true, command: { is: 'verify', kit, paths } };
}

function parseProve(options: Options, [packet, proof, ...more]: readonly string[]): Parsed {
	const { json = false, password: text, 'password-file': file, ...other } = options;
	const [given] = Object.keys(other);
	if (given !== undefined) return { ok: false, why: `prove takes no --${given}` };
	if (text !== undefined && file !== undefined) {
		return { ok: false, why: '--password and --password-file exclude each other' };
	}
	if (packet === undefined) return { ok: false, why: 'prove needs a packet' };
	if (more.length > 0) return { ok: false, why: 'prove takes one packet and one proof' };
	const fromFile = file === undefined ? undefined : { file };
	const password = text === undefined ? fromFile : { text };
	return { ok: true, command: { is: 'prove', packet, proof, password, json } };
}

function parseRead(options: Options, paths: readonly string[]): Parsed {
	const { jobs: jobsText, password: text, 'password-file': file } = options;
	const jobs = jobsText === undefined ? undefined : Number(jobsText);
	if (jobs !== undefined && !(Number.isInteger(jobs) && jobs >= 1 && jobs <= mostJobs)) {
		return { ok: false, why: `--jobs takes a whole number from 1 to ${String(mostJobs)}` };
	}
	if (text !== undefined && file !== undefined) {
		return { ok: false, why: '--password and --password-file exclude each other' };
	}
	if (options.kit !== undefined) return { ok: false, why: 'read takes no --kit' };
	if (paths.length === 0) return { ok: false, why: 'read needs at least one file or folder' };
	const fromFile = file === undefined ? undefined : { file };
	const password = text === undefined ? fromFile : { text };
	return { ok: true, command: { is: 'read', jobs, password, paths } };
}

function parseSort(options: Options, [file, ...more]: readonly string[]): Parsed {
	const [given] = Object.keys(options);
	if (given !== undefined) return { ok: false, why: `sort takes no --${given}` };
	if (more.length > 0) return { ok: false, why: 'sort takes one file at most' };
	return { ok: true, command: { is: 'sort', file } };
}
