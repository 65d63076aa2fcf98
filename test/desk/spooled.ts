/** A box as a station seals it, in memory: pieces by their path, for whoever takes it in. */
import { sealBlob, type Sealed } from '#lib/ledger/sealed.ts';
import type { PageId } from '#lib/page/ids.ts';
import type { Reading } from '#lib/page/reading.ts';
import type { SpoolSource } from '#lib/desk/spool-source.ts';
import { factsBytes, type BoxFacts } from '#lib/spool/facts.ts';
import { boxIdOf, pageIdOf } from '#lib/spool/ids.ts';
import { layout } from '#lib/spool/layout.ts';
import { manifestText, type BoxManifest, type SpooledSide } from '#lib/spool/manifest.ts';
import type { Pairing } from '#lib/spool/pairing.ts';
import { sha256Hex } from '#lib/vault/hash.ts';

export interface SpooledBox {
	readonly manifest: BoxManifest;
	/** By path; what a test changes here was changed on the way. */
	readonly files: Map<string, Uint8Array<ArrayBuffer>>;
	/** What was acknowledged, by box. */
	readonly said: Map<string, string>;
	readonly source: SpoolSource;
	readonly piece: (side: number, of: 'facts' | 'picture' | 'thumbnail' | 'reading') => string;
}

const text = (words: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(words);

export const words: Reading = {
	...{ text: 'Plan: continue', confidence: 0.9, blank: 'no', rotated: 0, turn: 0 },
	...{ skewDegrees: 0, width: 100, height: 100, lines: [] }
};

/** `sealedTo` seals for another tray than the pairing's. */
export async function spooledBox(
	pairing: Pairing,
	{
		sides: count = 2,
		sealedTo = pairing,
		said: other = {}
	}: { sides?: number; sealedTo?: Pairing; said?: Partial<BoxFacts> } = {}
): Promise<SpooledBox> {
	const { folder, epoch, recipient } = sealedTo;
	const slot = { kind: 'tray', folder, epoch, recipient } as const;
	const file = 'f'.repeat(64);
	const box = await boxIdOf(pairing, [file]);
	const files = new Map<string, Uint8Array<ArrayBuffer>>();
	const said = new Map<string, string>();
	const put = (sealed: Sealed): Sealed['ref'] => {
		files.set(layout.piece(box, sealed.ref.sha256), sealed.blob.bytes);
		return sealed.ref;
	};
	const sides: SpooledSide[] = [];
	for (let i = 1; i <= count; i++) {
		const original = text(`the picture of side ${i}`);
		const side = {
			...{ filePage: i, filePages: count, width: 100, height: 100, dpi: 200 },
			sha256: await sha256Hex(original),
			mediaType: 'image/jpeg' as const
		};
		const page: PageId = await pageIdOf(pairing, file, i);
		sides.push({
			page,
			facts: put(await sealBlob(slot, factsBytes({ v: 1, file: 1, side }))),
			picture: put(await sealBlob(slot, original)),
			thumbnail: put(await sealBlob(slot, text(`the thumbnail of side ${i}`))),
			reading: put(await sealBlob(slot, text(JSON.stringify(words))))
		});
	}
	const facts: BoxFacts = {
		...{ v: 1, label: 'Drawer 2', files: [{ name: 'a.pdf', sides: count, refused: [] }] },
		...other
	};
	const manifest: BoxManifest = {
		...{ v: 1, station: pairing.station, box, spooledAt: '2026-03-01T08:00:00.000Z', sides },
		facts: put(await sealBlob(slot, factsBytes(facts))),
		files: facts.files.length
	};
	files.set(layout.manifest(box), text(await manifestText(pairing, manifest)));
	return {
		...{ manifest, files, said },
		source: {
			boxes: () => Promise.resolve([box]),
			read: (path) => Promise.resolve(files.get(path)),
			acknowledge(of, line) {
				said.set(of, line);
				return Promise.resolve(true);
			}
		},
		piece(side, of) {
			const ref = sides[side]?.[of];
			if (!ref) throw new Error('no such piece');
			return layout.piece(box, ref.sha256);
		}
	};
}
