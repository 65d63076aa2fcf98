/**
 * Lays out a packet: letters, cover, notices, index and stamped pages. Builder and proof both work from a draft of the
 * same plan. Pure.
 */
import { formatDate } from '#lib/page/date.ts';
import { shortened, widthOf, wrapped } from './face.ts';
import { Flow, left, right, writingOf } from './flow.ts';
import { round, settingOf, stampHeight, unknownDpi, type Paper } from './paper.ts';
import type {
	Block,
	Draft,
	Front,
	FrontSheet,
	Imprint,
	Part,
	Row,
	PictureSheet,
	Sheet,
	StoredPage,
	StoredPicture,
	TextLine
} from './sheets.ts';

const usual: readonly Part[] = [{ is: 'cover' }, { is: 'index' }, { is: 'pages' }];

/** Every part of the packet in its order, and one sheet a page. */
export function draftOf<P extends StoredPage>(pages: readonly P[], front: Front<P>): Draft<P> {
	const parts = front.parts ?? usual;
	const laid = settled(parts, pages, front);
	const stamped = laid.map((sheet, index) => ({
		...sheet,
		lines: [...sheet.lines, ...stampOf(front, sheet.paper, index + 1, laid.length)]
	}));
	const { preparedOn, options } = front.imprint;
	return { title: front.title, preparedOn, sheets: stamped, ...(options ? { options } : {}) };
}

/** Cover and index name the sheet on which the pages begin, so the parts are laid out until that is where they do. */
function settled<P extends StoredPage>(
	parts: readonly Part[],
	pages: readonly P[],
	front: Front<P>
): readonly Sheet<P>[] {
	let first = 3;
	for (let turn = 0; turn < 8; turn++) {
		const laid = parts.map((part) => sheetsOf(part, pages, front, first));
		const before = laid
			.slice(
				0,
				parts.findIndex(({ is }) => is === 'pages')
			)
			.flat().length;
		if (before + 1 === first) return laid.flat();
		first = before + 1;
	}
	throw new Error('the packet cannot be laid out');
}

function sheetsOf<P extends StoredPage>(
	part: Part,
	pages: readonly P[],
	front: Front<P>,
	first: number
): readonly Sheet<P>[] {
	const { imprint } = front;
	switch (part.is) {
		case 'cover':
			return writingOf(coverOf(front, first), imprint, 'Cover');
		case 'index':
			return indexOf(pages, front, first);
		case 'writing':
			return writingOf(part.blocks(first), imprint, part.name);
		case 'copies':
			return opening(
				part.copies.map((copy) => ({ is: 'copy', copy, ...onPaper(copy) })),
				part.name
			);
		case 'pages':
			return opening(
				pages.map((page) => ({ is: 'page', page, mark: markOf(front, page), ...onPaper(page) })),
				'Pages'
			);
	}
}

function onPaper({
	width,
	height,
	dpi
}: StoredPicture): Pick<PictureSheet, 'paper' | 'picture' | 'lines'> {
	return { ...settingOf(width, height, dpi ?? unknownDpi), lines: [] };
}

function markOf<P extends StoredPage>(front: Front<P>, page: P): string {
	return front.indexCells(page).join(' · ');
}

function opening<P extends StoredPage>(
	sheets: readonly PictureSheet<P>[],
	opens: string
): readonly Sheet<P>[] {
	return sheets.map((sheet, index) => (index === 0 ? { ...sheet, opens } : sheet));
}

function volumeRow({ volume }: Imprint): readonly Row[] {
	if (!volume) return [];
	const { number, of } = volume;
	const others = of === 2 ? 'The other one holds' : 'The others hold';
	return [
		{ label: 'Volume', values: [`${number} of ${of}. ${others} the other pages of this packet.`] }
	];
}

function coverOf<P extends StoredPage>(front: Front<P>, first: number): readonly Block[] {
	return [
		{ is: 'letterhead' },
		{ is: 'title', text: front.title, large: true },
		{ is: 'rows', rows: [...front.rows(first), ...volumeRow(front.imprint)] },
		...front.notices.map((text): Block => ({ is: 'paragraph', text, small: true }))
	];
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
	return flow.done('Index');
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
	const { volume } = imprint;
	const inSet = volume ? `volume ${volume.number} of ${volume.of} · ` : '';
	const page = `${inSet}page ${n} of ${total}`;
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
