/** A Vite plugin: Kit's own page announcer is hidden by a class, because our policy allows no inline style. */
export function noInlineStyle(): {
	name: string;
	enforce: 'pre';
	transform(code: string, id: string): string | undefined;
} {
	return {
		name: 'no-inline-style',
		enforce: 'pre',
		transform(code, id) {
			if (!/\/generated\/(client-optimized\/|client\/)?root\.svelte$/.test(id)) return undefined;
			return code.replace(/ style="[^"]*"/g, ' class="visually-hidden"');
		}
	};
}
