/** Reads a packet again, anywhere and without a key: holds it against its proof, or says what is in it. */
import { readFile } from 'node:fs/promises';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { detailOf, farthestOf } from '#lib/imaging/detail.ts';
import { grayOf } from '#lib/imaging/picture.ts';
import { readPacket, type FoundDocument, type FoundPage } from '#lib/intake/packet-reader.ts';
import { nodeEngine } from '#lib/intake/pdf-node.ts';
import { accountFor, seenPage } from '#lib/packet/account.ts';
import { walk } from '#lib/packet/bytes.ts';
import { picturesIn } from '#lib/packet/lifted.ts';
import { Unexplained } from '#lib/packet/pdf-objects.ts';
import { parseProof } from '#lib/packet/proof-file.ts';
import { repeat, type Finding, type Repeated } from '#lib/packet/repeat.ts';
import { sha256Hex } from '#lib/packet/sha256.ts';
import { sentenceFor } from './files.ts';
import { insideOf } from './packet-words.ts';

export interface ProveOrder {
	readonly packet: string;
	readonly proof: string | undefined;
	readonly password: string | undefined;
	readonly json: boolean;
	/** Writes one line. */
	readonly write: (line: string) => Promise<void>;
}

/** `good`: the packet is as it was proved; without a proof, nothing odd was found. `bad`: it is not. */
export type Outcome = 'good' | 'bad' | 'unreadable';

/** Sentences, or with `json` one object. */
export async function provePacket(order: ProveOrder): Promise<Outcome> {
	const { packet, proof: proofPath, write } = order;
	const trouble = async (path: string, error: string): Promise<Outcome> => {
		await write(order.json ? JSON.stringify({ file: path, error }) : `${path}: ${error}`);
		return 'unreadable';
	};
	const bytes = await readFile(packet).catch((error: unknown) => sentenceFor(error));
	if (typeof bytes === 'string') return trouble(packet, bytes);
	const found = await findIn(new Uint8Array(bytes), order.password);
	if (typeof found === 'string') return trouble(packet, found);
	const decoded = await decodedAnew(new Uint8Array(bytes), order.password, found);
	if (proofPath === undefined) {
		const inside = insideOf(found);
		const ok = inside.odd.length === 0 && decoded.ok;
		const { sha256, bytes: size } = found.account;
		const row = {
			file: packet,
			sha256,
			bytes: size,
			...inside,
			secondReader: decoded.sentence,
			ok
		};
		if (order.json) await write(JSON.stringify(row));
		else for (const line of [...inside.sentences, decoded.sentence]) await write(line);
		return ok ? 'good' : 'bad';
	}
	const text = await readFile(proofPath, 'utf8').catch((error: unknown) => ({
		error: sentenceFor(error)
	}));
	if (typeof text !== 'string') return trouble(proofPath, text.error);
	const parsed = parseProof(text);
	if (!parsed.ok) return trouble(proofPath, whyNoProof[parsed.why]);
	const findings = [...repeat(parsed.proof, found), decoded];
	const ok = findings.every((finding) => finding.ok);
	const { madeAt } = parsed.proof;
	if (order.json)
		await write(JSON.stringify({ file: packet, proof: proofPath, madeAt, findings, ok }));
	else {
		for (const finding of findings)
			await write(`${finding.ok ? 'yes' : ' NO'}  ${finding.sentence}`);
		await write(
			ok ? `The packet is as it was proved on ${madeAt}.` : 'The packet is not as it was proved.'
		);
	}
	return ok ? 'good' : 'bad';
}

const whyNoProof = {
	'not-a-proof': 'This is not the proof of a packet.',
	newer: 'A later version of this program has written this proof.'
} as const;

async function findIn(
	bytes: Uint8Array<ArrayBuffer>,
	password: string | undefined
): Promise<Repeated | string> {
	let document: FoundDocument | undefined;
	const pages: FoundPage[] = [];
	for await (const found of readPacket(bytes, await nodeEngine(), { password })) {
		if (found.is === 'document') document = found.document;
		else if (found.is === 'page') pages.push(found.page);
		else return unreadable[found.why];
	}
	if (!document) return unreadable.damaged;
	const walked = await walk(bytes, password).catch((error: unknown) => whyUnexplained(error));
	const whole = typeof walked === 'string' ? undefined : walked;
	const file = { sha256: await sha256Hex(bytes), bytes: bytes.length };
	const account = await accountFor(file, { document, pages: pages.map(seenPage) }, whole);
	return {
		account,
		document,
		pages,
		...(typeof walked === 'string' ? { unexplained: walked } : {})
	};
}

const unreadable = {
	locked: 'This file is locked: give its password with --password-file.',
	'wrong-password': 'The password does not open this file.',
	damaged: 'This file cannot be read as a PDF, or not whole.'
} as const;

function whyUnexplained(error: unknown): string {
	return error instanceof Unexplained ? error.message : 'it cannot be walked';
}

/** How far apart two decoders may see one picture in its most different cell. */
const decodersApart = 0.03;

/** A second decoder, libvips, is shown every picture: both must see the same page. */
async function decodedAnew(
	bytes: Uint8Array<ArrayBuffer>,
	password: string | undefined,
	{ pages }: Repeated
): Promise<Finding> {
	const name = 'second decoder';
	const shown = pages.flatMap((page) => page.pictures);
	const files = await picturesIn(bytes, password);
	if (shown.length === 0) return { name, ok: true, sentence: 'There is no picture in the file.' };
	if (files.length !== shown.length) {
		return { name, ok: true, sentence: 'Its pictures were seen by one decoder only.' };
	}
	for (const [index, file] of files.entries()) {
		const picture = await sharpCodec.decode(file, 'image/jpeg').catch(() => undefined);
		const other = shown[index]?.shown?.detail;
		if (!picture || !other || farthestOf(detailOf(grayOf(picture)), other) > decodersApart) {
			return { name, ok: false, sentence: `Two decoders see picture ${index + 1} differently.` };
		}
	}
	return { name, ok: true, sentence: 'A second decoder sees the same pictures.' };
}
