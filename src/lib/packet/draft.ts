/**
 * Lays out a packet: cover, index and stamped pages. Builder and proof both work from a draft of the same plan. Pure.
 */
import { formatDate } from '#lib/page/date.ts';
import { shortened, widthOf, wrapped, type Face } from './face.ts';
import { letter, round, settingOf, stampHeight, unknownDpi, type Paper } from './paper.ts';
import type { Draft, Front, FrontSheet, Rule, Sheet, StoredPage, TextLine } from './sheets.ts';

const left = 66;
const right = letter.width - left;
const column = 178;
const top = letter.height - 72;
const bottom = 64;

/** Cover, index, and one sheet a page in the given order. */
export function draftOf<P extends StoredPage>(pages: readonly P[], front: Front<P>): Draft<P> {
	// The cover names the page on which the record starts, so the front is laid out twice: the count does not depend on it.
	const fronts = frontOf(pages, front, frontOf(pages, front, 3).length + 1);
	const total = fronts.length + pages.length;
	const stamped = (paper: Paper, n: number): readonly TextLine[] => stampOf(front, paper, n, total);
	const sheets: Sheet<P>[] = fronts.map((sheet, index) => ({
		...sheet,
		lines: [...sheet.lines, ...stamped(sheet.paper, index + 1)]
	}));
	for (const page of pages) {
		const { paper, picture } = settingOf(page.width, page.height, page.dpi ?? unknownDpi);
		const lines = stamped(paper, sheets.length + 1);
		sheets.push({ is: 'page', paper, page, picture, lines });
	}
	return { title: front.title, preparedOn: front.imprint.preparedOn, sheets };
}

function frontOf<P extends StoredPage>(
	pages: readonly P[],
	front: Front<P>,
	first: number
): readonly FrontSheet[] {
	return [...coverOf(front, first), ...indexOf(pages, front, first)];
}

/** Sets lines from the top of a sheet down, and takes a new sheet when one is full. */
class Flow {
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
	rule(): void {
		this.sheets.at(-1)?.rules.push({ x: left, y: round(this.y), width: right - left });
	}
	done(): readonly FrontSheet[] {
		return this.sheets.map((sheet) => ({ is: 'front', paper: letter, ...sheet }));
	}
}

function coverOf<P extends StoredPage>(front: Front<P>, first: number): readonly FrontSheet[] {
	const flow = new Flow();
	const { practice } = front.imprint;
	flow.put(shortened(practice.name, right - left, 12, 'bold'), left, 12, 'bold');
	const reach = [practice.address?.replace(/\s*\r?\n\s*/gu, ', '), practice.phone];
	for (const text of reach.filter((part) => part !== undefined)) {
		for (const line of wrapped(text, right - left, 9, 'regular')) {
			flow.y -= 13;
			flow.put(line, left, 9, 'regular', 'quiet');
		}
	}
	flow.y -= 14;
	flow.rule();
	flow.y -= 52;
	flow.put(front.title, left, 26, 'bold');
	flow.y -= 40;
	for (const { label, values, strong } of front.rows(first)) {
		const lines = values.flatMap((value) => wrapped(value, right - column, 11, 'regular'));
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
	for (const notice of front.notices) {
		for (const line of wrapped(notice, right - left, 9.5, 'regular')) {
			flow.room(13);
			flow.put(line, left, 9.5);
			flow.y -= 13;
		}
		flow.y -= 7;
	}
	return flow.done();
}

const columns = [left, left + 58, left + 216] as const;
const heads = ['Page', 'Date of service', 'Kind'] as const;

function indexOf<P extends StoredPage>(
	pages: readonly P[],
	front: Front<P>,
	first: number
): readonly FrontSheet[] {
	const flow = new Flow();
	flow.put('Index', left, 20, 'bold');
	flow.y -= 34;
	head(flow);
	pages.forEach((page, index) => {
		const cells = [String(first + index), ...front.indexCells(page)];
		const wide = cells.map((cell, at) => {
			const width = (columns[at + 1] ?? right + 10) - (columns[at] ?? left) - 10;
			return wrapped(cell, width, 10, 'regular');
		});
		const height = Math.max(...wide.map((lines) => lines.length));
		if (flow.room(height * 13 + 4)) head(flow);
		for (let at = 0; at < height; at++) {
			wide.forEach((lines, cell) => flow.put(lines[at] ?? '', columns[cell] ?? left, 10));
			flow.y -= 13;
		}
		flow.y -= 4;
	});
	return flow.done();
}

function head(flow: Flow): void {
	heads.forEach((text, at) => flow.put(text, columns[at] ?? left, 9, 'bold', 'quiet'));
	flow.y -= 7;
	flow.rule();
	flow.y -= 16;
}

/** "client · record number", "page n of N", "released to … on …": in the strip at the foot of every sheet. */
function stampOf<P extends StoredPage>(
	{ imprint, stamp }: Front<P>,
	paper: Paper,
	n: number,
	total: number
): readonly TextLine[] {
	const size = 7.5;
	const edge = 24;
	const page = `page ${n} of ${total}`;
	const pageWidth = widthOf(page, size, 'bold');
	const width = paper.width - 2 * edge;
	const when = ` on ${formatDate(imprint.preparedOn)}`;
	const room = width - widthOf(when, size, 'regular');
	const whose = shortened(stamp.whose, width - pageWidth - 12, size, 'regular');
	const line = { size, face: 'regular', tone: 'quiet' } as const;
	const [upper, lower] = [round(stampHeight - 11), round(stampHeight - 20)];
	return [
		{ ...line, text: whose, x: edge, y: upper },
		{ ...line, text: page, x: round(paper.width - edge - pageWidth), y: upper, face: 'bold' },
		{ ...line, text: shortened(stamp.to, room, size, 'regular') + when, x: edge, y: lower }
	];
}
