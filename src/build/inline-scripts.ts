/** Moves the start script of each prerendered page into a file, so that the content security policy needs no inline script. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const inline = /<script>([\s\S]*?)<\/script>/g;

/** Names of the files that the pages below `build` now start from, relative to the site's root. */
export function liftInlineScripts(build: string): string[] {
	const pages = readdirSync(join(build, 'prerendered'), { recursive: true, encoding: 'utf8' });
	const lifted = new Set<string>();
	mkdirSync(join(build, 'client/_app/immutable/boot'), { recursive: true });
	for (const name of pages.filter((page) => page.endsWith('.html'))) {
		const path = join(build, 'prerendered', name);
		const html = readFileSync(path, 'utf8').replace(inline, (_, script: string) => {
			const hash = createHash('sha256').update(script).digest('hex').slice(0, 12);
			const file = `/_app/immutable/boot/${hash}.js`;
			writeFileSync(join(build, 'client', file), script);
			lifted.add(file);
			// `document.currentScript`, which the start script asks for, also works from a file.
			return `<script src="${file}"></script>`;
		});
		if (/<script(?![^>]*\ssrc=)/i.test(html)) throw new Error('a page keeps an inline script');
		writeFileSync(path, html);
	}
	return [...lifted];
}
