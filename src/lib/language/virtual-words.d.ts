/** The module that the build makes of one language's catalog. */
declare module 'virtual:words/*' {
	import type { CompiledElement } from 'wuchale';
	export const c: CompiledElement[];
}
