/** The catalogs as the build reads them. */
import { existsSync, readFileSync } from 'node:fs';
import { pofile } from 'wuchale';

export interface Entry {
	readonly english: string;
	/** Empty while nobody has said it. */
	readonly spanish: string;
	readonly files: readonly string[];
	/** What fills each blank, as the source has it. */
	readonly blanks: ReadonlyMap<number, string>;
}

/** All entries of `en.po` and `es.po` in a folder. */
export async function readCatalog(folder: string): Promise<readonly Entry[]> {
	const storage = await pofile({ dir: folder })({
		locales: ['en', 'es'],
		root: process.cwd(),
		localesDir: folder,
		sourceLocale: 'en',
		haveUrl: false,
		fs: {
			read: (file) => (existsSync(file) ? readFileSync(file, 'utf8') : null),
			write: () => undefined,
			mkdir: () => undefined,
			exists: existsSync,
			unlink: () => false
		}
	});
	const { items } = await storage.load();
	return items.map(({ translations, references }) => ({
		english: translations.get('en')?.[0] ?? '',
		spanish: translations.get('es')?.[0] ?? '',
		files: references.map(({ file }) => file),
		blanks: new Map(
			references.flatMap(({ refs }) => refs.flatMap((ref) => ref?.placeholders ?? []))
		)
	}));
}
