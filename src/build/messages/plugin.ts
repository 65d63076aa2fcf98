/** A Vite plugin: screens take their texts from `virtual:words/<language>`, read from the sources and the catalogs. */
import type { Plugin } from 'vite';
import { locales, readWords, type Words } from './hub.ts';

const prefix = 'virtual:words/';

export function messages(): Plugin {
	let words: Promise<Words> | undefined;
	const read = () => (words ??= readWords());
	return {
		name: 'messages',
		enforce: 'pre',
		resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
		load: {
			filter: { id: /^\0virtual:words\// },
			handler: async (id) => (await read()).moduleOf(id.slice(prefix.length + 1))
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
			const catalogs = locales.map((name) =>
				this.environment.moduleGraph.getModuleById(`\0${prefix}${name}`)
			);
			return [...modules, ...catalogs.filter((found) => found !== undefined)];
		}
	};
}
