// Runs a TypeScript command on the project's own Node; installs the packages first where they are missing or stale.
// Plain JavaScript on purpose: it and what it imports are all that a fresh clone runs on the system's Node.
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { environmentFor } from './environment.js';
import { installOnce } from './install-once.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const stamp = join(root, 'node_modules/.installed');

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
	console.error(
		`Node ${process.versions.node} is too old to install from: 20.19 or later is needed.`
	);
	process.exit(1);
}

const lock = createHash('sha256')
	.update(readFileSync(join(root, 'package-lock.json')))
	.digest('hex');
installOnce({
	// npm empties `node_modules`, so it cannot lie there.
	lock: join(root, '.cache/installing'),
	isDone: () => existsSync(stamp) && readFileSync(stamp, 'utf8') === lock,
	install() {
		console.error('Installing packages (once; again only when package-lock.json changes).');
		execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
			cwd: root,
			// Standard output belongs to the command that follows.
			stdio: ['ignore', 2, 2],
			shell: process.platform === 'win32'
		});
		writeFileSync(stamp, lock);
	},
	say: (sentence) => console.error(sentence)
});

const node = join(
	root,
	'node_modules/node/bin',
	process.platform === 'win32' ? 'node.exe' : 'node'
);
const [command, ...rest] = process.argv.slice(2);
if (!command) throw new Error('usage: node src/build/bootstrap.js COMMAND.ts [ARG…]');
const run = spawn(node, [join(root, command), ...rest], {
	stdio: 'inherit',
	env: environmentFor(command)
});
run.on('exit', (status) => process.exit(status ?? 1));
// Whoever stops npm, or this, means the command, which would live on alone. The shell that npm puts in between passes no
// signal on: it is gone then, and this has another parent.
const parent = process.ppid;
const orphaned = setInterval(() => {
	if (process.env['npm_lifecycle_event'] === undefined || process.ppid === parent) return;
	clearInterval(orphaned);
	run.kill('SIGTERM');
}, 500);
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
	process.on(signal, () => {
		// At a terminal Ctrl+C goes to all of them: the command ends in its own way.
		if (signal === 'SIGINT' && process.stdin.isTTY) clearInterval(orphaned);
		else run.kill(signal);
	});
