/** A Vite plugin: screens take their texts from `virtual:words/<language>`, other rooms' from `virtual:told/<language>`. */
import type { Plugin } from 'vite';
import { locales, readWords, type Words } from './hub.ts';

const name = /^\0?virtual:(words|told)\/([a-z]+)$/;

export function messages(): Plugin {
	let words: Promise<Words> | undefined;
	const read = () => (words ??= readWords());
	return {
		name: 'messages',
		enforce: 'pre',
		resolveId: (id) => (name.test(id) ? `\0${id}` : undefined),
		load: {
			filter: { id: name },
			handler: async (id) => {
				const [, part, locale = ''] = name.exec(id) ?? [];
				const all = await read();
				return part === 'words' ? all.screensIn(locale) : all.roomsIn(locale);
			}
		},
		transform: {
			order: 'pre',
			filter: { id: /\/src\/(routes|lib\/ui|lib\/desk)\/[^?]*\.(svelte|ts)$/ },
			handler: async (code, id) => (await read()).transform(code, id)
		},
		/** While developing, a changed text is a changed catalog too. */
		hotUpdate({ file, modules }) {
			if (!/\.(po|svelte|ts)$/.test(file)) return undefined;
			words = undefined;
			const catalogs = locales.flatMap((locale) =>
				['words', 'told'].map((part) =>
					this.environment.moduleGraph.getModuleById(`\0virtual:${part}/${locale}`)
				)
			);
			return [...modules, ...catalogs.filter((found) => found !== undefined)];
		}
	};
}
