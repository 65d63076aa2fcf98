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

/** `onMemory` hears the memory in MB at each look. */
export async function measured(
	command: string,
	args: readonly string[],
	onMemory: (mb: number) => void = () => undefined
): Promise<Cost> {
	const shell = spawn('bash', ['-c', timed, 'bash', command, ...args]);
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

async function memoryBelow(pid: number): Promise<{ peak: number; now: number } | undefined> {
	try {
		const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
		const status = await readFile(`/proc/${children.trim().split(' ')[0] ?? ''}/status`, 'utf8');
		const of = (name: string): number =>
			Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024;
		const found = { peak: of('VmHWM'), now: of('VmRSS') };
		// A process that has just ended still stands there, without its memory.
		return Number.isNaN(found.peak) ? undefined : found;
	} catch {
		return undefined;
	}
}
