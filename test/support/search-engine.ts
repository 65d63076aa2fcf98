/** The search worker's own handlers on this thread. */
import type { SearchEngine } from '#lib/desk/search.svelte.ts';
import { searchHandlers } from '#lib/search/search-handlers.ts';

export function searchHere(): SearchEngine {
	const handlers = searchHandlers();
	return {
		begin: (beginning) => handlers.begin(beginning),
		add: (pages) => handlers.add(pages),
		remove: async (pages) => {
			handlers.remove(pages);
			return Promise.resolve();
		},
		find: (wanted) => Promise.resolve(handlers.find(wanted)),
		seal: async () => (await handlers.seal(undefined)).value,
		stop: () => undefined
	};
}
