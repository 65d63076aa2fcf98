/** The browser's passkeys: WebAuthn with its PRF extension (https://w3c.github.io/webauthn/#prf-extension). */
import type { Answered, MadePasskey, NoAnswer, Passkeys } from './passkey.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** `undefined` where the browser has no passkeys at all, e.g. at an address that is a bare number. */
export function browserPasskeys(): Passkeys | undefined {
	// A browser from before passkeys has no such class, whatever the types say.
	if (!('PublicKeyCredential' in globalThis) || !isName(location.hostname)) return undefined;
	return { host: location.hostname, make, ask };
}

/** Passkeys are bound to names; for a bare number no browser makes any. */
function isName(host: string): boolean {
	return !/^[\d.]+$|:/.test(host);
}

async function make(name: string, question: Bytes): Promise<MadePasskey> {
	const made = await trying(() =>
		navigator.credentials.create({
			publicKey: {
				rp: { name: 'Chart & Cabinet', id: location.hostname },
				user: { id: random(32), name, displayName: name },
				// No server checks a signature: only the PRF's answer opens anything.
				challenge: random(32),
				pubKeyCredParams: [-7, -257].map((alg) => ({ type: 'public-key', alg })),
				authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
				extensions: { prf: { eval: { first: question } } }
			}
		})
	);
	if (!made.ok) return made;
	const { prf } = made.credential.getClientExtensionResults();
	if (!prf?.enabled && !prf?.results) return { ok: false, why: 'cannot' };
	const credential = new Uint8Array(made.credential.rawId);
	// Many a device says while making it only that it could, and answers when it is asked.
	const secret = secretIn(made.credential);
	const answered = secret ? ({ ok: true, secret } as const) : await ask(credential, question);
	return answered.ok ? { ...answered, credential } : answered;
}

async function ask(credential: Bytes, question: Bytes): Promise<Answered> {
	const got = await trying(() =>
		navigator.credentials.get({
			publicKey: {
				rpId: location.hostname,
				challenge: random(32),
				allowCredentials: [{ type: 'public-key', id: credential }],
				userVerification: 'required',
				extensions: { prf: { eval: { first: question } } }
			}
		})
	);
	if (!got.ok) return got;
	const secret = secretIn(got.credential);
	return secret ? { ok: true, secret } : { ok: false, why: 'cannot' };
}

type Tried =
	| { readonly ok: true; readonly credential: PublicKeyCredential }
	| { readonly ok: false; readonly why: NoAnswer };

async function trying(act: () => Promise<Credential | null>): Promise<Tried> {
	try {
		const credential = await act();
		return credential instanceof PublicKeyCredential
			? { ok: true, credential }
			: { ok: false, why: 'cancelled' };
	} catch (error) {
		if (!(error instanceof DOMException)) throw error;
		const isRefused = ['NotAllowedError', 'AbortError'].includes(error.name);
		return { ok: false, why: isRefused ? 'cancelled' : 'cannot' };
	}
}

function secretIn(credential: PublicKeyCredential): Bytes | undefined {
	const first = credential.getClientExtensionResults().prf?.results?.first;
	if (!first) return undefined;
	// A view of the same memory where it can be, so that zeroing it leaves no second copy.
	const secret = ArrayBuffer.isView(first)
		? new Uint8Array(first.buffer, first.byteOffset, first.byteLength)
		: new Uint8Array(first);
	return secret.length === 32 ? secret : undefined;
}

function random(length: number): Bytes {
	return crypto.getRandomValues(new Uint8Array(length));
}
