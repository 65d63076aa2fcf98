/** Cuts a page into passages: sentences, or lines of a form, whichever is smaller, and remembers their lines. */

export interface Passage {
	readonly text: string;
	/** First and last line it touches, inclusive. */
	readonly from: number;
	readonly to: number;
	/** Letters and digits it lays on each of those lines, in order. */
	readonly share: readonly number[];
}

const longest = 32;
const shortest = 4;
const sentenceEnd = /[.!?]["')\]]*$/;
const abbreviation =
	/(?:\b(?:dr|mr|mrs|lt|sgt|capt|rev|hon|dept|vol|fig|maj|sing|ms|st|vs|re|wk|wks|pt|cl|hx|dx|tx|rx|approx|appt|min|mins|no|inc|ste|prof|jr|sr|mo|yr|yrs|b|d|e\.g|i\.e|a\.m|p\.m|cont|recur|mod|sev|ch|pp|pg|prn)|\b[a-z])\.$/i;
const structure =
	/^\s*(?:[-*•o]\s|\(?\d{1,2}[.)]\s|\[|[A-Z][A-Za-z /&-]{0,24}:|[SOADPBIRG]\s*[:-]\s)|\|/;

interface Piece {
	readonly text: string;
	readonly line: number;
	readonly opens: boolean;
	readonly closes: boolean;
	/** Letters on the whole of its line. */
	readonly width: number;
}

const weigh = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '').length;
const countWords = (text: string) => text.split(/\s+/).filter(Boolean).length;

/**
 * One line's sentences. A full stop after an abbreviation, an initial or inside a number ends nothing, and a sentence
 * of a few words stays with its neighbour: "No plan." alone says something else than in its place.
 */
function sentencesOf(line: string): string[] {
	const sentences: string[] = [];
	let held = '';
	/** The end of a sentence that began on the line before: it goes back to it, not on to its neighbour. */
	let tail = /^["'(]?[a-z]/.test(line);
	for (const token of line.split(/(?<=[.!?]["')\]]*)\s+|\s{3,}|\s*\|\s+/)) {
		held = held ? `${held} ${token}` : token;
		if (abbreviation.test(token) || (countWords(held) < shortest && !tail)) continue;
		sentences.push(held);
		tail = false;
		held = '';
	}
	if (!held.trim()) return sentences;
	const last = sentences.pop();
	return [...sentences, last === undefined ? held : `${last} ${held}`];
}

function piecesOf(lines: readonly string[]): Piece[] {
	return lines.flatMap((line, index) => {
		const starts = structure.test(line) || !line.trim();
		if (!line.trim()) return [{ text: '', line: index, opens: true, closes: true, width: 0 }];
		return sentencesOf(line.trim()).map((text, at) => ({
			text,
			line: index,
			opens: at > 0 || starts,
			closes: sentenceEnd.test(text) && !abbreviation.test(text),
			width: line.trim().length
		}));
	});
}

/** Whether the next line carries the sentence on: the paper ended, the thought did not. */
function carriesOn(held: Piece, next: Piece, words: number, widest: number): boolean {
	if (next.opens || held.closes || next.line === held.line || words >= longest) return false;
	if (/[,;-]$/.test(held.text)) return true;
	/** A line that stops halfway across was ended by its writer, as jotted notes are; the next begins a thought of its own. */
	if (/^["'(]?(?:[a-z&+]|I\b)/.test(next.text)) return held.width > widest * 0.5;
	return held.text.length > widest * 0.6;
}

/** The page's passages in reading order; passages without a letter are left out. */
export function passagesOf(lines: readonly string[]): Passage[] {
	const widest = Math.max(20, ...lines.map((line) => Math.min(line.length, 100)));
	const passages: Passage[] = [];
	let run: Piece[] = [];
	const finish = () => {
		const first = run[0];
		const last = run.at(-1);
		if (first && last) {
			const text = run.map((piece) => piece.text).join(' ');
			const share = Array.from({ length: last.line - first.line + 1 }, (_, at) =>
				run.reduce((sum, p) => sum + (p.line === first.line + at ? weigh(p.text) : 0), 0)
			);
			if (/\p{L}/u.test(text)) passages.push({ text, from: first.line, to: last.line, share });
		}
		run = [];
	};
	for (const piece of piecesOf(lines)) {
		const held = run.at(-1);
		const words = run.reduce((sum, { text }) => sum + countWords(text), 0);
		if (held && !carriesOn(held, piece, words, widest)) finish();
		if (piece.text) run.push(piece);
	}
	finish();
	return passages;
}
