/** One batch of files becomes boxes in the spool: taken apart, read, sealed side by side, and committed at the end. */
import type { Sealed } from '#lib/ledger/sealed.ts';
import { sealBlob } from '#lib/ledger/sealed.ts';
import type { Intake } from '#lib/intake/intake.ts';
import type { NewSide, Refusal } from '#lib/intake/taken.ts';
import type { BoxId } from '#lib/page/ids.ts';
import type { Reading } from '#lib/page/reading.ts';
import { ReaderUnavailable, type Reader } from '#lib/reading/reader.ts';
import { factsBytes, type BoxFacts } from '#lib/spool/facts.ts';
import { boxIdOf, pageIdOf, sameMark } from '#lib/spool/ids.ts';
import { placeOf, type FileHash } from '#lib/spool/journal.ts';
import { piecesOfSide, type SpooledSide } from '#lib/spool/manifest.ts';
import type { Pairing } from '#lib/spool/pairing.ts';
import type { FolderSlot } from '#lib/vault/folder-key.ts';
import type { Boxing } from './batches.ts';
import type { Gate } from './gate.ts';
import { Halt } from './halt.ts';
import type { JournalFile } from './journal-file.ts';
import type { Log } from './log.ts';
import type { SpoolFolder } from './spool-folder.ts';

export interface Tools {
	readonly pairing: Pairing;
	readonly intake: Pick<Intake, 'takeIn'>;
	readonly reader: Reader;
	readonly spool: SpoolFolder;
	readonly journal: JournalFile;
	/** Lets sides through, over all batches that are under way. */
	readonly gate: Gate;
	readonly log: Log;
	readonly now: () => Date;
}

export interface FileToTake {
	readonly name: string;
	readonly hash: FileHash;
	readonly blob: Blob;
}

/** What became of a file: the sentences on what of it was refused. */
export interface FileOutcome {
	readonly hash: FileHash;
	readonly sides: number;
	readonly refused: readonly Refusal[];
}

interface OpenBox {
	readonly box: BoxId;
	readonly sides: Promise<SpooledSide>[];
	readonly files: Map<FileHash, { name: string; sides: number; refused: Refusal[] }>;
}

/** Resolves when every box of the batch is in the spool. Throws {@link Halt} when it cannot go on at all. */
export async function takeBatch(
	label: string,
	files: readonly FileToTake[],
	by: Boxing,
	tools: Tools
): Promise<readonly FileOutcome[]> {
	const batch = new BatchWork(label, files, by, tools);
	return batch.run();
}

class BatchWork {
	readonly #label: string;
	readonly #files: readonly FileToTake[];
	readonly #by: Boxing;
	readonly #tools: Tools;
	readonly #slot: FolderSlot<'tray'>;
	#failed = false;
	readonly #started = performance.now();
	readonly #boxes: OpenBox[] = [];

	constructor(label: string, files: readonly FileToTake[], by: Boxing, tools: Tools) {
		this.#label = label;
		this.#files = files;
		this.#by = by;
		this.#tools = tools;
		const { folder, epoch, recipient } = tools.pairing;
		this.#slot = { kind: 'tray', folder, epoch, recipient };
	}

	async run(): Promise<readonly FileOutcome[]> {
		try {
			for (const [i, file] of this.#files.entries()) await this.#takeFile(file, i + 1);
			for (const open of this.#boxes) await this.#close(open);
		} finally {
			await Promise.allSettled(this.#boxes.flatMap(({ sides }) => sides));
		}
		return this.#files.map(({ hash }) => {
			const parts = this.#boxes.flatMap(({ files }) => files.get(hash) ?? []);
			return {
				hash,
				sides: parts.reduce((sum, { sides }) => sum + sides, 0),
				refused: parts.flatMap(({ refused }) => refused)
			};
		});
	}

	async #takeFile(file: FileToTake, place: number): Promise<void> {
		for await (const taken of this.#tools.intake.takeIn(file.blob)) {
			let open = this.#boxes.at(-1) ?? (await this.#open());
			if (taken.is === 'refused') {
				partOf(open, file).refused.push(taken.refusal);
				continue;
			}
			const { side } = taken;
			if (this.#by === 'separator' && side.separator && open.sides.length > 0)
				open = await this.#open();
			partOf(open, file).sides++;
			const leave = await this.#tools.gate.enter();
			open.sides.push(this.#begin(open.box, file, place, side, leave));
			if (this.#failed) return;
		}
	}

	async #open(): Promise<OpenBox> {
		const { pairing } = this.#tools;
		const hashes = this.#files.map(({ hash }) => hash);
		const box = await boxIdOf(pairing, hashes, this.#boxes.length);
		const open: OpenBox = { box, sides: [], files: new Map() };
		this.#boxes.push(open);
		return open;
	}

	#begin(
		box: BoxId,
		file: FileToTake,
		place: number,
		side: NewSide,
		leave: () => void
	): Promise<SpooledSide> {
		const work = this.#side(box, file, place, side);
		// Where the side is waited for its failure is heard; here it only stops what would come after it.
		work.catch(() => (this.#failed = true)).finally(leave);
		return work;
	}

	async #side(box: BoxId, file: FileToTake, place: number, side: NewSide): Promise<SpooledSide> {
		const { pairing, spool, journal, now } = this.#tools;
		const held = journal.now.boxes.get(box)?.sides.get(placeOf(file.hash, side.filePage));
		if (held && (await spool.holds(box, piecesOfSide(held.side)))) return held.side;
		if (!journal.now.boxes.has(box)) {
			const files = this.#files.map(({ hash }) => hash);
			await journal.add({ is: 'box-begun', box, at: now().toISOString(), files });
		}
		await spool.begin(box);
		const reading = await this.#read(side);
		const pieces = await this.#seal(place, side, reading);
		await spool.put(box, Object.values(pieces));
		const sealed: SpooledSide = {
			page: await pageIdOf(pairing, file.hash, side.filePage),
			facts: pieces.facts.ref,
			picture: pieces.picture.ref,
			thumbnail: pieces.thumbnail.ref,
			...(pieces.reading ? { reading: pieces.reading.ref } : {})
		};
		await journal.add({
			...{ is: 'side-sealed', box, file: file.hash, filePage: side.filePage, side: sealed },
			mark: await sameMark(pairing, side.sha256),
			blank: reading?.blank ?? 'unread',
			...(side.separator ? { separator: true } : {})
		});
		return sealed;
	}

	/** `undefined` when the page is at fault: its picture goes in all the same. Separator sheets are never read. */
	async #read(side: NewSide): Promise<Reading | undefined> {
		if (side.separator) return undefined;
		try {
			return await this.#tools.reader.read(side);
		} catch (error) {
			if (error instanceof ReaderUnavailable) throw new Halt('no-reader');
			return undefined;
		}
	}

	async #seal(
		file: number,
		taken: NewSide,
		reading: Reading | undefined
	): Promise<{ facts: Sealed; picture: Sealed; thumbnail: Sealed; reading?: Sealed }> {
		const { bytes, thumbnail, separator, ...side } = taken;
		const facts = factsBytes({
			...{ v: 1, file, side },
			...(separator ? { separator } : {}),
			...(reading || separator
				? {}
				: { unread: 'The words on this page could not be recognised. Decide from the picture.' })
		});
		const slot = this.#slot;
		return {
			facts: await sealBlob(slot, facts),
			picture: await sealBlob(slot, bytes),
			thumbnail: await sealBlob(slot, thumbnail),
			...(reading
				? { reading: await sealBlob(slot, new TextEncoder().encode(JSON.stringify(reading))) }
				: {})
		};
	}

	async #close({ box, sides: begun, files }: OpenBox): Promise<void> {
		const { spool, journal, log, now, pairing } = this.#tools;
		const sides = await Promise.all(begun);
		// Nothing came of it: its files go to the failed ones, and there is no box.
		if (sides.length === 0) return;
		const said: BoxFacts = {
			...{ v: 1, label: this.#label },
			files: [...files.values()].map(({ name, sides: count, refused }) => ({
				...{ name, sides: count },
				refused: refused.map(({ filePage, sentence }) => ({
					...(filePage === undefined ? {} : { filePage }),
					sentence
				}))
			}))
		};
		for (const [file, { refused }] of files)
			for (const { why, filePage } of refused)
				await journal.add({ is: 'refused', box, file, ...(filePage ? { filePage } : {}), why });
		const facts = await sealBlob(this.#slot, factsBytes(said));
		await spool.put(box, [facts]);
		const at = now().toISOString();
		await spool.commit({
			...{ v: 1, station: pairing.station, box, spooledAt: at, facts: facts.ref },
			...{ files: files.size, sides }
		});
		const seconds = Math.round((performance.now() - this.#started) / 100) / 10;
		await journal.add({ is: 'box-spooled', box, at, seconds });
		log({ event: 'box-spooled', box, sides: sides.length, seconds });
	}
}

function partOf(open: OpenBox, { hash, name }: FileToTake): { sides: number; refused: Refusal[] } {
	const part = open.files.get(hash) ?? { name, sides: 0, refused: [] };
	open.files.set(hash, part);
	return part;
}
