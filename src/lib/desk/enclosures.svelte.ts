/** What goes round a packet's pages, as the form has it now: letter, certification, copies; and who prepares it. */
import type { Chart } from '#lib/chart/chart.ts';
import { emptyChart } from '#lib/chart/state.ts';
import type { CalendarDate } from '#lib/page/date.ts';
import type { ReleaseSettings } from '#lib/page/records-request.ts';
import { groundMissing } from '#lib/release/denial-grounds.ts';
import type { ReleaseImprint } from '#lib/release/packet/papers.ts';
import { papersOf, wrongWith } from '#lib/release/papers-form.ts';
import { withholds, type Plan } from '#lib/release/plan.ts';

type Form = Readonly<Record<string, string>>;

interface Parts {
	readonly chart: Chart;
	readonly practice: string;
	readonly signedAs: string;
	readonly today: () => CalendarDate;
	/** What was typed, of which the fields of `papersOf` are read. */
	readonly form: () => Form;
}

export class Enclosures {
	settings = $state.raw<ReleaseSettings>(emptyChart.releaseSettings);
	readonly #parts: Parts;

	constructor(parts: Parts) {
		this.#parts = parts;
		parts.chart.onChange(() => this.#look());
		this.#look();
	}

	/** The form, with whoever is at the desk as the one who certifies until somebody else is named. */
	get form(): Form {
		return { certifySigner: this.#parts.signedAs, ...this.#parts.form() };
	}

	/** What is wrong with it, each at its field. */
	wrongFor(plan: Plan): ReturnType<typeof wrongWith> {
		const { form, settings } = this;
		const unsaid = withholds(plan) ? groundMissing(form['denialGround'], settings.letterhead) : [];
		return [
			...wrongWith(papersOf(form, settings)),
			...unsaid.map((sentence) => ({ field: 'denialGround', sentence }))
		];
	}

	get imprint(): ReleaseImprint {
		const { practice, signedAs, today } = this.#parts;
		const { address, phone } = this.settings.letterhead;
		const reach = { ...(address ? { address } : {}), ...(phone ? { phone } : {}) };
		return {
			practice: { name: practice, ...reach },
			preparedBy: signedAs,
			preparedOn: today(),
			papers: papersOf(this.form, this.settings)
		};
	}

	#look(): void {
		this.settings = this.#parts.chart.state.releaseSettings;
	}
}
