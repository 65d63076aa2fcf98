/** What the operating system says when it cannot do something. */

export function codeOf(error: unknown): unknown {
	return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** Whether the operating system refused something, and no code of ours is at fault. */
export function isFromSystem(error: unknown): boolean {
	return error instanceof Error && 'syscall' in error;
}

/** Whether this account lacks the right. */
export function isForbidden(error: unknown): boolean {
	return ['EACCES', 'EPERM'].includes(String(codeOf(error)));
}

/** Whether it is not there, or not any more. */
export function isGone(error: unknown): boolean {
	return ['ENOENT', 'ENOTDIR'].includes(String(codeOf(error)));
}
