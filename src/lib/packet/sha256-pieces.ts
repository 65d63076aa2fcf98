/** SHA-256 piece by piece (FIPS 180-4, 6.2): the platform's own takes a file whole, and copies it first. */

/** The first 32 bits of the fractional parts of a root of each of the first primes (4.2.2, 5.3.3). */
function fractions(count: number, root: (prime: number) => number): Int32Array {
	const words = new Int32Array(count);
	for (let at = 0, n = 2; at < count; n++) {
		let isPrime = true;
		for (let d = 2; d * d <= n; d++) if (n % d === 0) isPrime = false;
		if (isPrime) words[at++] = ((root(n) % 1) * 2 ** 32) | 0;
	}
	return words;
}

const rounds = fractions(64, Math.cbrt);
const first = fractions(8, Math.sqrt);

export class Sha256 {
	readonly #state = first.slice();
	readonly #words = new Int32Array(64);
	readonly #rest = new Uint8Array(64);
	#length = 0;

	add(bytes: Uint8Array): void {
		let at = 0;
		const held = this.#length % 64;
		this.#length += bytes.length;
		if (held > 0) {
			at = Math.min(64 - held, bytes.length);
			this.#rest.set(bytes.subarray(0, at), held);
			if (held + at < 64) return;
			this.#block(this.#rest, 0);
		}
		for (; at + 64 <= bytes.length; at += 64) this.#block(bytes, at);
		this.#rest.set(bytes.subarray(at));
	}

	/** 32 bytes. Nothing can be added afterwards. */
	digest(): Uint8Array<ArrayBuffer> {
		const held = this.#length % 64;
		const end = new Uint8Array(held < 56 ? 64 : 128);
		end.set(this.#rest.subarray(0, held));
		end[held] = 0x80;
		new DataView(end.buffer).setBigUint64(end.length - 8, BigInt(this.#length) * 8n);
		for (let at = 0; at < end.length; at += 64) this.#block(end, at);
		const digest = new Uint8Array(32);
		const view = new DataView(digest.buffer);
		for (const [at, word] of this.#state.entries()) view.setInt32(4 * at, word);
		return digest;
	}

	/** Written out in full and without helpers: a packet has millions of blocks. */
	#block(bytes: Uint8Array, from: number): void {
		const words = this.#words;
		for (let at = 0, b = from; at < 16; at++, b += 4) {
			words[at] =
				((bytes[b] ?? 0) << 24) |
				((bytes[b + 1] ?? 0) << 16) |
				((bytes[b + 2] ?? 0) << 8) |
				(bytes[b + 3] ?? 0);
		}
		for (let at = 16; at < 64; at++) {
			const x = words[at - 15] ?? 0;
			const y = words[at - 2] ?? 0;
			const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
			const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
			words[at] = ((words[at - 16] ?? 0) + s0 + (words[at - 7] ?? 0) + s1) | 0;
		}
		const state = this.#state;
		let a = state[0] ?? 0;
		let b = state[1] ?? 0;
		let c = state[2] ?? 0;
		let d = state[3] ?? 0;
		let e = state[4] ?? 0;
		let f = state[5] ?? 0;
		let g = state[6] ?? 0;
		let h = state[7] ?? 0;
		for (let at = 0; at < 64; at++) {
			const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
			const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (rounds[at] ?? 0) + (words[at] ?? 0)) | 0;
			const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
			const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
			h = g;
			g = f;
			f = e;
			e = (d + t1) | 0;
			d = c;
			c = b;
			b = a;
			a = (t1 + t2) | 0;
		}
		state[0] = ((state[0] ?? 0) + a) | 0;
		state[1] = ((state[1] ?? 0) + b) | 0;
		state[2] = ((state[2] ?? 0) + c) | 0;
		state[3] = ((state[3] ?? 0) + d) | 0;
		state[4] = ((state[4] ?? 0) + e) | 0;
		state[5] = ((state[5] ?? 0) + f) | 0;
		state[6] = ((state[6] ?? 0) + g) | 0;
		state[7] = ((state[7] ?? 0) + h) | 0;
	}
}
