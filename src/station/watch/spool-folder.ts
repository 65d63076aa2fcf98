/** The spool on disk: sealed pieces first, the manifest last, so that a box is there whole or not at all. */
import { createHash } from 'node:crypto';
import { open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sealed } from '#lib/ledger/sealed.ts';
import type { BlobRef } from '#lib/page/blob.ts';
import type { BoxId } from '#lib/page/ids.ts';
import { isId } from '#lib/page/ids.ts';
import { readAcknowledgement, type Acknowledgement } from '#lib/spool/acknowledgement.ts';
import { cardOf, parseCard } from '#lib/spool/card.ts';
import { layout } from '#lib/spool/layout.ts';
import { manifestText, piecesOf, readManifest, type BoxManifest } from '#lib/spool/manifest.ts';
import type { Pairing } from '#lib/spool/pairing.ts';
import { below, makeFolder, syncFolder, writeDurably } from './durable.ts';
import { Halt } from './halt.ts';

export class SpoolFolder {
	readonly root: string;
	readonly #pairing: Pairing;

	private constructor(root: string, pairing: Pairing) {
		this.root = root;
		this.#pairing = pairing;
	}

	/** `spool` holds one folder a pairing. Throws {@link Halt} when another pairing has this one's place. */
	static async open(spool: string, pairing: Pairing): Promise<SpoolFolder> {
		const root = join(spool, pairing.station);
		await makeFolder(below(root, layout.boxes));
		await makeFolder(below(root, layout.acknowledgements));
		const path = below(root, layout.card);
		const card = await cardOf(pairing);
		const found = await readFile(path, 'utf8').catch(() => undefined);
		const there = found === undefined ? undefined : parseCard(found);
		if (there && there.code !== card.code) throw new Halt('another-spool');
		if (!there) await writeDurably(path, `${JSON.stringify(card)}\n`);
		return new SpoolFolder(root, pairing);
	}

	path(inside: string): string {
		return below(this.root, inside);
	}

	async begin(box: BoxId): Promise<void> {
		await makeFolder(this.path(layout.box(box)));
	}

	/** Resolves once all of them are on the disk. */
	async put(box: BoxId, pieces: readonly Sealed[]): Promise<void> {
		await Promise.all(
			pieces.map(async ({ ref, blob }) => {
				await using file = await open(this.path(layout.piece(box, ref.sha256)), 'w', 0o600);
				await file.writeFile(blob.bytes);
				await file.sync();
			})
		);
		await syncFolder(this.path(layout.box(box)));
	}

	/** Whether all of them lie there, to the last byte. */
	async holds(box: BoxId, pieces: readonly BlobRef[]): Promise<boolean> {
		for (const { sha256, size } of pieces) {
			const bytes = await readFile(this.path(layout.piece(box, sha256))).catch(() => undefined);
			if (bytes?.length !== size) return false;
			if (createHash('sha256').update(bytes).digest('hex') !== sha256) return false;
		}
		return true;
	}

	/** From now on the box is in the spool. What an earlier, killed try has left beside it goes. */
	async commit(manifest: BoxManifest): Promise<void> {
		const { box } = manifest;
		const named = new Set(piecesOf(manifest).map(({ sha256 }) => `${sha256}.age`));
		for (const name of await readdir(this.path(layout.box(box))))
			if (!named.has(name)) await rm(join(this.path(layout.box(box)), name), { force: true });
		await writeDurably(
			this.path(layout.manifest(box)),
			await manifestText(this.#pairing, manifest)
		);
	}

	/** `undefined` when it is not there, or is not as this station wrote it. */
	async manifest(box: BoxId): Promise<BoxManifest | undefined> {
		const text = await readFile(this.path(layout.manifest(box)), 'utf8').catch(() => undefined);
		const read = text === undefined ? undefined : await readManifest(this.#pairing, text);
		return read?.ok ? read.manifest : undefined;
	}

	/** What the app has said of boxes, but those of `heard`; what it did not write itself is left out, and `onForged` hears of it. */
	async *acknowledgements(
		heard: ReadonlySet<BoxId>,
		onForged: (box: BoxId) => void
	): AsyncGenerator<Acknowledgement, void> {
		for (const name of await readdir(this.path(layout.acknowledgements))) {
			const found = /^(.*)\.txt$/.exec(name)?.[1];
			if (found === undefined || !isId(found)) continue;
			const box = found as BoxId;
			if (heard.has(box)) continue;
			const text = await readFile(this.path(layout.acknowledgement(box)), 'utf8');
			const said = await readAcknowledgement(this.#pairing, text);
			if (said?.box === box) yield said;
			else onForged(box);
		}
	}

	/** The acknowledgement of a box that is to be taken in again. */
	async forget(box: BoxId): Promise<void> {
		await rm(this.path(layout.acknowledgement(box)), { force: true });
		await syncFolder(this.path(layout.acknowledgements));
	}

	/** Sealed pieces of a box that the tray has. The acknowledgement stays. */
	async drop(box: BoxId): Promise<void> {
		const folder = this.path(layout.box(box));
		if (!(await stat(folder).catch(() => undefined))) return;
		// The manifest first: a box without its pieces must not look like one that is there.
		await rm(this.path(layout.manifest(box)), { force: true });
		await syncFolder(folder);
		await rm(folder, { recursive: true, force: true });
	}
}
