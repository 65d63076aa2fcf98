/** The worker's side of typed worker calls: answers each question with one value or a stream of items. */
import { isTransferring, type Asked, type FromWorker, type ToWorker } from './messages.ts';

type Handler = (input: never, signal: AbortSignal) => unknown;

/** A worker's global scope, or the one end of a channel in a test. */
export interface Port {
	postMessage(message: unknown, transfer: Transferable[]): void;
	addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

interface Question {
	readonly abort: AbortController;
	/** For so many items more. */
	room: number;
	more: () => void;
}

function isStream(answer: unknown): answer is AsyncIterable<unknown> {
	return typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer;
}

export function serve(handlers: Readonly<Record<string, Handler>>, port: Port): void {
	const open = new Map<number, Question>();

	function send(message: FromWorker): void {
		if ('value' in message && isTransferring(message.value)) {
			port.postMessage({ ...message, value: message.value.value }, message.value.list);
		} else port.postMessage(message, []);
	}

	async function answer(id: number, { name, input, room }: Asked): Promise<void> {
		const handler = handlers[name];
		const question: Question = { abort: new AbortController(), room, more: () => undefined };
		open.set(id, question);
		try {
			if (!handler) throw new Error(`the worker does not know "${name}"`);
			const result = handler(input as never, question.abort.signal);
			if (isStream(result)) {
				for await (const value of result) {
					if (question.abort.signal.aborted) return;
					send({ is: 'item', id, value });
					question.room--;
					// A 500-page file must not pile up in memory.
					if (question.room === 0) await new Promise<void>((resolve) => (question.more = resolve));
				}
				send({ is: 'end', id });
			} else send({ is: 'done', id, value: await result });
		} catch (error) {
			const { name: kind, message } = error instanceof Error ? error : new Error(String(error));
			send({ is: 'failed', id, name: kind, message });
		} finally {
			open.delete(id);
		}
	}

	port.addEventListener('message', (event: MessageEvent<ToWorker>) => {
		const message = event.data;
		if (message.is === 'ask') {
			void answer(message.id, message);
			return;
		}
		const question = open.get(message.id);
		if (!question) return;
		if (message.is === 'more') question.room++;
		else question.abort.abort();
		question.more();
	});
}
