/** A device with passkeys, as WebAuthn's PRF extension behaves: a secret for each passkey, an answer for each question. */
import type { NoAnswer, Passkeys } from '#lib/vault/passkey.ts';

export interface Device extends Passkeys {
	/** Which passkeys it has, by their credential. */
	readonly listed: Map<string, Uint8Array<ArrayBuffer>>;
	/** What every question is refused with from now on. */
	refuse: NoAnswer | undefined;
	/** Every answer that was handed out, as the very bytes that the asker holds. */
	readonly answers: Uint8Array<ArrayBuffer>[];
}

export function deviceAt(host: string): Device {
	const listed: Device['listed'] = new Map();
	const answers: Device['answers'] = [];
	async function answer(secret: Uint8Array<ArrayBuffer>, question: Uint8Array<ArrayBuffer>) {
		const hash = { name: 'HMAC', hash: 'SHA-256' };
		const key = await crypto.subtle.importKey('raw', secret, hash, false, ['sign']);
		const given = new Uint8Array(await crypto.subtle.sign('HMAC', key, question));
		answers.push(given);
		return given;
	}
	const random = () => crypto.getRandomValues(new Uint8Array(32));
	return {
		...{ host, listed, answers },
		refuse: undefined,
		async make(_name, question) {
			if (this.refuse) return { ok: false, why: this.refuse };
			const [credential, secret] = [random(), random()];
			listed.set(String(credential), secret);
			return { ok: true, credential, secret: await answer(secret, question) };
		},
		async ask(credential, question) {
			if (this.refuse) return { ok: false, why: this.refuse };
			const secret = listed.get(String(credential));
			if (!secret) return { ok: false, why: 'cancelled' };
			return { ok: true, secret: await answer(secret, question) };
		}
	};
}
