/** Reads a content stream, and knows only what our sheets are drawn with: a picture, thin rules, text. */
import type { Rotation } from '#lib/page/reading.ts';
import type { Face } from './letters.ts';
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
	/** How wide its letters are set, as a percentage of their own width. */
	readonly stretch: number;
	/** The face that draws it; absent for a font whose letters draw nothing. */
	readonly face?: Face;
}
/** One drawn line, from its start to its end, in points. */
export interface ShownRule {
	readonly from: readonly [x: number, y: number];
	readonly to: readonly [x: number, y: number];
	readonly thickness: number;
	/** How light it is drawn: 0 black, 1 white. */
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
	readonly rules: readonly ShownRule[];
	/** Resource names of the fonts that were used. */
	readonly fonts: ReadonlySet<string>;
}

/** What a font's codes mean, given one character a byte. */
export type Decode = (codes: string) => string;

export interface ShownFont {
	readonly decode: Decode;
	/** Absent for a font whose letters draw nothing. */
	readonly face?: Face;
}

/**
 * What may stand right before each operator; an empty name is the beginning. So a matrix holds for the one picture behind it,
 * colours and modes hold for what is read after them, and a line is one stroke: nothing is drawn elsewhere than it is read.
 */
const follows: Readonly<Record<string, readonly string[]>> = {
	...{ q: [''], cm: ['q'], Do: ['cm'], Q: ['Do'] },
	...{ G: ['', 'S'], w: ['G'], m: ['w'], l: ['m'], S: ['l'] },
	...{ BT: ['', 'Q', 'S', 'ET'], Tr: ['BT'], ET: ['Tr', 'Tz', 'Tj'] },
	...{ Tz: ['Tr', 'Tf', 'Tj'], g: ['Tz', 'Tj'], Tf: ['Tr', 'g', 'Tm', 'Tj'] },
	...{ Tm: ['Tz', 'Tf'], Tj: ['Tm', 'Tf'] }
};

/**
 * What the eye cannot see and our words never have: control, format, private and half letters, spaces other than the one,
 * and two of them in a row.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]|[^\S ]|  /u;

/** Filled, and neither filled nor stroked: the render modes of printed and of hidden words. */
const modes = [0, 3];

/** Throws {@link Unexplained} at an operator that our sheets do not use or use elsewhere, e.g. an inline image. */
export function readContent(
	bytes: Uint8Array<ArrayBuffer>,
	fonts: ReadonlyMap<string, ShownFont>
): Shown {
	const texts: ShownText[] = [];
	const pictures: ShownPicture[] = [];
	const rules: ShownRule[] = [];
	const used = new Set<string>();
	let at: readonly number[] = [];
	let place: readonly number[] = [];
	let [font, size, mode, stretch, gray] = ['', 0, 0, 100, 0];
	let [ruleGray, thickness] = [0, 1];
	let from: readonly number[] = [];
	let to: readonly number[] = [];
	const nothing = (operands: readonly Value[]): void => void numbersOf(operands, 0);
	const operators: Readonly<Record<string, (operands: readonly Value[]) => void>> = {
		...{ q: nothing, Q: nothing, BT: nothing, ET: nothing },
		cm(operands) {
			place = numbersOf(operands, 6);
		},
		G(operands) {
			[ruleGray = 0] = numbersOf(operands, 1);
		},
		w(operands) {
			[thickness = 0] = numbersOf(operands, 1);
		},
		m(operands) {
			from = numbersOf(operands, 2);
		},
		l(operands) {
			to = numbersOf(operands, 2);
		},
		S(operands) {
			nothing(operands);
			const [[x = 0, y = 0], [endX = 0, endY = 0]] = [from, to];
			rules.push({ from: [x, y], to: [endX, endY], thickness, gray: ruleGray });
		},
		g(operands) {
			[gray = 0] = numbersOf(operands, 1);
		},
		Tm(operands) {
			at = matrixOf(operands);
		},
		Tr(operands) {
			[mode = 0] = numbersOf(operands, 1);
			if (!modes.includes(mode)) throw new Unexplained('words are drawn in another way');
		},
		Tz(operands) {
			[stretch = 0] = numbersOf(operands, 1);
		},
		Tf([name, points, ...more]) {
			if (name?.is !== 'name' || points?.is !== 'number' || more.length > 0) {
				throw new Unexplained('no font');
			}
			font = name.name;
			size = points.number;
			used.add(font);
		},
		Do([name, ...more]) {
			if (name?.is !== 'name' || more.length > 0) throw new Unexplained('no picture');
			pictures.push({ name: name.name, ...placeOf(place) });
		},
		Tj([codes, ...more]) {
			const shown = fonts.get(font);
			if (codes?.is !== 'string' || more.length > 0 || !shown) {
				throw new Unexplained('text without a font');
			}
			const [x = 0, y = 0] = at.slice(4);
			const { decode, face } = shown;
			const how = { hidden: mode === 3, x, y, size, gray, stretch };
			const text = decode(codes.text);
			if (unseen.test(text)) throw new Unexplained('a word holds what cannot be seen');
			texts.push({ text, ...how, ...(face ? { face } : {}) });
		}
	};
	const cursor = new Cursor(bytes);
	let operands: Value[] = [];
	let before = '';
	while (cursor.more()) {
		const value = cursor.value();
		if (value.is !== 'word') {
			operands.push(value);
			continue;
		}
		const { word } = value;
		const operator = Object.hasOwn(operators, word) ? operators[word] : undefined;
		if (!operator) throw new Unexplained('an operator is not ours');
		if (!follows[word]?.includes(before)) {
			throw new Unexplained('an operator stands where ours does not');
		}
		operator(operands);
		before = word;
		operands = [];
	}
	if (operands.length > 0 || before !== 'ET') throw new Unexplained('the content ends too early');
	return { texts, pictures, rules, fonts: used };
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

/** Our words stand upright, as large as their font is set: no turn, no slant, no other size. */
function matrixOf(operands: readonly Value[]): readonly number[] {
	const numbers = numbersOf(operands, 6);
	if (numbers.slice(0, 4).join() !== '1,0,0,1') throw new Unexplained('something is turned');
	return numbers;
}
