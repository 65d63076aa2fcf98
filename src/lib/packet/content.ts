/** Reads a content stream, and knows only what our sheets are drawn with: a picture, thin rules, text. */
import type { Rotation } from '#lib/page/reading.ts';
import { Cursor, Unexplained, type Value } from './pdf-objects.ts';

/** One shown string. */
export interface ShownText {
	readonly text: string;
	/** Render mode 3: selectable, neither filled nor stroked. */
	readonly hidden: boolean;
	/** Where its baseline starts, in points. */
	readonly x: number;
	readonly y: number;
	readonly size: number;
	/** How light it is filled: 0 black, 1 white. */
	readonly gray: number;
}
/** One drawn picture: its resource name, and its place in points. */
export interface ShownPicture {
	readonly name: string;
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
	/** Degrees clockwise that it is turned by. */
	readonly turn: Rotation;
}
export interface Shown {
	readonly texts: readonly ShownText[];
	readonly pictures: readonly ShownPicture[];
	/** Resource names of the fonts that were used. */
	readonly fonts: ReadonlySet<string>;
}

/** What a font's codes mean, given one character a byte. */
export type Decode = (codes: string) => string;

/** Operators without effect on what this reader gathers, with the number of operands each takes. */
const plain: Readonly<Record<string, number>> = {
	...{ BT: 0, ET: 0, q: 0, Q: 0, S: 0 },
	...{ G: 1, w: 1, Tz: 1 },
	...{ m: 2, l: 2 }
};

/** Throws {@link Unexplained} at an operator that our sheets do not use, e.g. an inline image. */
export function readContent(
	bytes: Uint8Array<ArrayBuffer>,
	fonts: ReadonlyMap<string, Decode>
): Shown {
	const texts: ShownText[] = [];
	const pictures: ShownPicture[] = [];
	const used = new Set<string>();
	let at: readonly number[] = [];
	let place: readonly number[] = [];
	let [font, size, mode, gray] = ['', 0, 0, 0];
	const operators: Readonly<Record<string, (operands: readonly Value[]) => void>> = {
		cm(operands) {
			place = numbersOf(operands, 6);
		},
		g(operands) {
			[gray = 0] = numbersOf(operands, 1);
		},
		Tm(operands) {
			at = matrixOf(operands);
		},
		Tr(operands) {
			[mode = 0] = numbersOf(operands, 1);
		},
		Tf: ([name, points]) => {
			if (name?.is !== 'name' || points?.is !== 'number') throw new Unexplained('no font');
			font = name.name;
			size = points.number;
			used.add(font);
		},
		Do: ([name]) => {
			if (name?.is !== 'name') throw new Unexplained('no picture');
			pictures.push({ name: name.name, ...placeOf(place) });
		},
		Tj: ([codes]) => {
			const decode = fonts.get(font);
			if (codes?.is !== 'string' || !decode) throw new Unexplained('text without a font');
			const [x = 0, y = 0] = at.slice(4);
			texts.push({ text: decode(codes.text), hidden: mode === 3, x, y, size, gray });
		}
	};
	const cursor = new Cursor(bytes);
	let operands: Value[] = [];
	while (cursor.more()) {
		const value = cursor.value();
		if (value.is !== 'word') {
			operands.push(value);
			continue;
		}
		const operator = operators[value.word];
		if (operator) operator(operands);
		else if (plain[value.word] === undefined) throw new Unexplained('an operator is not ours');
		else numbersOf(operands, plain[value.word] ?? 0);
		operands = [];
	}
	if (operands.length > 0) throw new Unexplained('the content ends too early');
	return { texts, pictures, fonts: used };
}

function numbersOf(operands: readonly Value[], count: number): readonly number[] {
	const numbers = operands.map((operand) => (operand.is === 'number' ? operand.number : NaN));
	if (numbers.length !== count || numbers.some(Number.isNaN)) {
		throw new Unexplained('an operator is not used as ours are');
	}
	return numbers;
}

/** Where a matrix puts a picture: turned by quarters, never slanted, never mirrored. */
function placeOf(matrix: readonly number[]): Omit<ShownPicture, 'name'> {
	const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = matrix;
	if (b === 0 && c === 0 && a > 0 && d > 0) return { x: e, y: f, width: a, height: d, turn: 0 };
	if (b === 0 && c === 0 && a < 0 && d < 0) {
		return { x: e + a, y: f + d, width: -a, height: -d, turn: 180 };
	}
	if (a === 0 && d === 0 && b < 0 && c > 0) {
		return { x: e, y: f + b, width: c, height: -b, turn: 90 };
	}
	if (a === 0 && d === 0 && b > 0 && c < 0) {
		return { x: e + c, y: f, width: -c, height: b, turn: 270 };
	}
	throw new Unexplained('a picture is slanted');
}

/** Our words stand upright: no turn, no slant. */
function matrixOf(operands: readonly Value[]): readonly number[] {
	const numbers = numbersOf(operands, 6);
	if (numbers[1] !== 0 || numbers[2] !== 0) throw new Unexplained('something is turned');
	return numbers;
}
