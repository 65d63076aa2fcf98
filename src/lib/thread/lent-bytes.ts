/** Bytes that another thread reads piece by piece while they stay where they are: a thick file is in memory one time. */

/** A file as a reader asks for it; it need not lie in this thread. */
export interface Pieces {
	readonly length: number;
	/** A copy of the bytes from one place up to another. */
	read(from: number, to: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** What goes to the other thread. The port has to be transferred. */
export interface Lent {
	readonly port: MessagePort;
	readonly length: number;
}

interface Wanted {
	readonly id: number;
	readonly from: number;
	readonly to: number;
}
interface Given {
	readonly id: number;
	readonly bytes: Uint8Array<ArrayBuffer>;
}

export function piecesOf(bytes: Uint8Array): Pieces {
	return {
		length: bytes.length,
		// Not slice(): a Buffer's is a Buffer, and its memory is not its own.
		read: (from, to) => Promise.resolve(new Uint8Array(bytes.subarray(from, to)))
	};
}

/** Answers whoever has the port, until `end`. */
export function lend(bytes: Uint8Array): { readonly lent: Lent; readonly end: () => void } {
	const { port1, port2 } = new MessageChannel();
	port1.onmessage = ({ data }: MessageEvent<Wanted>) => {
		const { id, from, to } = data;
		const piece = new Uint8Array(bytes.subarray(from, to));
		port1.postMessage({ id, bytes: piece } satisfies Given, [piece.buffer]);
	};
	return { lent: { port: port2, length: bytes.length }, end: () => port1.close() };
}

export function borrowed({ port, length }: Lent): Pieces {
	const waiting = new Map<number, (bytes: Uint8Array<ArrayBuffer>) => void>();
	let next = 0;
	port.onmessage = ({ data }: MessageEvent<Given>) => {
		waiting.get(data.id)?.(data.bytes);
		waiting.delete(data.id);
	};
	return {
		length,
		read: (from, to) =>
			new Promise((resolve) => {
				const id = next++;
				waiting.set(id, resolve);
				port.postMessage({ id, from, to } satisfies Wanted);
			})
	};
}
