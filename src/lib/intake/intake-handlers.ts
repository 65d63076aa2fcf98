/** What the intake worker answers: sides whose bytes are moved to the caller, not copied. */
import { transferring, type Transferring } from '#lib/thread/messages.ts';
import type { Port } from '#lib/thread/serve.ts';
import { kindOf } from './kind.ts';
import { takeIn, type IntakeTools } from './take-in.ts';
import type { Taken } from './taken.ts';

export interface FileToTakeIn {
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly password?: string | undefined;
}

export interface IntakeApi {
	/** Answers once the worker has what it needs for a file that begins so: what goes wrong later is the file's fault. */
	ready(head: Uint8Array): Promise<true>;
	takeIn(
		file: FileToTakeIn,
		signal: AbortSignal
	): AsyncGenerator<Transferring<Taken>, void, undefined>;
}

export function intakeHandlers(tools: IntakeTools) {
	return {
		async ready(head) {
			if (kindOf(head) === 'application/pdf') await tools.pdf.ready();
			return true;
		},
		async *takeIn({ bytes, password }, signal) {
			for await (const taken of takeIn(bytes, tools, { password, signal })) {
				const moved = taken.is === 'side' ? [taken.side.bytes, taken.side.thumbnail] : [];
				const buffers = moved.map(({ buffer }) => buffer);
				yield transferring(taken, buffers);
			}
		}
	} satisfies IntakeApi;
}

/** A sign of life beside the answers: see `Intake`. */
const alive = { is: 'alive' } as const;

export function isAlive(message: unknown): boolean {
	return (
		typeof message === 'object' && message !== null && 'is' in message && message.is === 'alive'
	);
}

export function signOn(port: Pick<Port, 'postMessage'>): () => void {
	return () => port.postMessage(alive, []);
}
