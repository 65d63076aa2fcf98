/** What a thread and its worker say to each other. One question, then answers until `done`, `end` or `failed`. */

export interface Asked {
	readonly name: string;
	readonly input: unknown;
	/** How many items of a stream the caller has room for. */
	readonly room: number;
}
export type ToWorker =
	| ({ readonly is: 'ask'; readonly id: number } & Asked)
	/** The caller has room for one more item of a stream. */
	| { readonly is: 'more'; readonly id: number }
	| { readonly is: 'cancel'; readonly id: number };

export type FromWorker =
	| { readonly is: 'done'; readonly id: number; readonly value: unknown }
	| { readonly is: 'item'; readonly id: number; readonly value: unknown }
	| { readonly is: 'end'; readonly id: number }
	| { readonly is: 'failed'; readonly id: number; readonly name: string; readonly message: string };

const hold = Symbol('transferring');

/** A value whose buffers are moved to the other thread, not copied. */
export interface Transferring<T> {
	readonly [hold]: true;
	readonly value: T;
	readonly list: Transferable[];
}

export function transferring<T>(value: T, list: Transferable[]): Transferring<T> {
	return { [hold]: true, value, list };
}

export function isTransferring(value: unknown): value is Transferring<unknown> {
	return typeof value === 'object' && value !== null && hold in value;
}
