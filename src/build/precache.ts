/** Lists every file of the built site, for the service worker to keep: Kit's own list leaves out what workers load. */
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const left = [/^\/\.vite\//, /^\/service-worker\.js$/, /^\/precache\.json$/, /\.md$/];

function filesBelow(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => statSync(join(folder, name)).isFile())
		.map((name) => `/${name.replaceAll('\\', '/')}`);
}

/** Writes `precache.json`: the paths of all files and pages, as a browser asks for them. */
export function listForOffline(build: string): readonly string[] {
	const files = filesBelow(join(build, 'client')).filter(
		(path) => !left.some((pattern) => pattern.test(path))
	);
	const pages = filesBelow(join(build, 'prerendered'))
		.filter((path) => path.endsWith('.html'))
		.map((path) => path.replace(/(\/index)?\.html$/, '') || '/');
	const all = [...files, ...pages].sort();
	writeFileSync(join(build, 'client/precache.json'), JSON.stringify(all));
	return all;
}
