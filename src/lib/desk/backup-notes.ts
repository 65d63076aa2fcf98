/** What this device has noted of its backups: when each was made, and how long ago that is. Everybody at it may know. */
import { backupParts, type BackupPart } from '#lib/backup/entry.ts';
import { dayOf, daysBetween } from '#lib/page/date.ts';

type Notes = Pick<Storage, 'getItem' | 'setItem'>;

/** A backup of one part that was read back whole. Both are ISO 8601 times. */
export interface NotedBackup {
	readonly madeAt: string;
	readonly readBackAt: string;
}

export type NotedBackups = Readonly<Partial<Record<BackupPart, NotedBackup>>>;

export interface Since {
	/** When the older of the two parts was made, ISO time. */
	readonly madeAt: string;
	/** Calendar days where the reader is; below 0 when it bears a day that has not come yet. */
	readonly days: number;
	/** Pages that came in since. */
	readonly pages: number;
}

const week = 7;
const manyPages = 100;

const places = (part: BackupPart) => ({
	readBackAt: `cc-backup-${part}`,
	madeAt: `cc-backup-${part}-made`
});

/** Earlier versions noted no more than the time of reading back. */
export function notedBackups(notes: Pick<Notes, 'getItem'>): NotedBackups {
	const noted = backupParts.map((part) => {
		const at = places(part);
		const readBackAt = moment(notes.getItem(at.readBackAt));
		const madeAt = moment(notes.getItem(at.madeAt)) ?? readBackAt;
		return readBackAt && madeAt ? { [part]: { madeAt, readBackAt } } : {};
	});
	return Object.assign({}, ...noted) as NotedBackups;
}

/** An older backup that is read back once more says nothing of what came in since the newest. */
export function noteBackup(notes: Notes, part: BackupPart, { madeAt, readBackAt }: NotedBackup) {
	const before = notedBackups(notes)[part];
	// One whose day has not come yet was made by a clock that was wrong: it is no newest.
	if (before && before.madeAt <= readBackAt && before.madeAt > madeAt) return;
	const at = places(part);
	notes.setItem(at.readBackAt, readBackAt);
	notes.setItem(at.madeAt, madeAt);
}

/** `undefined`: the two parts were not both read back yet. `cameSince` counts what is newer than a time. */
export function sinceBackups(
	{ chart, private: own }: NotedBackups,
	now: Date,
	cameSince: (madeAt: string) => number
): Since | undefined {
	if (!chart || !own) return undefined;
	const madeAt = chart.madeAt < own.madeAt ? chart.madeAt : own.madeAt;
	const days = daysBetween(dayOf(new Date(madeAt)), dayOf(now));
	return { madeAt, days, pages: cameSince(madeAt) };
}

/** It is time: a week, or a hundred pages, or a day that cannot be; or there is something, and no backup of it at all. */
export function isBackupDue(since: Since | undefined, pagesHere: number): boolean {
	if (!since) return pagesHere > 0;
	return since.days < 0 || since.days >= week || since.pages >= manyPages;
}

function moment(text: string | null): string | undefined {
	return text !== null && !Number.isNaN(Date.parse(text)) ? text : undefined;
}
