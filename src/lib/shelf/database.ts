/**
 * How every database of ours is opened: strict, with a mark against older programs, and never blocking another tab.
 *
 * [Note: Shapes]
 * A database's shape is a list of steps. A step is only ever added, and it only adds: a store or an index, filled from
 * what is there in the one transaction of the upgrade, so that a machine which dies in it finds the shape before or the
 * shape after. Where an older program could no longer write without harm, the step raises the mark that each program
 * looks at in each transaction that writes.
 */
import { Dexie, type Table, type Transaction } from 'dexie';
import { Refused, whyNotCommitted } from './dexie-failures.ts';
import type { NotCommitted } from './shelf.ts';

/** What a screen must say when the database is taken away or cannot be opened. */
export type Notice =
	/** A newer version of the program opened it in another tab; this one has let go and must be reloaded. */
	| 'newer-elsewhere'
	/** Another tab removes it, to put a backup in its place. */
	| 'replaced-elsewhere'
	/** An older tab does not let go; it must be closed. */
	| 'blocked'
	/** The browser closed it, e.g. because its storage was cleared. */
	| 'closed';

export interface DatabaseOptions {
	readonly onNotice?: (notice: Notice) => void;
}

/** See [Note: Shapes]. */
export interface Step {
	readonly stores: Readonly<Record<string, string>>;
	/** Only table calls may be awaited in here. */
	readonly fill?: (upgrade: Transaction) => Promise<void>;
	/** Programs that know only the steps before could no longer write here without harm. */
	readonly shutsOut?: boolean;
}

interface Mark {
	readonly name: string;
	readonly value: number;
}

const minWriter = 'min-writer';

/** Dexie's version n is the browser's version 10 n. */
const versionsAStep = 10;

export class Database extends Dexie {
	/** Dexie opens a newer database with older code in silence, so each write looks at this mark. */
	declare readonly marks: Table<Mark, string>;
	/** How many steps this program knows. */
	readonly #writer: number;
	#isTaken = false;
	#isClosing = false;

	constructor(
		name: string,
		steps: readonly [Step, ...Step[]],
		{ onNotice = () => undefined }: DatabaseOptions = {}
	) {
		// Chromium's default answers before the bytes are on disk.
		super(name, { chromeTransactionDurability: 'strict', cache: 'disabled' });
		this.#writer = steps.length;
		for (const [i, { stores, fill, shutsOut }] of steps.entries()) {
			const version = this.version(i + 1).stores({ ...stores, marks: 'name' });
			if (i === 0) continue;
			version.upgrade(async (upgrade) => {
				await fill?.(upgrade);
				if (shutsOut) await upgrade.table('marks').put({ name: minWriter, value: i + 1 });
			});
		}
		this.on('populate', async () => {
			const value = Math.max(1, steps.findLastIndex(({ shutsOut }) => shutsOut) + 1);
			await this.marks.add({ name: minWriter, value });
		});
		this.on('versionchange', ({ newVersion }) => {
			this.#isTaken = newVersion !== null;
			this.close();
			onNotice(newVersion === null ? 'replaced-elsewhere' : 'newer-elsewhere');
			// Dexie's own answer would open it again at the next call.
			return false;
		});
		this.on('blocked', () => onNotice('blocked'));
		// Dexie tells of its own closing too.
		this.on('close', () => {
			if (!this.#isClosing) onNotice('closed');
		});
	}

	override close(...options: Parameters<Dexie['close']>): void {
		this.#isClosing = true;
		super.close(...options);
	}

	/**
	 * Called inside a write transaction that includes `marks`. A newer program raises the database's own version with its
	 * mark: a higher mark alone was set by no program and shuts nobody out, and a missing one hides no newer shape.
	 */
	async mayWrite(): Promise<void> {
		const mark = await this.marks.get(minWriter);
		const shape = this.backendDB().version / versionsAStep;
		if (Math.min(mark?.value ?? shape, shape) > this.#writer) throw new Refused('outdated');
	}

	/** What a failure to write means: one that a newer program took the database from is not broken. */
	whyNot(failure: unknown): NotCommitted {
		return this.#isTaken ? 'outdated' : whyNotCommitted(failure);
	}
}
