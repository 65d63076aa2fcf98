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
		if (block.is === 'paragraph') flow.room(keptTogether(block, blocks.slice(at + 1)));
		set(flow, block, imprint);
	});
	return flow.done(name);
}

/** A place to sign never stands on a sheet without the words that are signed. */
function keptTogether(block: Block & { is: 'paragraph' }, next: readonly Block[]): number {
	const end = next.findIndex(({ is }) => is !== 'signing');
	const signings = end < 0 ? next.length : end;
	if (signings === 0) return 0;
	const { size, leading, gap } = typeOf(block);
	return (
		wrapped(block.text, width, size, 'regular').length * leading + gap + signings * signingHeight
	);
}

function typeOf({ small }: Block & { is: 'paragraph' }): {
	size: number;
	leading: number;
	gap: number;
} {
	return small ? { size: 9.5, leading: 13, gap: 7 } : { size: 11, leading: 15.5, gap: 9 };
}

function set(flow: Flow, block: Block, imprint: Imprint): void {
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
		case 'paragraph': {
			const { size, leading, gap } = typeOf(block);
			flow.text(block.text, size, leading);
			flow.y -= gap;
			break;
		}
		case 'lines':
			for (const line of block.lines) flow.text(line, 11, 15);
			flow.y -= 15;
			break;
		case 'points':
			for (const point of block.points) {
				flow.room(15);
				flow.put('•', left + 4, 10.5);
				flow.text(point, 10.5, 14.5, left + 18);
				flow.y -= 4;
			}
			flow.y -= 5;
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
