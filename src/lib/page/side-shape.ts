/** Sides and separator sheets from outside, looked at before a tray takes them. */
import { provenances } from './fate.ts';
import { isAmount, isCount, isDay, isIdText, isMaybe, isOneOf, isRecord, isText } from './shape.ts';
import { pictureTypes } from './side.ts';

/** A side that has no place in a box yet. */
export function isUnplacedSide(side: unknown): boolean {
	return (
		isRecord(side) &&
		['filePage', 'filePages', 'width', 'height'].every((name) => isCount(side[name])) &&
		isAmount(side['dpi']) &&
		side['dpi'] >= 0 &&
		isText(side['sha256']) &&
		isOneOf(pictureTypes, side['mediaType']) &&
		isMaybe(side['signature'], isText) &&
		isMaybe(side['fileDay'], isDay)
	);
}

export function isSeparator(sheet: unknown): boolean {
	return (
		isRecord(sheet) &&
		typeof sheet['keepPrivate'] === 'boolean' &&
		isMaybe(sheet['client'], isIdText) &&
		isMaybe(sheet['provenance'], (value) => isOneOf(provenances, value))
	);
}
