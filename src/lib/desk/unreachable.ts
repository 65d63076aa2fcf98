/** The end of an exhaustive switch: what is left over does not compile. */
export function unreachable(left: never): never {
	throw new Error(`not told of: ${(left as { readonly is?: string }).is ?? 'nothing'}`);
}
