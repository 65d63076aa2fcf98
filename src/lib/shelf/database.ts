/** How every database of ours is opened: strict, with a mark against older programs, and never blocking another tab. */
import { Dexie, type Table } from 'dexie';
import { Refused } from './dexie-failures.ts';

/** What a screen must say when the database is taken away or cannot be opened. */
export type Notice =
	/** A newer version of the program opened it in another tab; this one has let go and must be reloaded. */
	| 'newer-elsewhere'
	/** An older tab does not let go; it must be closed. */
	| 'blocked'
	/** The browser closed it, e.g. because its storage was cleared. */
	| 'closed';

export interface DatabaseOptions {
	readonly onNotice?: (notice: Notice) => void;
}

interface Mark {
	readonly name: string;
	readonly value: number;
}

/** Raised when an older program could no longer write here without harm. */
const writer = 1;
const minWriter = 'min-writer';

export class Database extends Dexie {
	/** Dexie opens a newer database with older code in silence, so each write looks at this mark. */
	declare readonly marks: Table<Mark, string>;

	constructor(
		name: string,
		stores: Readonly<Record<string, string>>,
		{ onNotice = () => undefined }: DatabaseOptions = {}
	) {
		// Chromium's default answers before the bytes are on disk.
		super(name, { chromeTransactionDurability: 'strict', cache: 'disabled' });
		this.version(1).stores({ ...stores, marks: 'name' });
		this.on('populate', async () => {
			await this.marks.add({ name: minWriter, value: writer });
		});
		this.on('versionchange', () => {
			this.close();
			onNotice('newer-elsewhere');
			// Dexie's own answer would open it again at the next call.
			return false;
		});
		this.on('blocked', () => onNotice('blocked'));
		this.on('close', () => onNotice('closed'));
	}

	/** Called inside a write transaction that includes `marks`. */
	async mayWrite(): Promise<void> {
		const mark = await this.marks.get(minWriter);
		if (mark && mark.value > writer) throw new Refused('outdated');
	}
}
