/** What this clinician's decisions teach: taken down as they are made, applied as pages come, listed and forgotten on demand. */
import { advised, type Around } from '#lib/learning/advise.ts';
import { groupsOf } from '#lib/learning/groups.ts';
import {
	lessonsText,
	parseLessons,
	withLesson,
	withoutPage,
	type Lesson
} from '#lib/learning/lesson.ts';
import { isFiled, type Fate } from '#lib/page/fate.ts';
import type { PageId } from '#lib/page/ids.ts';
import type { LearnedFile } from '#lib/practice/learned-file.ts';
import { factsOf } from '#lib/tray/page-facts.ts';
import type { TrayPage, TrayState } from '#lib/tray/state.ts';
import { fine, sentenceFor, type Outcome } from './sentences.ts';

/** How far from a page its neighbours in the box still say something of it. */
const reach = 2;

export class LearnedDesk {
	lessons = $state.raw<readonly Lesson[]>([]);
	/** Why nothing is learned or known, when that is so. */
	trouble = $state<string>();

	readonly groups = $derived(groupsOf(this.lessons));
	readonly #file: LearnedFile | undefined;

	constructor(file: LearnedFile | undefined) {
		this.#file = file;
		void this.#load();
	}

	/** Staff neither teach nor see it. */
	get isMine(): boolean {
		return this.#file !== undefined;
	}

	/** The page as it is suggested to this clinician. A decided page is left as it was. */
	advised(page: TrayPage, state: TrayState): TrayPage {
		if (!page.suggestion || page.decision || this.lessons.length === 0) return page;
		const facts = factsOf(page, state.boxes.get(page.side.box));
		const suggestion = advised(page.suggestion, facts, this.lessons, aroundOf(page, state));
		return suggestion === page.suggestion ? page : { ...page, suggestion };
	}

	/** A page was decided. Its words need not be known, but it must have been looked at by the reader. */
	async teach(page: TrayPage, fate: Fate, state: TrayState): Promise<void> {
		if (!isFiled(fate) || !page.suggestion) return;
		const facts = factsOf(page, state.boxes.get(page.side.box));
		await this.#change((lessons) => withLesson(lessons, { page: page.side.page, fate, facts }));
	}

	/** Its decision was taken back. */
	async unteach(page: PageId): Promise<void> {
		if (!this.lessons.some((lesson) => lesson.page === page)) return;
		await this.#change((lessons) => withoutPage(lessons, page));
	}

	async forgetAll(): Promise<Outcome> {
		return this.#change(() => []);
	}

	async #load(): Promise<void> {
		const read = await this.#file?.read().catch(() => ({ ok: false }) as const);
		if (!read) return;
		const lessons = read.ok && read.text !== undefined ? parseLessons(read.text) : [];
		if (!read.ok || !lessons) {
			this.trouble =
				'What was learned from your decisions cannot be opened: it was damaged. Pages are suggested as for anybody; new decisions start it anew.';
			return;
		}
		this.lessons = lessons;
	}

	async #change(by: (lessons: readonly Lesson[]) => readonly Lesson[]): Promise<Outcome> {
		if (!this.#file) return fine;
		const written = await this.#file
			.change((text) => lessonsText(by((text === undefined ? [] : parseLessons(text)) ?? [])))
			.catch(() => ({ ok: false, why: 'broken' }) as const);
		if (!written.ok) {
			this.trouble = sentenceFor(written.why);
			return { ok: false, sentence: this.trouble };
		}
		this.lessons = parseLessons(written.text) ?? [];
		this.trouble = undefined;
		return fine;
	}
}

/** Where the nearest pages of its box went that were filed. */
function aroundOf({ side }: TrayPage, { boxes, pages }: TrayState): Around {
	const ids = boxes.get(side.box)?.pages ?? [];
	const at = ids.indexOf(side.page);
	return ids.slice(Math.max(0, at - reach), at + reach + 1).flatMap((id) => {
		const fate = pages.get(id)?.decision?.fate;
		return fate && isFiled(fate) ? [fate] : [];
	});
}
