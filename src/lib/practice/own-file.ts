/** A small text of one person's, sealed to that person: neither the chart's key nor anybody else opens it. */
import type { PersonId } from '#lib/page/ids.ts';
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

/** Seals a text to the person at work, who alone opens it again. */
export class OwnSeal {
	readonly #me: UnlockedPerson;

	constructor(me: UnlockedPerson) {
		this.#me = me;
	}

	get person(): PersonId {
		return this.#me.person.id;
	}

	seal(text: string): Promise<Uint8Array<ArrayBuffer>> {
		return sealTo([this.#me.person.recipient], new TextEncoder().encode(text));
	}

	/** `undefined`: it was changed, or is another's. */
	async open(sealed: Uint8Array): Promise<string | undefined> {
		const opened = await openWith(this.#me.identity, sealed);
		return opened.ok ? new TextDecoder().decode(opened.bytes) : undefined;
	}
}

export class OwnFile {
	readonly #files: PracticeFiles;
	readonly #own: OwnSeal;
	readonly #path: string;
	readonly #alone: Alone;

	constructor(files: PracticeFiles, me: UnlockedPerson, path: string, alone: Alone = oneByOne()) {
		this.#files = files;
		this.#own = new OwnSeal(me);
		this.#path = path;
		this.#alone = alone;
	}

	/** Nothing was written yet: the text is `undefined`. */
	async read(): Promise<OwnRead> {
		const sealed = await this.#files.read(this.#path);
		if (!sealed) return { ok: true, text: undefined };
		const text = await this.#own.open(sealed);
		return text === undefined ? { ok: false, why: 'damaged' } : { ok: true, text };
	}

	/** Changes what is there now, which another tab may have written; what cannot be opened counts as nothing. */
	change(by: (text: string | undefined) => string): Promise<OwnWritten> {
		return this.#alone(async () => {
			const now = await this.read();
			const text = by(now.ok ? now.text : undefined);
			const bytes = await this.#own.seal(text);
			const written = await this.#files.write([{ path: this.#path, bytes }]);
			return written.ok ? { ok: true, text } : written;
		});
	}
}
