/** A Vite plugin that writes down which sources ended up in each worker's bundle, for the wall tests to read. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './run.ts';

export const moduleLists = join(root, '.svelte-kit/worker-modules');

interface Chunk {
	readonly type: string;
	readonly isEntry?: boolean;
	readonly name?: string;
	readonly modules?: Readonly<Record<string, unknown>>;
}

export function moduleList(): {
	name: string;
	generateBundle(options: unknown, bundle: Readonly<Record<string, unknown>>): void;
} {
	return {
		name: 'module-list',
		generateBundle(_, bundle) {
			const chunks = (Object.values(bundle) as Chunk[]).filter((item) => item.type === 'chunk');
			const entry = chunks.find((chunk) => chunk.isEntry)?.name ?? 'unnamed';
			const modules = chunks
				.flatMap((chunk) => Object.keys(chunk.modules ?? {}))
				.map((path) => relative(root, path).replaceAll('\\', '/'))
				.sort();
			mkdirSync(moduleLists, { recursive: true });
			writeFileSync(join(moduleLists, `${entry}.json`), JSON.stringify(modules, null, '\t'));
		}
	};
}
