/** A small text of one person's, sealed to that person: neither the chart's key nor anybody else opens it. */
import type { PracticeFiles } from '#lib/shelf/practice-files.ts';
import type { NotCommitted } from '#lib/shelf/shelf.ts';
import { oneByOne, type Alone } from '#lib/tray/alone.ts';
import { openWith, sealTo } from '#lib/vault/age.ts';
import type { UnlockedPerson } from '#lib/vault/person.ts';

export type OwnRead =
	| { readonly ok: true; readonly text: string | undefined }
	/** It was changed or swapped for another's. */
	| { readonly ok: false; readonly why: 'damaged' };

export type OwnWritten =
	{ readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: NotCommitted };

export class OwnFile {
	readonly #files: PracticeFiles;
	readonly #me: UnlockedPerson;
	readonly #path: string;
	readonly #alone: Alone;

	constructor(files: PracticeFiles, me: UnlockedPerson, path: string, alone: Alone = oneByOne()) {
		this.#files = files;
		this.#me = me;
		this.#path = path;
		this.#alone = alone;
	}

	/** Nothing was written yet: the text is `undefined`. */
	async read(): Promise<OwnRead> {
		const sealed = await this.#files.read(this.#path);
		if (!sealed) return { ok: true, text: undefined };
		const opened = await openWith(this.#me.identity, sealed);
		if (!opened.ok) return { ok: false, why: 'damaged' };
		return { ok: true, text: new TextDecoder().decode(opened.bytes) };
	}

	/** Changes what is there now, which another tab may have written; what cannot be opened counts as nothing. */
	change(by: (text: string | undefined) => string): Promise<OwnWritten> {
		return this.#alone(async () => {
			const now = await this.read();
			const text = by(now.ok ? now.text : undefined);
			const bytes = await sealTo([this.#me.person.recipient], new TextEncoder().encode(text));
			const written = await this.#files.write([{ path: this.#path, bytes }]);
			return written.ok ? { ok: true, text } : written;
		});
	}
}
