/** The scan station's command: reads and sorts pages without a browser. Run it with `npm run --silent station -- …`. */
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { forgiveDropped } from '#lib/intake/dropped.ts';
import { Intake } from '#lib/intake/intake.ts';
import { ReadingPool } from '#lib/reading/pool.ts';
import { startNodeReader } from '#lib/reading/tesseract-node.ts';
import { parseCommand, usage, type Command, type Password } from './arguments.ts';
import { completionFor } from './completion.ts';
import { sentenceFor } from './files.ts';
import { startIntakeThread } from './intake-thread.ts';
import { provePacket } from './prove-packets.ts';
import { readPages } from './read-pages.ts';
import { sortTexts } from './sort-texts.ts';
import { watchHelp } from './watch/help.ts';
import type { StatusCommand } from './watch/watch-arguments.ts';
import type { WatchCommand } from './watch/watch.ts';
import { verifyBackups } from './verify-backups.ts';

const exitCode = { allRead: 0, someFailed: 1, wrongUsage: 2, cannotWork: 3 };

async function main(args: readonly string[]): Promise<number> {
	const parsed = parseCommand(args);
	if (!parsed.ok) {
		// The reason last: the usage is longer than a screen.
		process.stderr.write(`${usage}\nstation: ${parsed.why}\n`);
		return exitCode.wrongUsage;
	}
	switch (parsed.command.is) {
		case 'help':
			process.stdout.write(parsed.command.about === 'watch' ? watchHelp : usage);
			return exitCode.allRead;
		case 'read':
			return await read(parsed.command);
		case 'sort':
			return await sort(parsed.command);
		case 'verify':
			return await verify(parsed.command);
		case 'prove':
			return await prove(parsed.command);
		case 'watch':
			return await watchFolder(parsed.command);
		case 'status':
			return await status(parsed.command);
		case 'completion':
			process.stdout.write(completionFor(parsed.command.shell));
			return exitCode.allRead;
	}
}

async function watchFolder(command: WatchCommand): Promise<number> {
	// Not before it is asked for: a lock of its own comes with a part of Node that the other commands do without.
	const { watch } = await import('./watch/watch.ts');
	const ended = await watch(
		{
			...command,
			folder: fromWhereTheyStand(command.folder),
			pairing: fromWhereTheyStand(command.pairing),
			spool: command.spool === undefined ? undefined : fromWhereTheyStand(command.spool)
		},
		{ signal: untilStopped(), write: (line) => process.stdout.write(line) }
	);
	return { all: exitCode.allRead, some: exitCode.someFailed, cannot: exitCode.cannotWork }[ended];
}

/** A signal that comes so soon after the first is the same one: systemd, npm and what npm runs each pass it on. */
const doubledMs = 1000;

/**
 * Aborts at the first signal; what is under way then ends cleanly. Ctrl+C once more, later, is somebody who does not wait
 * for it. A second SIGTERM is none: whoever means that has SIGKILL.
 */
function untilStopped(): AbortSignal {
	const stopped = new AbortController();
	const stop = (): void => stopped.abort();
	process.on('SIGTERM', stop);
	process.on('SIGINT', stop);
	stopped.signal.addEventListener('abort', () => {
		setTimeout(() => process.off('SIGINT', stop), doubledMs).unref();
	});
	return stopped.signal;
}

async function status(command: StatusCommand): Promise<number> {
	const { statusOf } = await import('./watch/status.ts');
	const found = await statusOf({
		...command,
		pairing: fromWhereTheyStand(command.pairing),
		spool: command.spool === undefined ? undefined : fromWhereTheyStand(command.spool),
		report: command.report === undefined ? undefined : fromWhereTheyStand(command.report)
	});
	process.stdout.write(found.text);
	return found.ok ? exitCode.allRead : exitCode.cannotWork;
}

type Read = Extract<Command, { is: 'read' }>;

async function read({ jobs, paths, password }: Read): Promise<number> {
	const size = jobs ?? availableParallelism();
	const known = await passwordOf(password);
	if (typeof known === 'object') {
		process.stderr.write(`station: the password file: ${known.trouble}\n`);
		return exitCode.someFailed;
	}
	const intake = new Intake({ start: startIntakeThread });
	const pool = new ReadingPool({ size, start: () => startNodeReader() });
	try {
		const allRead = await readPages(paths.map(fromWhereTheyStand), {
			intake,
			reader: pool,
			password: known,
			jobs: size,
			write: writeRow,
			remark: (sentence) => process.stderr.write(`station: ${sentence}\n`)
		});
		return allRead ? exitCode.allRead : exitCode.someFailed;
	} finally {
		intake.stop();
		await pool.stop();
	}
}

/** Of a file its first line, without the line's end; every other character counts. */
async function passwordOf(
	given: Password | undefined
): Promise<string | undefined | { readonly trouble: string }> {
	if (!given || 'text' in given) return given?.text;
	try {
		const text = await readFile(fromWhereTheyStand(given.file), 'utf8');
		return text.split(/\r?\n/u, 1)[0];
	} catch (error) {
		return { trouble: sentenceFor(error) };
	}
}

async function sort({ file }: Extract<Command, { is: 'sort' }>): Promise<number> {
	const path = file === undefined ? undefined : fromWhereTheyStand(file);
	const trouble = path && (await access(path).then(() => '', sentenceFor));
	if (trouble) {
		process.stderr.write(`station: ${trouble}\n`);
		return exitCode.someFailed;
	}
	const input = path === undefined ? process.stdin : createReadStream(path);
	const lines = createInterface({ input, crlfDelay: Infinity });
	return (await sortTexts(lines, writeRow)) ? exitCode.allRead : exitCode.someFailed;
}

async function verify({ kit, paths }: Extract<Command, { is: 'verify' }>): Promise<number> {
	const good = await verifyBackups({
		paths: paths.map(fromWhereTheyStand),
		kit: kit === undefined ? undefined : fromWhereTheyStand(kit),
		write: writeRow
	});
	return good ? exitCode.allRead : exitCode.someFailed;
}

async function prove(command: Extract<Command, { is: 'prove' }>): Promise<number> {
	const password = await passwordOf(command.password);
	if (typeof password === 'object') {
		process.stderr.write(`station: the password file: ${password.trouble}\n`);
		return exitCode.someFailed;
	}
	forgiveDropped();
	const { packet, proof, json } = command;
	const outcome = await provePacket({
		...{ json, password },
		packet: fromWhereTheyStand(packet),
		proof: proof === undefined ? undefined : fromWhereTheyStand(proof),
		write: writeLine
	});
	return outcome === 'good' ? exitCode.allRead : exitCode.someFailed;
}

/** npm runs commands in the project's folder; relative paths are meant from where npm was called. */
function fromWhereTheyStand(path: string): string {
	const { npm_lifecycle_event: script, INIT_CWD: stood } = process.env;
	return script === 'station' && stood !== undefined && stood !== process.cwd()
		? resolve(stood, path)
		: path;
}

async function writeRow(row: object): Promise<void> {
	await writeLine(JSON.stringify(row));
}

async function writeLine(line: string): Promise<void> {
	if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
}

// Whoever reads our output may have had enough of it (`| head`): that is no failure. A full disk under a log is one.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
	process.exit(error.code === 'EPIPE' ? exitCode.allRead : exitCode.cannotWork)
);
process.exitCode = await main(process.argv.slice(2));
// A reader that never came up cannot be put down; it must not keep the command from ending.
process.stdout.write('', () => process.exit());
