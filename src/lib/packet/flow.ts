/** Sets blocks of words on sheets of letter paper, from the top down, and takes a new sheet when one is full. Pure. */
import { shortened, wrapped, type Face } from './face.ts';
import { letter, round } from './paper.ts';
import type { Block, FrontSheet, Imprint, Row, Rule, TextLine } from './sheets.ts';

export const left = 66;
export const right = letter.width - left;
const column = 178;
const top = letter.height - 72;
const bottom = 64;
const width = right - left;
const signingHeight = 62;

export class Flow {
	readonly sheets: { lines: TextLine[]; rules: Rule[] }[] = [{ lines: [], rules: [] }];
	y = top;

	/** Makes sure that so many points are left on this sheet; says whether it had to turn to a new one. */
	room(height: number): boolean {
		if (this.y - height >= bottom) return false;
		this.sheets.push({ lines: [], rules: [] });
		this.y = top;
		return true;
	}
	put(text: string, x: number, size: number, face: Face = 'regular', tone?: 'quiet'): void {
		const line = { text, x: round(x), y: round(this.y), size, face, tone: tone ?? 'ink' } as const;
		if (text) this.sheets.at(-1)?.lines.push(line);
	}
	rule(x = left, long = width): void {
		this.sheets.at(-1)?.rules.push({ x: round(x), y: round(this.y), width: round(long) });
	}
	/** A text as wide as the column that begins at `x`, line after line. */
	text(text: string, size: number, leading: number, x = left, face: Face = 'regular'): void {
		for (const line of wrapped(text, right - x, size, face)) {
			this.room(leading);
			this.put(line, x, size, face);
			this.y -= leading;
		}
	}
	done(opens: string): readonly FrontSheet[] {
		return this.sheets.map((sheet, index) => ({
			is: 'front',
			paper: letter,
			...sheet,
			...(index === 0 ? { opens } : {})
		}));
	}
}

/** A part of a packet that is all words. */
export function writingOf(
	blocks: readonly Block[],
	imprint: Imprint,
	name: string
): readonly FrontSheet[] {
	const flow = new Flow();
	blocks.forEach((block, at) => {
		if (isRunning(block)) setLines(flow, runningIn(block), signedAfter(blocks.slice(at + 1)));
		else set(flow, block, imprint);
	});
	return flow.done(name);
}

/** What stands below a text and has to stay on one sheet with the last of its lines. */
interface Signed {
	/** How many of them, at the least. */
	readonly lines: number;
	/** In points. */
	readonly height: number;
}

const linesBefore = 2;

/**
 * [Note: No sheet of signatures alone]
 * A signature on a sheet without the words that are signed could be laid under any others. So two lines of them, at the
 * least, stand above it on its own sheet; where the text before it is shorter, the text before that gives the rest.
 */
function signedAfter(next: readonly Block[]): Signed | undefined {
	const [block, ...rest] = next;
	if (!block) return undefined;
	if (block.is === 'signing') {
		const below = signedAfter(rest);
		// Of several places to sign in a row, and of those with few words in between, all stand on one sheet.
		return { lines: linesBefore, height: signingHeight + (below?.height ?? 0) };
	}
	const signed = isRunning(block) && signedAfter(rest);
	if (!signed) return undefined;
	const lines = runningIn(block);
	if (lines.length >= signed.lines) return undefined;
	return { lines: signed.lines - lines.length, height: heightOf(lines) + signed.height };
}

/** A line of running text. */
interface RunningLine {
	readonly text: string;
	readonly x: number;
	readonly size: number;
	readonly leading: number;
	/** What is left free below it. */
	readonly after: number;
	/** It begins a paragraph or a point: the best place to turn to a new sheet. */
	readonly begins: boolean;
	readonly bullet?: true;
}

type Running = Extract<Block, { readonly is: 'paragraph' | 'points' }>;

function isRunning(block: Block): block is Running {
	return block.is === 'paragraph' || block.is === 'points';
}

function runningIn(block: Running): readonly RunningLine[] {
	if (block.is === 'paragraph')
		return block.small
			? running(block.text, { size: 9.5, leading: 13, after: 7 })
			: running(block.text, { size: 11, leading: 15.5, after: 9 });
	return block.points.flatMap((point, at) => {
		const after = at < block.points.length - 1 ? 4 : 9;
		const lines = running(point, { size: 10.5, leading: 14.5, after }, left + 18);
		return lines.map((line, n) => (n === 0 ? { ...line, bullet: true as const } : line));
	});
}

function running(
	text: string,
	{ after, ...type }: Pick<RunningLine, 'size' | 'leading' | 'after'>,
	x = left
): readonly RunningLine[] {
	const lines = wrapped(text, right - x, type.size, 'regular');
	return lines.map((line, at) => ({
		...{ ...type, text: line, x, begins: at === 0 },
		after: at < lines.length - 1 ? 0 : after
	}));
}

function heightOf(lines: readonly RunningLine[]): number {
	return lines.reduce((sum, { leading, after }) => sum + leading + after, 0);
}

function setLines(flow: Flow, lines: readonly RunningLine[], signed: Signed | undefined): void {
	const last = signed && turnBefore(lines, signed);
	lines.forEach((line, at) => {
		if (signed && at === last) flow.room(heightOf(lines.slice(at)) + signed.height);
		flow.room(line.bullet ? 15 : line.leading);
		if (line.bullet) flow.put('•', left + 4, line.size);
		flow.put(line.text, line.x, line.size);
		flow.y -= line.leading + line.after;
	});
}

/** The line before which a new sheet is begun, where the rest and what is signed do not fit on this one. */
function turnBefore(
	lines: readonly RunningLine[],
	{ lines: atLeast, height }: Signed
): number | undefined {
	const fits = (at: number): boolean => heightOf(lines.slice(at)) + height <= top - bottom;
	const latest = Math.max(0, lines.length - atLeast);
	const begins = lines.findLastIndex((line, at) => at <= latest && line.begins);
	return [begins, latest].find((at) => at >= 0 && fits(at));
}

function set(flow: Flow, block: Exclude<Block, Running>, imprint: Imprint): void {
	switch (block.is) {
		case 'letterhead':
			setLetterhead(flow, imprint);
			break;
		case 'title': {
			const [size, above, below] = block.large ? [26, 24, 40] : [17, 6, 30];
			flow.y -= above;
			const lines = wrapped(block.text, width, size, 'bold');
			lines.forEach((line, index) => {
				flow.put(line, left, size, 'bold');
				flow.y -= index < lines.length - 1 ? size * 1.25 : below;
			});
			break;
		}
		case 'lines':
			for (const line of block.lines) flow.text(line, 11, 15);
			flow.y -= 15;
			break;
		case 'rows':
			setRows(flow, block.rows);
			break;
		case 'signing':
			setSigning(flow, block.fields);
			break;
	}
}

function setLetterhead(flow: Flow, { practice }: Imprint): void {
	flow.put(shortened(practice.name, width, 12, 'bold'), left, 12, 'bold');
	const reach = [practice.address?.replace(/\s*\r?\n\s*/gu, ', '), practice.phone];
	for (const text of reach.filter((part) => part !== undefined)) {
		for (const line of wrapped(text, width, 9, 'regular')) {
			flow.y -= 13;
			flow.put(line, left, 9, 'regular', 'quiet');
		}
	}
	flow.y -= 14;
	flow.rule();
	flow.y -= 28;
}

/** One table stays on one sheet where it can: half a disclosure on each of two is easily taken for two. */
function setRows(flow: Flow, rows: readonly Row[]): void {
	const linesOf = ({ values }: Row): readonly string[] =>
		values.flatMap((value) => wrapped(value, right - column, 11, 'regular'));
	const height = rows.reduce((sum, row) => sum + 15 * linesOf(row).length + 7, 0);
	if (height <= top - bottom) flow.room(height);
	for (const row of rows) {
		const { label, strong } = row;
		const lines = linesOf(row);
		lines.forEach((line, index) => {
			flow.room(15);
			if (index === 0) flow.put(label, left, 9.5, 'regular', 'quiet');
			flow.put(line, column, 11, strong ? 'bold' : 'regular');
			flow.y -= 15;
		});
		flow.y -= 7;
	}
	flow.y -= 4;
	flow.rule();
	flow.y -= 22;
}

/** Never torn from one another: a signature without its date would be worth little. */
function setSigning(flow: Flow, fields: readonly string[]): void {
	const gap = 18;
	// One field alone is as wide as one of two.
	const each = (width - gap * Math.max(1, fields.length - 1)) / Math.max(2, fields.length);
	flow.room(signingHeight);
	flow.y -= 28;
	fields.forEach((_field, at) => flow.rule(left + at * (each + gap), each));
	flow.y -= 11;
	fields.forEach((field, at) => {
		const x = left + at * (each + gap);
		flow.put(shortened(field, each, 8.5, 'regular'), x, 8.5, 'regular', 'quiet');
	});
	flow.y -= signingHeight - 39;
}
