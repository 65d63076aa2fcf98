/** What a packet says of itself: its title and its day, once as document information and once as XMP. Nothing else. */
import { sha256Hex } from './sha256.ts';
import type { Draft } from './sheets.ts';

type Told = Pick<Draft, 'title' | 'preparedOn'>;

export const language = 'en-US';

export function creationDate({ preparedOn }: Told): string {
	return `D:${preparedOn.replaceAll('-', '')}`;
}

/** The XMP packet (ISO 16684-1). A packet without a password says that it is PDF/A-2b (ISO 19005-2, 6.6.4). */
export function xmpOf(told: Told, archival: boolean): string {
	return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"${archival ? ' xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"' : ''}>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(told.title)}</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>${told.preparedOn}</xmp:CreateDate>${archival ? '\n<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>' : ''}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`;
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The file's identifier, as 32 hex digits: from what its sheets show, so that the same packet has the same. */
export function identifierOf(sheets: readonly string[]): Promise<string> {
	return sha256Hex(new TextEncoder().encode(sheets.join('\n'))).then((hex) =>
		hex.slice(0, 32).toUpperCase()
	);
}
