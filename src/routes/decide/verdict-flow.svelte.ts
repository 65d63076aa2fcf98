/** One verdict from the key to the file: what has to be asked on the way, and the answer that goes on with it. */
import type { Decided, DecideDesk } from '#lib/desk/decide.svelte.ts';
import type { Answered, Question } from '#lib/desk/questions.ts';
import { offeredMarks } from '#lib/desk/offered-marks.ts';
import type { Run } from '#lib/desk/run-of.ts';
import type { Fate } from '#lib/page/fate.ts';
import type { PersonId } from '#lib/page/ids.ts';
import type { PageMarks } from '#lib/page/marks.ts';
import type { Asked, Attesting, Details } from './asked.ts';
import { doneWords, runWords } from './words.ts';

export type Tone = 'plain' | 'chart' | 'cabinet' | 'danger';

export interface FlowParts {
	readonly decide: DecideDesk;
	/** Shows a message, with "Undo" beside it where there is something to take back. */
	readonly say: (message: string, tone: Tone, undo?: boolean) => void;
	/** Gives the keys back to the page on the desk. */
	readonly toPage: () => void;
	/** Brings the question whose page it is into view; `focus`: and the field to type in. */
	readonly showClient: (focus: boolean) => void;
}

/** Milliseconds: nobody has seen a page sooner, and a double press is over. */
const glance = 350;

export class VerdictFlow {
	/** Asked before anything is filed. */
	asked = $state.raw<Asked>();
	/** Paper from the chart is to be locked away: the clinician says why. */
	attesting = $state.raw<Attesting>();
	/** What is to be taken back lies in the cabinet, which is locked. */
	cabinetFirst = $state(false);
	splitting = $state(false);
	/** Whose cabinet gets the whole of the page that is being split, when it is a colleague's. */
	splitFor = $state.raw<PersonId>();
	/** Shown at the client when filing was tried without one. */
	problem = $state<string>();
	/** The next page has only just come: what is pressed now was meant for the one before it. */
	settling = $state(false);

	/** What a person said of the page on the desk; until then, what its own words say is offered. */
	#said = $state.raw<PageMarks>();
	readonly marks = $derived.by(() => this.#said ?? offeredMarks(this.#parts.decide.page));
	readonly isSaid = $derived(this.#said !== undefined);

	/** What was answered before the split editor was opened. */
	#answered: Answered | undefined;
	readonly #parts: FlowParts;

	constructor(parts: FlowParts) {
		this.#parts = parts;
	}

	/** Another page lies on the desk. */
	begin(): void {
		this.problem = undefined;
		this.#said = undefined;
	}

	/** Whom else the page on the desk is about, and of what session it is. */
	mark(marks: PageMarks): void {
		this.#said = marks;
	}

	nameOf(colleague: PersonId | undefined): string | undefined {
		return this.#parts.decide.colleagues.find(({ id }) => id === colleague)?.signedAs;
	}

	async act(fate: Fate, details: Details = {}): Promise<void> {
		const { decide, say, toPage } = this.#parts;
		const { page } = decide;
		if (decide.busy || this.settling || !page) return;
		const questions = details.sure ? [] : decide.questionsBefore(fate);
		if (questions.length > 0) {
			this.#ask(fate, questions, details);
			return;
		}
		if (fate === 'split' && !details.regions && decide.whose.chosen && !page.decision) {
			this.#answered = details.sure ?? { client: decide.whose.client, questions: [] };
			this.splitFor = details.colleague;
			if (decide.onDesk?.page.side.page === decide.at) this.splitting = true;
			return;
		}
		const client = decide.whose.chosen?.name;
		const result = await decide.decide(fate, { ...details, marks: this.marks });
		if (result.ok) {
			this.splitting = false;
			this.#settle();
			say(...doneWords(fate, client, this.nameOf(details.colleague)), true);
			toPage();
		} else this.#answer(result, fate, details);
	}

	/** Pages that look alike, each of which was looked at. */
	async together(run: Run): Promise<void> {
		const { decide, say, toPage } = this.#parts;
		const client = decide.whose.chosen?.name;
		const result = await decide.decideRun(run);
		if (result.ok) say(...runWords(run.fate, run.pages.length, client), true);
		else say(result.sentence, 'danger');
		toPage();
	}

	/** The person has answered what was asked. */
	sure(): void {
		const sure = this.asked;
		this.asked = undefined;
		if (!sure) return;
		const questions = [...(sure.details.sure?.questions ?? []), ...sure.questions];
		void this.act(sure.fate, { ...sure.details, sure: { client: sure.client?.id, questions } });
	}

	/** The regions were drawn: what was asked before the editor stays answered. */
	split(drawn: Pick<Details, 'regions' | 'turn'>): void {
		void this.act('split', {
			...drawn,
			...(this.splitFor ? { colleague: this.splitFor } : {}),
			...(this.#answered ? { sure: this.#answered } : {})
		});
	}

	/** Takes back the page on the desk, or else what was decided last. */
	async undo(): Promise<void> {
		const { decide, say, toPage } = this.#parts;
		const before = decide.waiting.length;
		const result = await decide.undo(decide.page?.decision ? decide.page.side.page : undefined);
		const taken = decide.waiting.length - before;
		if (result.ok && taken > 1) say(`Taken back: ${taken} pages wait for you again.`, 'plain');
		else if (result.ok) say('Taken back. It waits for you again.', 'plain');
		else this.#answer(result, 'chart');
		toPage();
	}

	/** No page is filed by the second half of a double press. */
	#settle(): void {
		this.settling = true;
		setTimeout(() => (this.settling = false), glance);
	}

	#ask(fate: Fate, questions: readonly Question[], details: Details): void {
		this.asked = { fate, questions, details, client: this.#parts.decide.whose.chosen };
	}

	#answer(result: Decided & { ok: false }, fate: Fate, details: Details = {}): void {
		if (!('ask' in result)) this.#parts.say(result.sentence, 'danger');
		else if (result.ask === 'cabinet') this.cabinetFirst = true;
		else if (result.ask === 'attestation') this.attesting = { fate, details };
		else if (result.ask === 'regions') {
			this.splitFor = details.colleague;
			this.splitting = true;
		} else if (result.ask !== 'client') this.#ask(fate, [result.ask], details);
		else this.#wantClient();
	}

	#wantClient(): void {
		const hints = this.#parts.decide.page?.hints;
		const named = hints?.name ?? hints?.recordNumber;
		this.problem = named
			? 'Whose page is it? A takes what the page says, F finds another.'
			: 'Choose whose page this is first.';
		this.#parts.showClient(!named);
	}
}
