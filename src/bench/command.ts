/** How every bench begins and ends: `--help` says what it takes, and what goes wrong is a sentence above that. */

/** Sets the process's exit code to 1 when the bench fails. */
export async function runBench(usage: string, bench: () => Promise<void>): Promise<void> {
	if (process.argv.includes('--help')) {
		process.stdout.write(usage);
		return;
	}
	try {
		await bench();
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		process.stderr.write(`bench: ${why}\n${usage}`);
		process.exitCode = 1;
	}
}
