/** A look at a built packet: its sheets drawn from the very file, a few at a time, by the reader that proved it. */
import { PacketReading } from '#lib/intake/packet-reading.ts';

/** So many sheets are drawn before somebody asks for more. */
const step = 40;
/** Dots of a sheet's longer edge: words are legible, and 40 sheets stay small in memory. */
const edge = 1100;

export class PacketLook {
	/** Blob URLs, sheet by sheet. */
	sheets = $state.raw<readonly string[]>([]);
	drawing = $state(false);
	failed = $state(false);
	/** Sheets of the file; 0 until the first was drawn. */
	of = $state(0);
	readonly #bytes: Uint8Array<ArrayBuffer>;
	readonly #password: string | undefined;
	readonly #stop = new AbortController();

	/** `password`: what the file opens with, when it is locked. */
	constructor(bytes: Uint8Array<ArrayBuffer>, password?: string) {
		this.#bytes = bytes;
		this.#password = password;
	}

	/** The next sheets. */
	async more(): Promise<void> {
		if (this.drawing || (this.of > 0 && this.sheets.length >= this.of)) return;
		this.drawing = true;
		const first = this.sheets.length + 1;
		const reading = new PacketReading();
		try {
			const order = { first, last: first + step - 1, edge, password: this.#password };
			for await (const { jpeg, of } of reading.draw(this.#bytes, order, this.#stop.signal)) {
				this.of = of;
				const url = URL.createObjectURL(new Blob([jpeg], { type: 'image/jpeg' }));
				this.sheets = [...this.sheets, url];
			}
		} catch {
			this.failed = !this.#stop.signal.aborted;
		} finally {
			reading.stop();
			this.drawing = false;
			if (this.#stop.signal.aborted) this.#letGo();
		}
	}

	/** Nothing of the packet may stay in reach after it was looked at. */
	close(): void {
		this.#stop.abort();
		this.#letGo();
	}

	#letGo(): void {
		for (const url of this.sheets) URL.revokeObjectURL(url);
		this.sheets = [];
	}
}
