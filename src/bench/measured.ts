/** A command's own cost: time by the clock, processor time with its children's, and the most memory of its first process. */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';

export interface Cost {
	readonly seconds: number;
	readonly cpuSeconds: number;
	/** Peak of what it held in memory, in MB; a process with threads is one. `undefined` where the system does not say. */
	readonly peakMb: number | undefined;
	readonly status: number;
}

/** The shell's own `time` knows of every process below it. */
const timed = 'TIMEFORMAT="%R %U %S"; { time "$@" >/dev/null 2>&1; } 2>&1';
const lookMs = 200;

/** What a process holds at a look, in MB. */
export interface Memory {
	readonly total: number;
	/** Of each WebAssembly engine in it, largest first: a reader's own memory is one of them. */
	readonly engines: readonly number[];
}

interface Measuring {
	readonly env?: Readonly<Record<string, string | undefined>>;
	/** Hears of the memory at each look. */
	readonly onMemory?: (memory: Memory) => void;
}

export async function measured(
	command: string,
	args: readonly string[],
	{ env = process.env, onMemory = () => undefined }: Measuring = {}
): Promise<Cost> {
	const shell = spawn('bash', ['-c', timed, 'bash', command, ...args], { env });
	let said = '';
	shell.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
	let peakMb: number | undefined;
	const timer = setInterval(() => {
		void memoryBelow(shell.pid ?? 0).then((found) => {
			if (!found) return;
			peakMb = found.peak;
			onMemory(found.now);
		});
	}, lookMs);
	const status = await new Promise<number>((resolve, reject) => {
		shell.on('error', reject);
		shell.on('close', (code) => resolve(code ?? 1));
	});
	clearInterval(timer);
	const [seconds = NaN, user = NaN, system = NaN] = (said.trim().split('\n').at(-1) ?? '')
		.split(' ')
		.map(Number);
	return { seconds, cpuSeconds: user + system, peakMb, status };
}

async function memoryBelow(pid: number): Promise<{ peak: number; now: Memory } | undefined> {
	try {
		const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
		const process = `/proc/${children.trim().split(' ')[0] ?? ''}`;
		const [status, maps] = await Promise.all([
			readFile(`${process}/status`, 'utf8'),
			readFile(`${process}/smaps`, 'utf8')
		]);
		const of = (name: string): number =>
			Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024;
		const found = { peak: of('VmHWM'), now: { total: of('VmRSS'), engines: enginesIn(maps) } };
		// A process that has just ended still stands there, without its memory.
		return Number.isNaN(found.peak) ? undefined : found;
	} catch {
		return undefined;
	}
}

/** V8 keeps eight gigabytes of addresses free behind each WebAssembly memory, and nothing else does. */
const guardKb = 4 * 1024 * 1024;

/** Of each WebAssembly memory in `/proc/PID/smaps` what lies in real memory, in MB; largest first. */
export function enginesIn(smaps: string): readonly number[] {
	const areas = [
		...smaps.matchAll(/^[0-9a-f]+-[0-9a-f]+ (\S+) [^]*?^Size:\s+(\d+) kB[^]*?^Rss:\s+(\d+) kB/gm)
	].map(([, rights, size, held]) => ({ rights, size: Number(size), held: Number(held) / 1024 }));
	const engines = areas.filter(({ rights }, i) => {
		const next = areas[i + 1];
		return rights === 'rw-p' && next?.rights === '---p' && next.size > guardKb;
	});
	return engines.map(({ held }) => held).sort((a, b) => b - a);
}
