/** What can be learned from of a page in the tray: shares and shades, never a word. */
import { traits } from '#lib/learning/groups.ts';
import type { PageFacts } from '#lib/learning/lesson.ts';
import { parseSignature } from '#lib/imaging/signature.ts';
import type { Suggestion } from '#lib/page/suggestion.ts';
import { keptOf } from './kept.ts';
import type { TrayBox, TrayPage } from './state.ts';

export function factsOf(page: TrayPage, box: TrayBox | undefined): PageFacts {
	const { side, suggestion } = page;
	return {
		says: suggestion ? saysOf(suggestion) : [],
		look: side.signature === undefined ? [] : lookOf(side.signature),
		provenance: keptOf(page, box)
	};
}

function saysOf({ lines }: Suggestion): number[] {
	const total = lines.reduce((sum, { probability }) => sum + probability, 0);
	if (total === 0) return [];
	return traits.map((trait) => {
		const share = lines.reduce(
			(sum, { element, probability }) => sum + (element === trait ? probability : 0),
			0
		);
		return rounded(share / total);
	});
}

const edge = 32;
const zone = 8;

/** Paper, ink, and the ink of four times four zones beside the fullest one's. */
function lookOf(text: string): number[] {
	const cells = parseSignature(text);
	if (!cells) return [];
	// A tenth of the cells may be brighter, e.g. the scanner's lid.
	const paper = cells.toSorted()[Math.floor(cells.length * 0.9)] ?? 255;
	const zones = new Array<number>((edge / zone) ** 2).fill(0);
	let ink = 0;
	for (const [i, value] of cells.entries()) {
		const dark = Math.max(0, paper - value) / 255;
		const at = Math.floor(i / edge / zone) * (edge / zone) + Math.floor((i % edge) / zone);
		zones[at] = (zones[at] ?? 0) + dark;
		ink += dark;
	}
	const fullest = Math.max(...zones, 1e-6);
	return [paper / 255, ink / cells.length, ...zones.map((each) => each / fullest)].map(rounded);
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
