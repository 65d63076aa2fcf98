/** The sources' texts and the catalogs together: reads all, and hands out what each language's words compile to. */
import { readFile, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
	Hub,
	defaultConfig,
	fillDefaults,
	pofile,
	type Config,
	type FS,
	type StorageFactory
} from 'wuchale';
import type { Rollup } from 'vite';
import { root } from '../run.ts';
import { runtime, transform } from './transformers.ts';

/** The first is the one that the sources are written in. */
export const locales = ['en', 'es'] as const;
export const room = 'src/lib/language';
const key = 'words';

interface Written {
	readonly code: string;
	readonly map: Rollup.SourceMapInput;
}

export const sources = {
	include: ['src/routes/**/*.{svelte,ts}', 'src/lib/ui/**/*.{svelte,ts}', 'src/lib/desk/**/*.ts'],
	ignore: ['**/*.d.ts']
};

/** Catalogs whose entries stand source by source, so that a change touches few lines. */
const catalogs: StorageFactory = async (options) => {
	const storage = await pofile({ dir: room })(options);
	const place = (item: { references: readonly { file: string }[] }) =>
		item.references[0]?.file ?? '';
	return {
		key: storage.key,
		files: storage.files,
		load: () => storage.load(),
		save: (data) =>
			storage.save({
				...data,
				items: [...data.items].sort((a, b) =>
					place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0
				)
			})
	};
};

function config(): Config {
	return fillDefaults<Config>(
		{
			locales: [...locales],
			localesDir: room,
			ai: null,
			logLevel: 'error',
			adapters: {
				[key]: {
					transform,
					runtime,
					files: sources,
					storage: catalogs,
					sourceLocale: locales[0],
					granularLoad: false,
					bundleLoad: false,
					generateLoadID: (name: string) => name,
					loaderExts: ['.ts'],
					defaultLoaderPath: null
				}
			}
		},
		defaultConfig
	);
}

/** Reads from the disk; what is written stays in memory, catalogs too unless they are to be kept. */
function drawer(keepCatalogs: boolean): FS & { readonly held: Map<string, string> } {
	const held = new Map<string, string>();
	return {
		held,
		read: async (file) => held.get(file) ?? (existsSync(file) ? readFile(file, 'utf8') : null),
		write: async (file, content) => {
			if (keepCatalogs && file.endsWith('.po')) await writeFile(file, content);
			else held.set(file, content);
		},
		mkdir: () => undefined,
		exists: (file) => held.has(file) || existsSync(file),
		unlink: (file) => held.delete(file)
	};
}

export interface Words {
	/** The source with its texts replaced; `undefined` when it has none, or is none of ours. */
	transform(code: string, path: string): Promise<Written | undefined>;
	/** The module that holds one language's words. */
	moduleOf(locale: string): string;
}

/** All sources read once. With `keep` the catalogs on the disk are brought up to date. */
export async function readWords({ keep = false, clean = false } = {}): Promise<Words> {
	const fs = drawer(keep);
	const hub = await Hub.create('cli', config, root, 0, fs);
	await hub.directVisit(clean, false, false);
	return {
		transform: async (code, path) => {
			const [output] = await hub.transform(code, path);
			return output.code === undefined ? undefined : (output as Written);
		},
		moduleOf: (locale) => {
			const path = join(root, room, `.wuchale/${key}.${key}.${locale}.compiled.js`);
			const text = fs.held.get(path);
			if (text === undefined) throw new Error(`no words in ${locale}`);
			return text;
		}
	};
}
