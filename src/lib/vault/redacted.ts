/** A secret that has to be a string for a moment, e.g. to be printed: it shows itself to nobody by accident. */

const shown = '<redacted>';

export class Redacted {
	readonly #secret: string;

	constructor(secret: string) {
		this.#secret = secret;
	}

	/** The secret itself. Every use is deliberate: search for `.reveal(`. */
	reveal(): string {
		return this.#secret;
	}

	toString(): string {
		return shown;
	}

	toJSON(): string {
		return shown;
	}

	get [Symbol.toStringTag](): string {
		return shown;
	}
}
