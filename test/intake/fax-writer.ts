/** Packs black-and-white pages as faxes do: the other direction of `ccitt.ts`, for its tests only. */
import { blackCodes, longestCode, whiteCodes } from '#lib/imaging/ccitt-codes.ts';

/** Rows of dots, 1 is black. */
export type Dots = readonly (readonly number[])[];

export type FaxKind = 'rows' | 'group3' | 'group3-2d' | 'group4';

/** In two dimensions every fourth row of group 3 stands by itself. */
const plainEvery = 4;

export function pack(rows: Dots, kind: FaxKind): Uint8Array<ArrayBuffer> {
	let bits = '';
	let above: readonly number[] = (rows[0] ?? []).map(() => 0);
	for (const [n, row] of rows.entries()) {
		if (kind === 'group4') bits += leaning(row, above);
		else if (kind === 'group3-2d') {
			bits += n % plainEvery === 0 ? `${rowEnd}1${plain(row)}` : `${rowEnd}0${leaning(row, above)}`;
		} else bits += kind === 'group3' ? rowEnd + plain(row) : plain(row);
		if (kind === 'rows') bits += '0'.repeat((8 - (bits.length % 8)) % 8);
		above = row;
	}
	if (kind === 'group4') bits += rowEnd.repeat(2);
	if (kind === 'group3') bits += rowEnd.repeat(6);
	if (kind === 'group3-2d') bits += `${rowEnd}1`.repeat(6);
	return Uint8Array.from(bits.match(/.{1,8}/gu) ?? [], (byte) =>
		Number.parseInt(byte.padEnd(8, '0'), 2)
	);
}

const rowEnd = '000000000001';

function run(length: number, black: number): string {
	if (length > 2560) return code(2560, black) + run(length - 2560, black);
	if (length < 64) return code(length, black);
	return code(length - (length % 64), black) + code(length % 64, black);
}

function code(length: number, black: number): string {
	const { runs, bits } = black ? blackCodes : whiteCodes;
	const at = runs.indexOf(length);
	return at.toString(2).padStart(longestCode, '0').slice(0, bits[at]);
}

function plain(row: readonly number[]): string {
	let bits = '';
	let at = 0;
	for (let black = 0; at < row.length; black = 1 - black) {
		const next = change(row, at, black);
		bits += run(next - at, black);
		at = next;
	}
	return bits;
}

/** The first place from `at` on whose colour is not `colour`. */
function change(row: readonly number[], at: number, colour: number): number {
	const next = row.findIndex((dot, n) => n >= at && dot !== colour);
	return next < 0 ? row.length : next;
}

const near = ['0000010', '000010', '010', '1', '011', '000011', '0000011'];

function leaning(row: readonly number[], above: readonly number[]): string {
	let bits = '';
	let at = -1;
	let black = 0;
	while (at < row.length) {
		const here = Math.max(at, 0);
		const b1 = firstChange(above, at, black);
		const b2 = change(above, b1, 1 - black);
		const a1 = change(row, here, black);
		if (b2 < a1) {
			bits += '0001';
			at = b2;
		} else if (Math.abs(a1 - b1) <= 3) {
			bits += near[a1 - b1 + 3] ?? '';
			at = a1;
			black = 1 - black;
		} else {
			const a2 = change(row, a1, 1 - black);
			bits += `001${run(a1 - here, black)}${run(a2 - a1, 1 - black)}`;
			at = a2;
		}
	}
	return bits;
}

/** Right of `at`: where the row turns to the colour that is not `black`. */
function firstChange(row: readonly number[], at: number, black: number): number {
	for (let n = at + 1; n < row.length; n += 1) {
		if (row[n] !== black && (row[n - 1] ?? 0) === black) return n;
	}
	return row.length;
}
