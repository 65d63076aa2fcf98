/**
 * Hears of errors in a page's content that pdf.js keeps to itself. When its parser stops at an error, pdf.js closes
 * the list of operations where it is and reports success: the rest of the page, or all of it, comes out white.
 */
import type { PDFPageProxy } from 'pdfjs-dist';

interface Reader {
	read(): Promise<unknown>;
	cancel(reason: unknown): Promise<void>;
}

interface MessageHandler {
	sendWithStream(name: string, ...rest: unknown[]): { getReader(): Reader };
}

const watched = new WeakMap<MessageHandler, { faults: number }>();

/**
 * Runs `work`, which reads or draws the page, and throws when the page's content broke off in it. One page of a
 * document at a time. There is no public way to learn this (pdf.js 6.5): should the inner one change, every page throws.
 */
export async function withoutFaults<T>(page: PDFPageProxy, work: () => Promise<T>): Promise<T> {
	const inner = page as unknown as { _transport: { messageHandler: MessageHandler } };
	const state = watch(inner._transport.messageHandler);
	const before = state.faults;
	const result = await work();
	// The error is told before the list is closed, so that it is known here.
	if (state.faults > before) throw new Error('the content of the page breaks off');
	return result;
}

function watch(handler: MessageHandler): { faults: number } {
	const known = watched.get(handler);
	if (known) return known;
	const state = { faults: 0 };
	const send = handler.sendWithStream.bind(handler);
	handler.sendWithStream = (name, ...rest) => {
		const stream = send(name, ...rest);
		if (name !== 'GetOperatorList') return stream;
		return {
			getReader() {
				const reader = stream.getReader();
				const noted = (error: unknown): never => {
					state.faults += 1;
					throw error;
				};
				return {
					read: () => reader.read().catch(noted),
					cancel: (reason) => reader.cancel(reason)
				};
			}
		};
	};
	watched.set(handler, state);
	return state;
}
