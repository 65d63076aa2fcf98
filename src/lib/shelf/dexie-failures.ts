/** What IndexedDB's many failures mean to a shelf. */
import type { NotCommitted } from './shelf.ts';

/** Thrown inside a transaction to roll it back with a reason. */
export class Refused extends Error {
	readonly why: NotCommitted;

	constructor(why: NotCommitted) {
		super(why);
		this.why = why;
	}
}

/**
 * A full disk arrives as QuotaExceededError, as an AbortError that holds one (seen in Chromium), or as one of a
 * bulk write's failures.
 */
export function whyNotCommitted(failure: unknown): NotCommitted {
	if (failure instanceof Refused) return failure.why;
	return isFull(failure) ? 'full' : 'broken';
}

function isFull(failure: unknown): boolean {
	if (typeof failure !== 'object' || failure === null) return false;
	if ('name' in failure && failure.name === 'QuotaExceededError') return true;
	if ('inner' in failure && isFull(failure.inner)) return true;
	return 'failures' in failure && Array.isArray(failure.failures) && failure.failures.some(isFull);
}
