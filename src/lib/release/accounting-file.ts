/** The accounting as a PDF of its own: set with the packet's writer, read again and proved like a packet before it is handed out. */
import type { Codec } from '#lib/imaging/codec.ts';
import { draftOf } from '#lib/packet/draft.ts';
import type { PacketReader } from '#lib/packet/packet-reader.ts';
import { proveDraft, type Proof } from '#lib/packet/prove.ts';
import { Setter } from '#lib/packet/setter.ts';
import type { Block, Draft, Imprint, Row, StoredPage } from '#lib/packet/sheets.ts';
import type { Client } from '#lib/page/client.ts';
import { formatDate } from '#lib/page/date.ts';
import { whenWords, type Accounting, type AccountingRow } from './accounting.ts';

export interface AccountingOrder {
	readonly accounting: Accounting;
	readonly client: Client;
	readonly imprint: Imprint;
	/** Who can be asked about it. */
	readonly contact: string;
}

export interface AccountingFile {
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly proof: Proof;
}

/** `undefined` for `bytes` never comes: a file that fails its proof is no file, and that throws. */
export async function makeAccountingFile(
	order: AccountingOrder,
	tools: { readonly codec: Codec; readonly read: PacketReader; readonly madeAt: string }
): Promise<AccountingFile> {
	const draft = accountingDraft(order);
	const built = await new Setter(() => draft, tools.codec).finish();
	const none = (): Promise<never> => Promise.reject(new Error('an accounting has no pictures'));
	const proof = await proveDraft({
		...{ draft, built, pictureOf: none, wordsOf: none },
		...{ read: tools.read, madeAt: tools.madeAt }
	});
	if (!proof.ok) throw new Error('the accounting did not pass its proof');
	return { bytes: built.bytes, proof };
}

export function accountingDraft(order: AccountingOrder): Draft {
	const { client, imprint } = order;
	const whose = client.recordNumber
		? `${client.name} · record ${client.recordNumber}`
		: client.name;
	return draftOf<StoredPage>([], {
		title: 'Accounting of disclosures',
		imprint,
		parts: [{ is: 'writing', name: 'Accounting', blocks: () => blocksFor(order) }],
		rows: () => [],
		notices: [],
		indexCells: () => ['', ''],
		stamp: { whose, to: 'Accounting of disclosures, made' }
	});
}

function blocksFor({ accounting, client, imprint, contact }: AccountingOrder): readonly Block[] {
	const { rows, period } = accounting;
	return [
		{ is: 'letterhead' },
		{ is: 'title', text: 'Accounting of disclosures' },
		{
			is: 'rows',
			rows: [
				{ label: 'Client', values: [client.name], strong: true },
				...(client.birthDate ? [plain('Date of birth', formatDate(client.birthDate))] : []),
				...(client.recordNumber ? [plain('Record number', client.recordNumber)] : []),
				plain(
					'Period',
					`${formatDate(period.from)} to ${formatDate(period.to)}, both days included`
				),
				plain('Made', `${formatDate(imprint.preparedOn)}, by ${imprint.preparedBy}`)
			]
		},
		{ is: 'paragraph', text: openingWords(rows.length) },
		...rows.map((row): Block => ({ is: 'rows', rows: rowsFor(row) })),
		{
			is: 'paragraph',
			small: true,
			text: 'The law leaves some disclosures out of an accounting, among them those for treatment, payment and health care operations, those to the client, and those that the client authorized (45 CFR 164.528(a)(1)). Several to the same recipient for the same purpose may stand here as one, with the first, the last and how many there were (164.528(b)(3)).'
		},
		{ is: 'paragraph', small: true, text: `Questions about this accounting: ${contact}.` }
	];
}

function openingWords(count: number): string {
	if (count === 0)
		return 'In this period, no disclosure was made that the law asks to be listed here.';
	return `This lists ${count === 1 ? 'one disclosure or series' : `${count} disclosures or series`} of this client’s health information that the law asks to be accounted for (45 CFR 164.528).`;
}

function rowsFor(row: AccountingRow): readonly Row[] {
	const { recipient, description, purpose, basis } = row;
	return [
		{ label: 'When', values: [whenWords(row)], strong: true },
		{
			label: 'Disclosed to',
			values: [recipient.name, ...(recipient.address?.split(/\r?\n/u) ?? [])]
		},
		plain('What', description),
		plain('Purpose', purpose),
		// "Reasonably informs the individual of the basis" (164.528(b)(2)(iv)): a purpose in one word may not.
		plain('Ground', basis)
	];
}

function plain(label: string, value: string): Row {
	return { label, values: [value] };
}
