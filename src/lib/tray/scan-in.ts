/**
 * Scanning in: the only things that somebody else may do in a clinician's tray. Whoever feeds a box for a clinician
 * writes these through the tray's slot, without being able to read what is there.
 */
import { provenances } from '#lib/page/fate.ts';
import {
	isCount,
	isIdText,
	isMaybe,
	isOneOf,
	isRecord,
	isText,
	type Fields
} from '#lib/page/shape.ts';
import { isSeparator, isUnplacedSide } from '#lib/page/side-shape.ts';
import type { TrayAction } from './actions.ts';

const scanInKinds = [
	'box-opened',
	'box-indexed',
	'side-taken',
	'file-taken',
	'file-refused',
	'box-explained',
	'box-fed'
] as const;

export type ScanIn = Extract<TrayAction, { readonly is: (typeof scanInKinds)[number] }>;

/**
 * Whether an event by another than the tray's clinician may count. Its shape is looked at as well: it was written by
 * somebody whom the tray does not trust with more, and whoever folds it must never stumble over it.
 */
export function isScanIn(action: unknown): action is ScanIn {
	if (!isRecord(action)) return false;
	const kind = scanInKinds.find((each) => each === action['is']);
	return kind !== undefined && shapes[kind](action);
}

const shapes: Readonly<Record<ScanIn['is'], (action: Fields) => boolean>> = {
	'box-opened': ({ box, provenance, label, files, sheets, bothSides, source, listed }) =>
		isIdText(box) &&
		isOneOf(provenances, provenance) &&
		isMaybe(label, isText) &&
		isCount(files) &&
		isMaybe(sheets, isCount) &&
		isMaybe(bothSides, (value) => value === true) &&
		isMaybe(source, isText) &&
		isMaybe(listed, isCount),
	'box-indexed': ({ box, client, rescans }) =>
		isIdText(box) && isMaybe(client, isIdText) && isMaybe(rescans, isRescans),
	'side-taken': ({ taken }) =>
		isRecord(taken) &&
		isSide(taken['side']) &&
		isBlob(taken['picture']) &&
		isBlob(taken['thumbnail']) &&
		isMaybe(taken['separator'], isSeparator),
	'file-taken': ({ box, file, sides }) => isIdText(box) && isCount(file) && isCount(sides),
	'file-refused': ({ box, file, filePage, name, sides, locked, sentence }) =>
		isIdText(box) &&
		isCount(file) &&
		isMaybe(filePage, isCount) &&
		isMaybe(name, isText) &&
		isMaybe(sides, isCount) &&
		isMaybe(locked, (value) => value === true) &&
		isText(sentence),
	'box-explained': ({ box, note }) => isIdText(box) && isText(note),
	'box-fed': ({ box }) => isIdText(box)
};

function isSide(side: unknown): boolean {
	return (
		isUnplacedSide(side) &&
		isRecord(side) &&
		isIdText(side['page']) &&
		isIdText(side['box']) &&
		isCount(side['order'])
	);
}

function isRescans(rescans: unknown): boolean {
	return (
		Array.isArray(rescans) &&
		rescans.every((one: unknown) => {
			if (!isRecord(one) || !isIdText(one['page']) || !isRecord(one['of'])) return false;
			return isIdText(one['of']['box']) && isCount(one['of']['place']);
		})
	);
}

function isBlob(ref: unknown): boolean {
	return isRecord(ref) && isText(ref['sha256']) && isCount(ref['size']);
}
