/** Searches a packet for planted marks wherever they could be: its bytes, its opened streams, its words, its pictures. */
import type { PacketReader } from '#lib/packet/packet-reader.ts';
import { tokensIn, type Token } from './marked-page.ts';

/** Everything that can be read out of the file, in small letters: it is to be searched, never shown. */
export async function everythingIn(
	file: Uint8Array<ArrayBuffer>,
	read: PacketReader
): Promise<string> {
	const raw = new TextDecoder('latin1').decode(file);
	const found = [raw, ...(await openedStreams(file, raw))];
	for await (const part of read(file)) {
		if (part.is === 'document') found.push(JSON.stringify(part.document));
		if (part.is !== 'page') continue;
		found.push(part.page.words.join(''));
		for (const { shown } of part.page.pictures) {
			if (shown) found.push(...turnsOf(shown.signature).flatMap(tokensIn));
		}
	}
	return found.join('\n').toLowerCase();
}

/** However the page lies in the packet: a mark that stands on its side is a mark. */
function turnsOf(signature: Uint8Array): readonly Uint8Array[] {
	const side = Math.sqrt(signature.length);
	const turned = (from: Uint8Array): Uint8Array =>
		from.map((_cell, at) => from[(side - 1 - (at % side)) * side + Math.floor(at / side)] ?? 0);
	const turns = [signature];
	while (turns.length < 4) turns.push(turned(turns.at(-1) ?? signature));
	return turns;
}

/** A mark is found whole, as blocks show it, or as either half, as words hold it. */
export function isIn(everything: string, token: Token): boolean {
	return [token, token.slice(0, 16), token.slice(16)].some((part) => everything.includes(part));
}

async function openedStreams(file: Uint8Array<ArrayBuffer>, raw: string): Promise<string[]> {
	const opened: string[] = [];
	for (const { index, 0: head } of raw.matchAll(/stream\r?\n/g)) {
		const from = index + head.length;
		const end = raw.indexOf('endstream', from);
		const body = file.slice(from, end < 0 ? file.length : end);
		opened.push(await inflated(body));
	}
	return opened;
}

/** As far as it goes: what is no deflated stream gives nothing. */
async function inflated(body: Uint8Array<ArrayBuffer>): Promise<string> {
	const chunks: string[] = [];
	const plain = new Blob([body]).stream().pipeThrough(new DecompressionStream('deflate'));
	const decoder = new TextDecoder('latin1');
	try {
		for await (const chunk of plain) chunks.push(decoder.decode(chunk));
	} catch {
		// A line end before the end mark, or no deflated stream at all.
	}
	return chunks.join('');
}
