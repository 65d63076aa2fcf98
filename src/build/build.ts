/** Builds the app when its sources are newer than the build: engine files, site, pages without inline scripts, all of it packed. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compressSite } from './compress.ts';
import { copyEngine } from './engine.ts';
import { builtStyles, drawFirstPictures, placePictures } from './first-picture.ts';
import { liftInlineScripts } from './inline-scripts.ts';
import { listForOffline } from './precache.ts';
import { root, runTool } from './run.ts';

const stamp = join(root, 'build/.sources');
const watched = [
	'src',
	'static',
	'package-lock.json',
	'svelte.config.js',
	'vite.config.ts',
	'tsconfig.json'
];

function filesBelow(path: string): string[] {
	if (statSync(path).isFile()) return [path];
	return readdirSync(path)
		.filter((name) => name !== 'engine' || !path.endsWith('static'))
		.flatMap((name) => filesBelow(join(path, name)))
		.sort();
}

/** A fingerprint of every source's name, size and time of change. */
function fingerprint(): string {
	const hash = createHash('sha256');
	for (const file of watched.flatMap((name) => filesBelow(join(root, name)))) {
		const { size, mtimeMs } = statSync(file);
		hash.update(`${file}\0${size}\0${mtimeMs}\n`);
	}
	return hash.digest('hex');
}

/** What the tools' warnings have in common; the rest of what they print is their ordinary report. */
const warning = /\bwarn|\(!\)|deprecat|circular|externalized|unresolved|could not|a11y|css_unused/i;

/** Makes `build/` current. Throws, with the tool's output, when the build fails or warns. */
export async function ensureBuilt(): Promise<void> {
	const now = fingerprint();
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
	console.log('Building the app.');
	await copyEngine();
	const built = runTool('vite/bin/vite.js', ['build', '--logLevel', 'warn'], { keep: true });
	const warns = built.output.split('\n').filter((line) => warning.test(line));
	if (built.status !== 0 || warns.length > 0) {
		throw new Error(`The build ${built.status === 0 ? 'warned' : 'failed'}:\n${built.output}`);
	}
	placePictures(join(root, 'build'), await drawFirstPictures(), builtStyles());
	liftInlineScripts(join(root, 'build'));
	listForOffline(join(root, 'build'));
	compressSite(join(root, 'build/client'));
	writeFileSync(stamp, now);
}

if (import.meta.main) await ensureBuilt();
