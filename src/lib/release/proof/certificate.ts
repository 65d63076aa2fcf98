/**
 * The exclusion certificate: one page in plain words about what a packet holds, what was checked, and what that does
 * not say. Worded from the proof alone, so it names nobody and claims nothing that was not checked. Pure.
 */
import type { ProofFile, SheetKind } from '#lib/packet/proof-file.ts';
import { plural } from '#lib/packet/repeat.ts';

export interface Certificate {
	readonly title: string;
	readonly facts: readonly {
		readonly label: string;
		readonly value: string;
		readonly code?: true;
	}[];
	readonly parts: readonly { readonly heading: string; readonly paragraphs: readonly string[] }[];
}

/** Where the pages of a packet come from, as its certificate words it. */
export interface Source {
	/** E.g. "the client’s chart": what a sheet shows one page of. */
	readonly store: string;
	/** Where the pages lie that the file was compared with. */
	readonly lying: string;
	/** Which keys the builder is handed, and which it is not. */
	readonly keys: string;
	/** What a page is that somebody filed there by mistake. */
	readonly misfiled: string;
}

const chart: Source = {
	store: 'the client’s chart',
	lying: 'in the chart',
	keys: 'The program part that builds packets is handed the key of the charts. It is not handed the key of any clinician’s locked cabinet.',
	misfiled: 'A page that somebody filed to the chart by mistake is a page of the chart.'
};

/** `file`: the packet's name, which names nobody. `when`: the time of the proof in words. */
export function certificateOf(
	proof: ProofFile,
	file: string,
	when: string,
	source: Source = chart
): Certificate {
	const { packet } = proof;
	return {
		title: 'Exclusion certificate',
		facts: [
			{ label: 'File', value: file },
			{ label: 'Size', value: `${packet.bytes.toLocaleString('en-US')} bytes` },
			{ label: 'SHA-256', value: packet.sha256, code: true },
			{ label: 'Proved', value: when }
		],
		parts: [
			{ heading: 'What is in the file', paragraphs: [insideOf(proof, source)] },
			{ heading: 'What was checked', paragraphs: checked(proof, source) },
			{ heading: 'What this does not say', paragraphs: [limitsOf(source)] },
			{ heading: 'How to repeat it elsewhere', paragraphs: elsewhere(file) }
		]
	};
}

function insideOf({ packet }: ProofFile, { store }: Source): string {
	const count = (kind: SheetKind): number => packet.sheets.filter(({ is }) => is === kind).length;
	const [fronts, pages, copies] = [count('front'), count('page'), count('copy')];
	const parts = [
		`${fronts} of printed words alone`,
		`${pages} that ${pages === 1 ? 'shows' : 'each show'} one page of ${store}`,
		...(copies > 0
			? [`${copies} that ${copies === 1 ? 'shows' : 'each show'} a copy of a signed form`]
			: [])
	];
	const all = packet.sheets.length;
	return `${all} ${plural(all, 'page')}: ${listed(parts)}. Nothing else.`;
}

function checked({ selfTest }: ProofFile, { lying, keys }: Source): readonly string[] {
	return [
		`The finished file was read again, by a library that had no part in writing it, and compared with the plan of the packet and with the pages as they lie ${lying}, opened afresh. Each picture is the very scan as it lies ${lying}, or was compared with it in a grid of 128 by 128 cells; each page’s words, printed and selectable, letter by letter.`,
		'A second reader gave every object and every byte of the file its place. So there is no attachment, script, form, annotation, hidden layer, thumbnail, earlier version or unused object in it, and no camera data or comment in a picture. Of itself the document tells a title and a date.',
		keys,
		...(selfTest
			? [
					`Before this packet was built the program tested itself with an invented practice: ${selfTest.marks} marks in private pages came into no packet, and ${selfTest.caught} packets that were spoilt on purpose were all caught.`
				]
			: [])
	];
}

function limitsOf({ misfiled }: Source): string {
	return `It does not say that a page was filed rightly, that the record is complete, or that the packet reached the right person. ${misfiled} This sheet and the proof file carry no signature: whoever needs to know that they are the practice’s own asks the practice, whose signed history names the file by its SHA-256.`;
}

function elsewhere(file: string): readonly string[] {
	return [
		`With this program’s source and the proof file: npm run --silent station -- prove ${file} ${proofNameOf(file)}. It takes no key; for a locked packet add --password-file FILE. Without it, sha256sum ${file} must print the SHA-256 above; pdfimages -list, pdftotext and qpdf --check show what is in the file.`
	];
}

/** The proof lies beside the packet under the same name. */
export function proofNameOf(file: string): string {
	return file.replace(/\.pdf$/u, '-proof.json');
}

function listed(parts: readonly string[]): string {
	return parts.length < 3
		? parts.join(' and ')
		: `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}
