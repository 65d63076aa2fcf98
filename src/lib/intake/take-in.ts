/** A file becomes sides: what it is by its first bytes decides, and what cannot be taken is refused in plain words. */
import type { Codec } from '#lib/imaging/codec.ts';
import { kindOf } from './kind.ts';
import { takePdf, type PdfOpener } from './pdf.ts';
import { takePicture } from './picture-file.ts';
import { mostFileBytes, refuse, type Taken } from './taken.ts';
import { takeTiff } from './tiff.ts';

export interface IntakeTools {
	readonly codec: Codec;
	readonly pdf: PdfOpener;
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
	{ codec, pdf }: IntakeTools,
	{ password, signal }: TakeInOptions = {}
): AsyncGenerator<Taken, void, void> {
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
			return yield* takePdf(bytes, { codec, pdf, password, signal });
		case 'image/tiff':
			return yield* takeTiff(bytes, codec, signal);
		case 'image/heic':
			return yield refuse('unknown-kind', heicSentence);
		case undefined:
			return yield refuse('unknown-kind');
	}
}

const heicSentence =
	'This is a HEIC photo, which cannot be opened here. On the phone choose the most compatible camera format, or send the photo as JPEG.';
