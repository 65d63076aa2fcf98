/** Packages that tests need, on a Debian machine that is ours to change. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** As root on Debian: installs a package, and says so. `false` elsewhere. Throws when the installation fails. */
export function installOnDebian(name: string): boolean {
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
	console.log(`No ${name} found; installing the Debian package.`);
	const quiet = { stdio: ['ignore', 'ignore', 'inherit'] as ['ignore', 'ignore', 'inherit'] };
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	execFileSync('apt-get', ['update'], quiet);
	execFileSync('apt-get', ['install', '-y', '--no-install-recommends', name], { ...quiet, env });
	return true;
}
