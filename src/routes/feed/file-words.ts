/** Files counted, in words. */

export function fileWords(count: number): string {
	return `${count} ${count === 1 ? 'file' : 'files'}`;
}
