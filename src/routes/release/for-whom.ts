/** Who asks, beside the name of whose records they are. Pure. */

/** Nothing where a client asks for their own, or nobody was written down. */
export function forWhom(client: string, requester: string | undefined): string | undefined {
	return requester && requester !== client ? `for ${requester}` : undefined;
}
