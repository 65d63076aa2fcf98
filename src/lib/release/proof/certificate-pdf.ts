/** The exclusion certificate as a PDF of its own, set as the words of a packet are. */
import { Flow, left } from '#lib/packet/flow.ts';
import { PacketWriter } from '#lib/packet/writer.ts';
import type { CalendarDate } from '#lib/page/date.ts';
import type { Certificate } from './certificate.ts';

const column = 148;

export async function setCertificate(
	{ title, facts, parts }: Certificate,
	practice: string,
	preparedOn: CalendarDate
): Promise<Uint8Array<ArrayBuffer>> {
	const flow = new Flow();
	flow.text(practice, 12, 22, left, 'bold');
	flow.rule();
	flow.y -= 40;
	flow.text(title, 24, 36, left, 'bold');
	for (const { label, value } of facts) {
		flow.put(label, left, 9.5, 'regular', 'quiet');
		flow.text(value, 10.5, 15, column);
		flow.y -= 4;
	}
	flow.y -= 4;
	flow.rule();
	flow.y -= 24;
	for (const { heading, paragraphs } of parts) {
		flow.room(46);
		flow.text(heading, 12, 17, left, 'bold');
		for (const paragraph of paragraphs) {
			flow.text(paragraph, 10, 13.5);
			flow.y -= 6;
		}
		flow.y -= 6;
	}
	const sheets = flow.done(title);
	const writer = await PacketWriter.begin({ title, preparedOn, sheets });
	for (const sheet of sheets) await writer.add(sheet);
	return writer.finish();
}
