/** Paper that may be destroyed, box by box, and the note that it was. */
import type { Practice } from '#lib/practice/practice.ts';
import type { BoxId } from '#lib/page/ids.ts';
import { destructionNote, destructionSheet } from '#lib/tray/destruction.ts';
import { destroyedMark, paperBoxes, type PaperBox, type ShredFacts } from '#lib/tray/shred.ts';
import { fine, outcomeOf, type Outcome } from './sentences.ts';

/** The key in this device's notes. */
const noted = 'cc-paper-held';
const usualDays = 90;

export interface ShredParts {
	readonly practice: Pick<Practice, 'tray' | 'signedAs' | 'roster'>;
	/** When each part of the backup was made that was read back. */
	readonly backedUp: () => ShredFacts['backedUp'];
	readonly notes: Pick<Storage, 'getItem' | 'setItem'>;
	readonly now: () => Date;
}

export class ShredDesk {
	/** Days that paper is held after its last side was decided. */
	holdingDays = $state(usualDays);
	boxes = $state.raw<readonly PaperBox[]>([]);
	readonly #parts: ShredParts;

	constructor(parts: ShredParts) {
		this.#parts = parts;
		const days = Number(parts.notes.getItem(noted) ?? usualDays);
		if (Number.isInteger(days) && days >= 0 && days <= 3650) this.holdingDays = days;
	}

	get ready(): readonly PaperBox[] {
		return this.boxes.filter(({ notYet, destroyed }) => notYet.length === 0 && !destroyed);
	}

	get waiting(): readonly PaperBox[] {
		return this.boxes.filter(({ notYet, destroyed }) => notYet.length > 0 && !destroyed);
	}

	get destroyed(): readonly PaperBox[] {
		return this.boxes.filter(({ destroyed }) => destroyed);
	}

	look(): void {
		const { practice, backedUp, now } = this.#parts;
		const { holdingDays } = this;
		this.boxes = paperBoxes(practice.tray.state, { backedUp: backedUp(), holdingDays, now: now() });
	}

	/** `false` when it is no whole number of days. */
	hold(text: string): boolean {
		const days = Number(text);
		if (text.trim() === '' || !Number.isInteger(days) || days < 0 || days > 3650) return false;
		this.holdingDays = days;
		this.#parts.notes.setItem(noted, String(days));
		this.look();
		return true;
	}

	/** Notes in each box's account that its paper is gone, and returns the certificate. */
	async note(
		chosen: ReadonlySet<BoxId>,
		how: string,
		witness: string
	): Promise<{ readonly outcome: Outcome; readonly certificate?: Blob }> {
		const { practice, now } = this.#parts;
		this.look();
		const boxes = this.ready.filter(({ box }) => chosen.has(box.box));
		const sentence = 'Say how it was destroyed, and choose at least one box.';
		if (boxes.length === 0 || how.trim() === '') return { outcome: { ok: false, sentence } };
		const at = now().toISOString();
		const facts = { practice: practice.roster.practice, by: practice.signedAs, how, witness, at };
		const note = `${destroyedMark}${destructionNote(facts)}`;
		for (const { box } of boxes) {
			const outcome = outcomeOf(
				await practice.tray.act({ is: 'box-explained', box: box.box, note })
			);
			if (outcome.ok) continue;
			this.look();
			return { outcome };
		}
		this.look();
		const sheet = destructionSheet({ ...facts, boxes });
		return { outcome: fine, certificate: new Blob([sheet], { type: 'text/html' }) };
	}
}
