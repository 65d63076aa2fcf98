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

/** A full disk arrives as QuotaExceededError, or as an AbortError that holds one (seen in Chromium). */
export function whyNotCommitted(failure: unknown): NotCommitted {
	for (let error = failure; error instanceof Error || isNamed(error); error = innerOf(error)) {
		if (error instanceof Refused) return error.why;
		if (isNamed(error) && error.name === 'QuotaExceededError') return 'full';
	}
	return 'broken';
}

function isNamed(error: unknown): error is { readonly name: string } {
	return typeof error === 'object' && error !== null && 'name' in error;
}

function innerOf(error: object): unknown {
	return 'inner' in error ? error.inner : undefined;
}
