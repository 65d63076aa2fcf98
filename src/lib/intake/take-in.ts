/** A file becomes sides: what it is by its first bytes decides, and what cannot be taken is refused in plain words. */
import type { Codec } from '#lib/imaging/codec.ts';
import { takeHeic, type HeicDecoder } from './heic.ts';
import { kindOf } from './kind.ts';
import { takePdf, type PdfOpener } from './pdf.ts';
import { takePicture } from './picture-file.ts';
import { mostFileBytes, refuse, type Taken } from './taken.ts';
import { takeTiff } from './tiff.ts';

export interface IntakeTools {
	readonly codec: Codec;
	readonly pdf: PdfOpener;
	/** Absent where nothing decodes HEIC. */
	readonly heic?: HeicDecoder;
	/** Called after each step of the work, a page being several: whoever waits knows that it goes on. */
	readonly alive?: () => void;
}

export interface TakeInOptions {
	/** For a locked PDF; ignored by every other kind of file. */
	readonly password?: string | undefined;
	readonly signal?: AbortSignal | undefined;
}

/**
 * The file's sides in order, with a refusal in the place of each page that could not be drawn whole.
 * Nothing that a file holds makes this throw; an aborted signal does, with its reason.
 */
export async function* takeIn(
	bytes: Uint8Array,
	tools: IntakeTools,
	{ password, signal }: TakeInOptions = {}
): AsyncGenerator<Taken, void, void> {
	const { codec, pdf, alive } = tools;
	signal?.throwIfAborted();
	if (bytes.length === 0) return yield refuse('empty');
	if (bytes.length > mostFileBytes) return yield refuse('too-large');
	const kind = kindOf(bytes);
	switch (kind) {
		case 'image/jpeg':
		case 'image/png':
		case 'image/webp':
			return yield await takePicture(bytes, kind, codec);
		case 'application/pdf':
			return yield* takePdf(bytes, { codec, pdf, password, signal, alive });
		case 'image/tiff':
			return yield* takeTiff(bytes, codec, signal);
		case 'image/heic':
			return yield await takeHeic(bytes, tools);
		case undefined:
			return yield refuse('unknown-kind');
	}
}
