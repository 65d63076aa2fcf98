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
	type Item,
	type StorageFactory
} from 'wuchale';
import type { Rollup } from 'vite';
import { root } from '../run.ts';
import { runtime, transform } from './transformers.ts';

/** The first is the one that the sources are written in. */
export const locales = ['en', 'es'] as const;

/** Of the desks, what tells the histories: on record and in files it is English. */
const histories =
	'src/lib/desk/{after-words,history-members,history-parts,history-runs,history-words,mark-words}.ts';

/** Sources that are worded in the reader's language themselves. */
const screens = {
	key: 'words',
	folder: 'src/lib/language',
	files: {
		include: ['src/routes/**/*.{svelte,ts}', 'src/lib/ui/**/*.{svelte,ts}', 'src/lib/desk/**/*.ts'],
		ignore: ['**/*.d.ts', histories]
	}
};

/** Rooms whose sentences also go on record: they stay English there, and are translated where a screen shows them. */
const rooms = {
	key: 'told',
	folder: 'src/lib/language/told',
	files: [
		histories,
		'src/lib/page/{corners,disclosure,incident,redaction,request-paper}.ts',
		'src/lib/release/{authority,clock,coverage,denial-grounds,entered-form,fees,form-fields,gate-pages,gate-request,grounds}.ts',
		'src/lib/release/{incident,log,papers-form,part2,plan,request,request-form,scope}.ts',
		'src/lib/sorting/reasons.ts',
		'src/lib/packet/{checks,prove,prove-set,repeat}.ts',
		'src/lib/tray/{collate,reconcile,sheets,twins}.ts',
		'src/lib/intake/{heic,intake,pdf-salvage,taken,tiff}.ts',
		'src/lib/backup/faults.ts',
		'src/lib/ehr-export/export-plan.ts',
		'src/lib/practice/door.ts',
		'src/lib/vault/strength.ts'
	]
};
type Part = typeof screens | typeof rooms;

interface Written {
	readonly code: string;
	readonly map: Rollup.SourceMapInput;
}

/** What is kept of a part: its texts in every language, as they were read from the catalogs. */
type Items = Item[];

/** Catalogs whose entries stand source by source, so that a change touches few lines. */
function catalogs(folder: string, keep: (items: Items) => void): StorageFactory {
	return async (options) => {
		const storage = await pofile({ dir: folder })(options);
		const place = (item: Items[number]) => item.references[0]?.file ?? '';
		return {
			key: storage.key,
			files: storage.files,
			load: async () => {
				const loaded = await storage.load();
				keep(loaded.items);
				return loaded;
			},
			save: (data) =>
				storage.save({
					...data,
					items: data.items.toSorted((a, b) =>
						place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0
					)
				})
		};
	};
}

function configOf({ key, folder, files }: Part, storage: StorageFactory): Config {
	return fillDefaults<Config>(
		{
			locales: [...locales],
			localesDir: folder,
			ai: null,
			logLevel: 'error',
			adapters: {
				[key]: {
					transform,
					runtime,
					files,
					storage,
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
		// The rooms' sentences are loaded by nobody but us.
		exists: (file) => file.endsWith('/told.loader.ts') || held.has(file) || existsSync(file),
		unlink: (file) => held.delete(file)
	};
}

/** `{0} pages`, `one side`: sentences of other rooms are put together from such. */
function isCount(text: string): boolean {
	return /^(\{0\}|one|One|1) [a-z]+$/.test(text);
}

/** For each blank that is one of some words (`is`, `are`), those words, so that a sentence is taken apart rightly. */
function choicesOf(item: Item): Record<number, string[]> {
	const blanks = item.references[0]?.refs[0]?.placeholders ?? [];
	const words = blanks.map(([at, source]) => {
		const quoted = Array.from(source.matchAll(/'([^']+)'/g), ([, word = '']) => word);
		return [at, source.includes('`') || quoted.length < 2 ? [] : quoted] as const;
	});
	return Object.fromEntries(words.filter(([, choice]) => choice.length > 0));
}

export interface Words {
	/** The source with its texts replaced; `undefined` when it has none, or is none of ours. */
	transform(code: string, path: string): Promise<Written | undefined>;
	/** The module that holds one language's words for the screens. */
	screensIn(locale: string): string;
	/** The module that holds one language's words for what other rooms say. */
	roomsIn(locale: string): string;
}

/** All sources read once. With `keep` the catalogs on the disk are brought up to date. */
export async function readWords({ keep = false, clean = false } = {}): Promise<Words> {
	const fs = drawer(keep);
	const told: Items = [];
	const shown: Items = [];
	const read = async (part: Part, items: Items) => {
		const storage = catalogs(part.folder, (loaded) => items.push(...loaded));
		const hub = await Hub.create('cli', () => configOf(part, storage), root, 0, fs);
		await hub.directVisit(clean, false, false);
		return hub;
	};
	const hub = await read(screens, shown);
	await read(rooms, told);
	return {
		transform: async (code, path) => {
			const [output] = await hub.transform(code, path);
			return output.code === undefined ? undefined : (output as Written);
		},
		screensIn: (locale) => {
			const name = `${screens.folder}/.wuchale/words.words.${locale}.compiled.js`;
			const text = fs.held.get(join(root, name));
			if (text === undefined) throw new Error(`no words in ${locale}`);
			return text;
		},
		roomsIn: (locale) => {
			const counts = shown.filter((item) => isCount(item.translations.get(locales[0])?.[0] ?? ''));
			const pairs = [...told, ...counts].flatMap((item) => {
				const [[plain] = [], [other] = []] = [locales[0], locale].map(
					(name) => item.translations.get(name) ?? []
				);
				return plain && other ? [[plain, other, choicesOf(item)]] : [];
			});
			return `export const told = ${JSON.stringify(pairs)};`;
		}
	};
}
