/** Runs in a tab of the app's own address: a practice whose tray holds as many read pages as asked. */
import type { BoxId } from '#lib/page/ids.ts';
import type { Reading } from '#lib/page/reading.ts';
import type { PageKind, Suggestion } from '#lib/page/suggestion.ts';
import { newId } from '#lib/vault/random.ts';
import { doorTo, inPageStorage, layIn, setUpIn, unlockIn } from './practice-in-page.ts';

const inBox = 100;
/** The passphrase is not what is measured. */
const logN = 12;
const kinds: readonly PageKind[] = ['progress', 'psychotherapy', 'mixed', 'unsure'];

/** A sentence's worth of lines where a typed page has them. */
function readingOf(place: number): Reading {
	const lines = Array.from({ length: 24 }, (_, i) => {
		const text = `Line ${i + 1} of page ${place}: session of 50 minutes, sleep improved`;
		const rect = { x: 150, y: 150 + i * 80, width: 1_200, height: 40 };
		return { text, rect, confidence: 0.9, words: [{ text, rect, confidence: 0.9 }] };
	});
	const text = lines.map((line) => line.text).join('\n');
	const lain = { rotated: 0, turn: 0, skewDegrees: 0, width: 1_700, height: 2_200 } as const;
	return { text, lines, confidence: 0.9, blank: 'no', ...lain };
}

function suggestionOf(place: number): Suggestion {
	const kind = kinds[place % kinds.length] ?? 'progress';
	const confidence = 0.4 + (place % 60) / 100;
	return { kind, confidence, summary: '', evidence: [], lines: [] };
}

/** Sets the practice up and lays the pages in; resolves when all of it is stored. */
export async function layTray(pages: number, pictureAt: string): Promise<void> {
	const picture = new Uint8Array(await (await fetch(pictureAt)).arrayBuffer());
	const storage = inPageStorage();
	const door = doorTo(storage, logN);
	await setUpIn(door);
	const practice = await unlockIn(storage, door);
	const { tray } = practice;
	let box: BoxId | undefined;
	for (let i = 0; i < pages; i++) {
		if (!box || i % inBox === 0) {
			box = newId<BoxId>();
			const label = `Box ${i / inBox + 1}`;
			const files = 1;
			await tray.act({ is: 'box-opened', box, provenance: 'separate-folder', files, label });
		}
		// The same picture in other bytes: what follows a JPEG's end is not looked at.
		const own = new Uint8Array([...picture, ...new TextEncoder().encode(String(i))]);
		const page = await layIn(practice, box, own);
		const words = await tray.seal(new TextEncoder().encode(JSON.stringify(readingOf(i))));
		const read = { reading: words.ref, suggestion: suggestionOf(i), hints: {}, turn: 0 } as const;
		await tray.act({ is: 'page-read', page, ...read }, { put: [words.blob] });
	}
}
