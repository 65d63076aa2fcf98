/** Ed25519 signatures: who wrote something, which age does not say. */
import { fromBase64, toBase64 } from './base64.ts';
import { lengthPrefixed } from './fields.ts';

export interface NewSigner {
	readonly signer: CryptoKey;
	/** The raw public key in base64. */
	readonly verifier: string;
	/** The private key in PKCS #8. The caller zeroes it. */
	readonly pkcs8: Uint8Array<ArrayBuffer>;
}

export async function makeSigner(): Promise<NewSigner> {
	const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
	const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
	const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
	const signer = await importSigner(pkcs8);
	if (!signer) throw new Error('a key that was just made cannot be imported');
	return { signer, verifier: toBase64(raw), pkcs8 };
}

/** A signing key that cannot be taken out again; `undefined` when the bytes are not one. */
export async function importSigner(pkcs8: Uint8Array<ArrayBuffer>): Promise<CryptoKey | undefined> {
	try {
		return await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign']);
	} catch {
		return undefined;
	}
}

/** Signs `bytes` for one purpose; the domain keeps a signature from being shown for another. */
export async function sign(
	signer: CryptoKey,
	domain: string,
	bytes: Uint8Array
): Promise<Uint8Array<ArrayBuffer>> {
	return new Uint8Array(
		await crypto.subtle.sign('Ed25519', signer, lengthPrefixed([domain, bytes]))
	);
}

/** False for a wrong signature and for a verifier that is not an Ed25519 public key. */
export async function verify(
	verifier: string,
	domain: string,
	bytes: Uint8Array,
	signature: Uint8Array<ArrayBuffer>
): Promise<boolean> {
	const raw = fromBase64(verifier);
	if (raw?.length !== 32) return false;
	try {
		const key = await crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify']);
		return await crypto.subtle.verify('Ed25519', key, signature, lengthPrefixed([domain, bytes]));
	} catch {
		return false;
	}
}
