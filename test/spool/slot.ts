/** A pairing with a tray that nobody opens, made as the app makes one. */
import type { FolderId } from '#lib/page/ids.ts';
import type { Pairing } from '#lib/spool/pairing.ts';
import { makeIdentity } from '#lib/vault/identity.ts';
import { newSecret } from '#lib/vault/mac.ts';
import { newId } from '#lib/vault/random.ts';

/** With the identity that opens what is sealed to it. */
export async function generateTray(): Promise<{ pairing: Pairing; identity: CryptoKey }> {
	const { identity, recipient } = await makeIdentity();
	const pairing: Pairing = {
		...{ v: 1, is: 'scan-station-pairing', station: newId(), practice: 'a'.repeat(64) },
		...{ folder: newId<FolderId>(), epoch: 1, recipient, secret: newSecret() },
		madeAt: '2026-03-01T08:00:00.000Z'
	};
	return { pairing, identity };
}

export async function generateSlot(): Promise<Pairing> {
	return (await generateTray()).pairing;
}
