/** The scan stations that were paired with a clinician's tray: kept sealed to that clinician, for the secret that each shares. */
import type { FolderSlot } from '#lib/vault/folder-key.ts';
import type { Clock } from '#lib/ledger/ledger.ts';
import type { PracticeFiles } from '#lib/shelf/practice-files.ts';
import type { NotCommitted } from '#lib/shelf/shelf.ts';
import { pairingText, parsePairing, type Pairing } from '#lib/spool/pairing.ts';
import { newSecret } from '#lib/vault/mac.ts';
import type { Alone } from '#lib/tray/alone.ts';
import type { UnlockedPerson } from '#lib/vault/person.ts';
import { newId } from '#lib/vault/random.ts';
import { OwnFile } from './own-file.ts';
import { paths, type Roster } from './roster.ts';

export interface StationsParts {
	readonly file: OwnFile;
	/** Of the clinician's own tray. */
	readonly slot: FolderSlot<'tray'>;
	/** The practice's fingerprint. */
	readonly practice: string;
	readonly now: () => Date;
}

export type Paired =
	| { readonly ok: true; readonly pairing: Pairing }
	| { readonly ok: false; readonly why: NotCommitted };

export class Stations {
	readonly #parts: StationsParts;

	constructor(parts: StationsParts) {
		this.#parts = parts;
	}

	/** The oldest first; `undefined` when the file was damaged: then stations are paired anew. */
	async all(): Promise<readonly Pairing[] | undefined> {
		const read = await this.#parts.file.read();
		return read.ok ? pairingsIn(read.text) : undefined;
	}

	/** Makes what a station needs to seal for this tray, and notes it. */
	async pair(): Promise<Paired> {
		const { file, slot, practice, now } = this.#parts;
		const pairing: Pairing = {
			...{ v: 1, is: 'scan-station-pairing', station: newId(), practice },
			...{ folder: slot.folder, epoch: slot.epoch, recipient: slot.recipient },
			secret: newSecret(),
			madeAt: now().toISOString()
		};
		const written = await file.change((text) => textOf([...pairingsIn(text), pairing]));
		return written.ok ? { ok: true, pairing } : written;
	}

	/** What that station still seals is not taken in any more. */
	async forget(station: string): Promise<{ ok: true } | { ok: false; why: NotCommitted }> {
		const written = await this.#parts.file.change((text) =>
			textOf(pairingsIn(text).filter((each) => each.station !== station))
		);
		return written.ok ? { ok: true } : written;
	}
}

/** Of the person whose tray the slot is. */
export function stationsOf(
	slot: FolderSlot<'tray'>,
	around: {
		readonly files: PracticeFiles;
		readonly me: UnlockedPerson;
		readonly alone: Alone | undefined;
		readonly roster: Pick<Roster, 'fingerprint'>;
		readonly clock: Clock;
	}
): Stations {
	const { files, me, alone, roster, clock } = around;
	const file = new OwnFile(files, me, paths.personStations(me.person.id), alone);
	return new Stations({ file, slot, practice: roster.fingerprint, now: clock });
}

function textOf(pairings: readonly Pairing[]): string {
	return JSON.stringify({ v: 1, pairings });
}

function pairingsIn(text: string | undefined): readonly Pairing[] {
	if (text === undefined) return [];
	const { pairings } = JSON.parse(text) as { readonly pairings: readonly Pairing[] };
	return pairings.flatMap((each) => {
		const read = parsePairing(pairingText(each));
		return read.ok ? [read.pairing] : [];
	});
}
