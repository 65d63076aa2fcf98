/** The module that the build makes of one language's catalog. */
declare module 'virtual:words/*' {
	import type { CompiledElement } from 'wuchale';
	export const c: CompiledElement[];
}

/** The module that the build makes of what other rooms say: each sentence in English, and in one language. */
declare module 'virtual:told/*' {
	import type { Told } from '#lib/language/say.ts';
	export const told: readonly Told[];
}
