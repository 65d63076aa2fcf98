import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);
const folder = fileURLToPath(new URL('../../src/bench', import.meta.url));
// The one bench that takes nothing.
const commands = readdirSync(folder).filter(
	(name) => name.startsWith('bench-') && name !== 'bench-sorting-time.ts'
);

describe('every bench', () => {
	it.each(commands)('%s says what it takes, and does nothing else', async (command) => {
		const { stdout, stderr } = await run(process.execPath, [`${folder}/${command}`, '--help']);
		const name = command.slice('bench-'.length, -'.ts'.length);
		expect(stdout).toContain(`npm run bench:${name} -- [`);
		expect(stderr).toBe('');
	});

	it.each(commands)('%s refuses what it does not know in a sentence', async (command) => {
		const failing = run(process.execPath, [`${folder}/${command}`, '--nonsense']);
		await expect(failing).rejects.toMatchObject({
			code: 1,
			stdout: '',
			stderr: expect.stringMatching(
				/^bench: Unknown option '--nonsense'.*\n(usage: )?npm run/su
			) as string
		});
	});
});

describe('the bench of packets', () => {
	it('builds and proves a small one on Node', async () => {
		const order = [`${folder}/bench-packet.ts`, '--pages', '3', '--light', '--only', 'node'];
		const { stdout } = await run(process.execPath, order);
		expect(stdout).toMatch(/Node: a packet of .*\n {2}built in [\d.]+ s/u);
		expect(stdout).toMatch(/proved in [\d.]+ s/u);
	});
});
