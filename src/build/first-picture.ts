/** What stands on the screen before the scripts have come: drawn from the app's own components, placed in every page. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build as bundle } from 'vite';
import { startPage, type Start } from './first-picture/start.ts';
import { messages } from './messages/plugin.ts';
import { stayHere } from '#lib/ui/stay-here.ts';
import { root } from './run.ts';

/** As `src/routes/first-picture.ts` makes them. */
export interface Picture {
	readonly of: string;
	readonly language: string;
	readonly html: string;
}

export interface Drawn {
	readonly pictures: readonly Picture[];
	/** All that the pictures need, and nothing else. */
	readonly css: string;
}

/** A small build of its own: the site's would bring every screen's styles, and Kit renders no page here. */
export async function drawFirstPictures(): Promise<Drawn> {
	const out = join(root, '.svelte-kit/first-picture');
	await bundle({
		configFile: false,
		root,
		logLevel: 'warn',
		plugins: [messages(), svelte({ configFile: false, compilerOptions: { runes: true } })],
		resolve: { alias: { '$app/paths': join(root, 'src/build/first-picture/paths.ts') } },
		// Bundled whole: Svelte components of packages are not JavaScript yet.
		ssr: { noExternal: true },
		build: {
			ssr: join(root, 'src/routes/first-picture.ts'),
			outDir: out,
			emptyOutDir: true,
			emitAssets: true,
			cssCodeSplit: false,
			cssMinify: true,
			target: 'es2024',
			rolldownOptions: {
				// What opens later, in a picture nothing does.
				external: /\/(Recover|settings\/Restore)\.svelte$/,
				checks: { bundlerTimings: false },
				output: { entryFileNames: 'pictures.js', assetFileNames: '[name][extname]' }
			}
		}
	});
	const { drawPictures } = (await import(pathToFileURL(join(out, 'pictures.js')).href)) as {
		drawPictures: () => Promise<readonly Picture[]>;
	};
	const styles = readdirSync(out).filter((name) => name.endsWith('.css'));
	const css = styles.map((name) => readFileSync(join(out, name), 'utf8')).join('');
	return { pictures: await drawPictures(), css };
}

const nameOf = ({ of, language }: Picture): string => `${of}-${language}`;

/** One at a time is seen, by what the starting script says; what was pressed says so. */
function rulesFor(pictures: readonly Picture[]): string {
	const shown = pictures
		.map(nameOf)
		.map((name) => `[data-first='${name}'] [data-picture='${name}']`)
		.join(',');
	return `[data-picture]{display:none}${shown}{display:block}[data-picture] [aria-busy]{opacity:.55;cursor:progress}`;
}

/** Pages that say something to everybody, locked or not. */
const open = /^protected\.html$/;

const startScript = /<script>([\s\S]*?)<\/script>/;
const itsPlace = 'document.currentScript.parentElement';

/**
 * Places the pictures in every page below `build`, with one style sheet and one script before them; what Kit would
 * fetch at once, that script fetches when the picture stands.
 *
 * `stylesOf` names the style sheets that come with some scripts.
 */
export function placePictures(
	build: string,
	{ pictures, css }: Drawn,
	stylesOf: (scripts: readonly string[]) => readonly string[]
): void {
	const folder = join(build, 'client/_app/immutable/first');
	mkdirSync(folder, { recursive: true });
	const write = (text: string, kind: 'css' | 'js'): string => {
		const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
		writeFileSync(join(folder, `${hash}.${kind}`), text);
		return `/_app/immutable/first/${hash}.${kind}`;
	};
	const sheet = write(css + rulesFor(pictures), 'css');
	const languages = [...new Set(pictures.map(({ language }) => language))];
	const placed = pictures
		.map(
			(picture) =>
				`<div data-picture="${nameOf(picture)}" lang="${picture.language}">${picture.html}</div>`
		)
		.join('');

	const names = readdirSync(join(build, 'prerendered'), { recursive: true, encoding: 'utf8' });
	for (const name of names.filter((page) => page.endsWith('.html'))) {
		const path = join(build, 'prerendered', name);
		const html = readFileSync(path, 'utf8');
		const [, starts = ''] = startScript.exec(html) ?? [];
		if (!starts.includes(itsPlace)) throw new Error(`${name} starts in an unknown way`);
		const scripts = [...html.matchAll(/<link href="([^"]+)" rel="modulepreload">/g)].flatMap(
			([, script]) => script ?? []
		);
		const what: Start = { languages, styles: stylesOf(scripts), scripts };
		const app = starts.replace(itsPlace, "document.getElementById('app')");
		// Nobody sees or types anything before the ways out are closed.
		const script = write(
			`(${String(stayHere)})();(${String(startPage)})(${JSON.stringify(what)}, () => {${app}});`,
			'js'
		);
		const head = `<link rel="stylesheet" href="${sheet}"><script src="${script}"></script></head>`;
		const first = open.test(name) ? '' : `<div id="first">${placed}</div>`;
		writeFileSync(
			path,
			html
				.replace(/\s*<link [^>]*rel="(?:modulepreload|stylesheet)">/g, '')
				.replace(startScript, '')
				.replace('</head>', () => head)
				.replace(/<body[^>]*>/, (body) => body + first)
		);
	}
}

interface Manifest {
	readonly [source: string]: { readonly file: string; readonly css?: readonly string[] };
}

/** Reads what the site's build wrote down: which style sheets come with each script. */
export function builtStyles(): (scripts: readonly string[]) => readonly string[] {
	const path = join(root, '.svelte-kit/output/client/.vite/manifest.json');
	const chunks = Object.values(JSON.parse(readFileSync(path, 'utf8')) as Manifest);
	return (scripts) => {
		const with_ = chunks.filter(({ file }) => scripts.includes(`/${file}`));
		return [...new Set(with_.flatMap(({ css = [] }) => css))].map((name) => `/${name}`);
	};
}
