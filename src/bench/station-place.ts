/** A folder to drop scans into, a spool, and a pairing with a tray that nobody opens: what a measured station works on. */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FolderId } from '#lib/page/ids.ts';
import { pairingText } from '#lib/spool/pairing.ts';
import { makeIdentity } from '#lib/vault/identity.ts';
import { newSecret } from '#lib/vault/mac.ts';
import { newId } from '#lib/vault/random.ts';
import { environmentFor } from '../build/environment.js';
import { root } from '../build/run.ts';

export interface StationPlace {
	readonly home: string;
	readonly folder: string;
	/** `station watch` over the folder, once, as arguments for Node. */
	command(jobs: number): readonly string[];
	/** As `npm run station` gives it. */
	readonly env: Readonly<Record<string, string | undefined>>;
}

export async function stationPlace(): Promise<StationPlace> {
	const home = await mkdtemp(join(tmpdir(), 'bench-station-'));
	const { recipient } = await makeIdentity();
	const folder = join(home, 'scans');
	const pairing = join(home, 'pairing.json');
	await mkdir(folder);
	await writeFile(
		pairing,
		pairingText({
			...{ v: 1, is: 'scan-station-pairing', station: newId(), practice: 'a'.repeat(64) },
			...{ folder: newId<FolderId>(), epoch: 1, recipient, secret: newSecret() },
			madeAt: new Date().toISOString()
		})
	);
	const station = 'src/station/station.ts';
	const options = ['--for', pairing, '--spool', join(home, 'spool'), '--once', '--settle', '0.1'];
	return {
		...{ home, folder },
		env: environmentFor(station),
		command: (jobs) => [join(root, station), 'watch', folder, ...options, '--jobs', String(jobs)]
	};
}
