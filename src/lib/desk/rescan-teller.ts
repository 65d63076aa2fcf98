/** Keeps the slips of whoever fed boxes for this clinician as the tray stands: decided, taken back, decided again. */
import type { PersonId } from '#lib/page/ids.ts';
import type { Practice } from '#lib/practice/practice.ts';
import { memberOf } from '#lib/practice/roster.ts';
import { RescanSlips, slipOf } from '#lib/tray/rescans.ts';

/** Decisions come in a row: one writing for several. */
const soon = 800;

export class RescanTeller {
	readonly #practice: Pick<Practice, 'tray' | 'files' | 'roster' | 'me'>;
	readonly #slips: RescanSlips;
	readonly #stopFollowing: () => void;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#last: Promise<void> = Promise.resolve();

	constructor(practice: Pick<Practice, 'tray' | 'files' | 'roster' | 'me'>) {
		this.#practice = practice;
		this.#slips = new RescanSlips(practice.files, practice.me);
		this.#stopFollowing = practice.tray.onChange(() => {
			clearTimeout(this.#timer);
			this.#timer = setTimeout(() => void this.tell(), soon);
		});
	}

	/** Writes what has changed. A slip that cannot be written is written the next time. */
	tell(): Promise<void> {
		this.#last = this.#last.then(() => this.#tell()).catch(() => undefined);
		return this.#last;
	}

	/** At lock: what was decided last is told as well. */
	async stop(): Promise<void> {
		this.#stopFollowing();
		clearTimeout(this.#timer);
		await this.tell();
	}

	async #tell(): Promise<void> {
		const { tray, me } = this.#practice;
		for (const box of tray.state.boxes.values()) {
			const feeder = this.#feeder(box.fedBy);
			if (feeder) await this.#slips.put(slipOf(tray.state, box, me.person.id), feeder);
		}
	}

	/** Somebody else, who is still here to scan it again. */
	#feeder(id: PersonId) {
		const { roster, me } = this.#practice;
		const member = id === me.person.id ? undefined : memberOf(roster, id);
		return member && !member.left ? member : undefined;
	}
}
