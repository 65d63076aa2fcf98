/** A separator sheet: printed here, laid between papers, and obeyed by the box for the sides behind it. */
import { provenances, type Provenance } from './fate.ts';
import { isId, type ClientId } from './ids.ts';

export interface Separator {
	/** Whose papers lie behind it; absent when the sheet only says where they were kept. */
	readonly client?: ClientId;
	readonly provenance?: Provenance;
	/** The papers behind it are not offered for the chart until the clinician has looked. */
	readonly keepPrivate: boolean;
}

/** The mark and version that tell our sheets from every other QR code. */
const mark = 'CHART-CABINET-1';

/** What the sheet's QR code says. Ids only, in capitals: a QR code holds them in half the room of small letters. */
export function separatorCode({ client, provenance, keepPrivate }: Separator): string {
	const kept = provenance === undefined ? '-' : provenance.toUpperCase();
	return [mark, client?.toUpperCase() ?? '-', kept, keepPrivate ? 'PRIVATE' : 'OPEN'].join(':');
}

/** `undefined` for any text that is not a code of ours. */
export function parseSeparatorCode(text: string): Separator | undefined {
	const [first, client = '', kept = '', privacy = '', ...more] = text.split(':');
	const id = client.toLowerCase();
	const provenance = provenances.find((each) => each.toUpperCase() === kept);
	const isOurs =
		first === mark &&
		more.length === 0 &&
		(client === '-' || isId(id)) &&
		(kept === '-' || provenance !== undefined) &&
		['PRIVATE', 'OPEN'].includes(privacy);
	if (!isOurs) return undefined;
	return {
		...(client === '-' ? {} : { client: id as ClientId }),
		...(provenance ? { provenance } : {}),
		keepPrivate: privacy === 'PRIVATE'
	};
}
