/** A letter as a file of its own: the sheet that a packet would have, without a packet's stamp. */
import { writingOf } from '#lib/packet/flow.ts';
import type { Imprint } from '#lib/packet/sheets.ts';
import { PacketWriter } from '#lib/packet/writer.ts';
import { blocksOf, type Letter } from './letters.ts';

/** A PDF that says nothing of itself but its title, which is nobody's name, and the letter's day. */
export async function letterFile(letter: Letter): Promise<Uint8Array<ArrayBuffer>> {
	const { address, phone } = letter.letterhead;
	const imprint: Imprint = {
		practice: {
			name: letter.practice,
			...(address ? { address } : {}),
			...(phone ? { phone } : {})
		},
		preparedBy: letter.signedBy,
		preparedOn: letter.on
	};
	const sheets = writingOf(blocksOf(letter), imprint, 'Letter');
	const writer = await PacketWriter.begin({ title: 'Letter', preparedOn: letter.on, sheets });
	for (const sheet of sheets) await writer.add(sheet);
	return writer.finish();
}
