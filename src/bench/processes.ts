/** Commands that are measured: whether they are here, and running them to their end. */
import { spawn, spawnSync } from 'node:child_process';

/** The first line that `COMMAND --version` says; `undefined` when it is not installed. */
export function versionOf(command: string): string | undefined {
	const asked = spawnSync(command, ['--version'], { encoding: 'utf8' });
	if (asked.error || asked.status !== 0) return undefined;
	return (asked.stdout || asked.stderr).split('\n', 1)[0]?.trim();
}

export interface Ended {
	readonly status: number;
	readonly output: string;
}

/** Runs a command and keeps what it says; `onLine` hears each line of its standard output as it comes. */
export function runToEnd(
	command: string,
	args: readonly string[],
	{ env = {}, onLine }: { env?: Record<string, string>; onLine?: (line: string) => void } = {}
): Promise<Ended> {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, {
			stdio: ['ignore', 'pipe', 'ignore'],
			env: { ...process.env, ...env }
		});
		let output = '';
		let rest = '';
		child.stdout.setEncoding('utf8');
		child.stdout.on('data', (text: string) => {
			output += text;
			if (!onLine) return;
			const lines = (rest + text).split('\n');
			rest = lines.pop() ?? '';
			for (const line of lines) onLine(line);
		});
		child.on('error', reject);
		child.on('close', (status) => resolve({ status: status ?? 1, output }));
	});
}
