/** What travels sealed: the facts of a side, and the names and refusals of a box. Only the clinician's tray opens them. */
import type { Separator } from '#lib/page/separator.ts';
import type { Side } from '#lib/page/side.ts';
import {
	isCount,
	isHash,
	isListOf,
	isMaybe,
	isRecord,
	isText,
	parseObject
} from '#lib/page/shape.ts';
import { isSeparator, isUnplacedSide } from '#lib/page/side-shape.ts';

export interface SideFacts {
	readonly v: 1;
	/** 1-based among the files of its box. */
	readonly file: number;
	readonly side: Omit<Side, 'page' | 'box' | 'order'>;
	readonly separator?: Separator;
	/** Why the station could not read it, when it could not. */
	readonly unread?: string;
}

export interface BoxFacts {
	readonly v: 1;
	/** What to call the box: a file's or a folder's name. */
	readonly label: string;
	readonly files: readonly {
		readonly name: string;
		/** Sides that came from it. */
		readonly sides: number;
		readonly refused: readonly { readonly filePage?: number; readonly sentence: string }[];
	}[];
}

export function factsBytes(facts: SideFacts | BoxFacts): Uint8Array<ArrayBuffer> {
	return new TextEncoder().encode(JSON.stringify(facts));
}

/** `undefined` for anything that is no side's facts. */
export function parseSideFacts(bytes: Uint8Array): SideFacts | undefined {
	const found = parseObject(new TextDecoder().decode(bytes));
	const isOne =
		found?.['v'] === 1 &&
		isCount(found['file']) &&
		isSide(found['side']) &&
		isMaybe(found['separator'], isSeparator) &&
		isMaybe(found['unread'], isText);
	return isOne ? (found as unknown as SideFacts) : undefined;
}

export function parseBoxFacts(bytes: Uint8Array): BoxFacts | undefined {
	const found = parseObject(new TextDecoder().decode(bytes));
	const isOne = found?.['v'] === 1 && isText(found['label']) && isListOf(found['files'], isFile);
	return isOne ? (found as unknown as BoxFacts) : undefined;
}

function isSide(side: unknown): boolean {
	return isUnplacedSide(side) && isRecord(side) && isHash(side['sha256']);
}

function isFile(file: unknown): boolean {
	return (
		isRecord(file) &&
		isText(file['name']) &&
		isCount(file['sides']) &&
		isListOf(
			file['refused'],
			(each) => isRecord(each) && isMaybe(each['filePage'], isCount) && isText(each['sentence'])
		)
	);
}
