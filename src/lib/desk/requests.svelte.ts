/** The list of requests: what came, by when it must be answered, and what became of it. */
import type { Chart } from '#lib/chart/chart.ts';
import { emptyChart } from '#lib/chart/state.ts';
import { formatDate, parseDate, type CalendarDate } from '#lib/page/date.ts';
import type { ClientId, RequestId } from '#lib/page/ids.ts';
import {
	dueDay,
	isOpen,
	type ListedRequest,
	type RecordsRequest,
	type ReleaseSettings
} from '#lib/page/records-request.ts';
import { basisNames } from '#lib/release/authority.ts';
import {
	byUrgency,
	dueOf,
	latestExtension,
	urgencyOf,
	whyNotExtended,
	type Urgency
} from '#lib/release/clock.ts';
import {
	extensionLetter,
	letterFrom,
	partialDenialLetter,
	type Letter,
	type LetterFacts,
	type Withheld
} from '#lib/release/letters.ts';
import { exampleValues, defectsToTell, type AnswerName } from '#lib/release/answers.ts';
import { faultsOf, templates, type TemplateName } from '#lib/release/templates.ts';
import { withholds, type Plan } from '#lib/release/plan.ts';
import { isDenialGround, missingForDenial } from '#lib/release/denial-grounds.ts';
import type { Rules } from './release-rules.ts';
import { fine, outcomeOf, type Outcome } from './sentences.ts';

export type Listed =
	{ readonly ok: true; readonly id: RequestId } | Extract<Outcome, { readonly ok: false }>;

export interface RequestRow {
	readonly request: ListedRequest;
	readonly client: string;
	readonly requester: string;
	readonly urgency: Urgency;
}

type Form = Readonly<Record<string, string>>;

export class RequestsDesk {
	open = $state.raw<readonly ListedRequest[]>([]);
	/** Those that a packet left for, the latest first: a revocation may still come. */
	answered = $state.raw<readonly ListedRequest[]>([]);
	settings = $state.raw<ReleaseSettings>(emptyChart.releaseSettings);
	#all = $state.raw<ReadonlyMap<RequestId, ListedRequest>>(new Map());
	readonly #chart: Chart;
	readonly #newRequest: () => RequestId;
	readonly #practice: string;
	readonly #signedAs: string;
	readonly #today: () => CalendarDate;

	constructor(parts: {
		readonly chart: Chart;
		readonly newRequest: () => RequestId;
		readonly practice: string;
		readonly signedAs: string;
		readonly today: () => CalendarDate;
	}) {
		this.#chart = parts.chart;
		this.#newRequest = parts.newRequest;
		this.#practice = parts.practice;
		this.#signedAs = parts.signedAs;
		this.#today = parts.today;
		this.#chart.onChange(() => this.#look());
		this.#look();
	}

	/** Open requests as a screen shows them, the most urgent first; read anew, for days go by. */
	get rows(): readonly RequestRow[] {
		const today = this.#today();
		return this.open.map((request) => ({
			request,
			client: this.#clientName(request.client),
			requester: request.form['requesterName'] ?? '',
			urgency: urgencyOf(request, today)
		}));
	}

	of(id: RequestId): ListedRequest | undefined {
		return this.#all.get(id);
	}

	/** Writes a request down, or what has changed of one. A form that is not whole may be listed: it is paper that came. */
	async list(client: ClientId, form: Form, id = this.#newRequest()): Promise<Listed> {
		const receivedOn = parseDate(form['receivedOn'] ?? '');
		if (!receivedOn) return { ok: false, sentence: 'Say when the request was received.' };
		if (receivedOn > this.#today())
			return { ok: false, sentence: 'The request is dated in the future.' };
		const basis = basisNames.find((name) => name === form['basis']) ?? '';
		const asked = parseDate(form['dueOn'] ?? '');
		const dueOn = dueOf(basis, receivedOn, this.settings.access, asked);
		const request: RecordsRequest = {
			...{ id, client, receivedOn, form: { ...form } },
			...(dueOn ? { dueOn } : {})
		};
		const listed = await this.#act({ is: 'request-listed', request });
		return listed.ok ? { ok: true, id } : listed;
	}

	whyNotExtended(request: ListedRequest): string | undefined {
		return whyNotExtended(request, this.settings.access, this.#today());
	}

	latestExtension(request: ListedRequest): CalendarDate | undefined {
		return latestExtension(request, this.settings.access);
	}

	/** The one extension, and the letter that says so. */
	async extend(
		request: ListedRequest,
		{ dueOn, because }: { readonly dueOn: string; readonly because: string }
	): Promise<Outcome> {
		const why = this.whyNotExtended(request);
		if (why) return { ok: false, sentence: why };
		const day = parseDate(dueOn);
		const latest = this.latestExtension(request);
		if (!day || !request.dueOn || day <= request.dueOn || (latest && day > latest))
			return { ok: false, sentence: 'Choose a day after the present one, within the extension.' };
		if (!because.trim()) return { ok: false, sentence: 'The letter must give the reason.' };
		const extension = { dueOn: day, because: because.trim(), on: this.#today() };
		const { id, client } = request;
		return this.#act({ is: 'request-extended', request: id, client, extension });
	}

	/** Off the list without a packet, e.g. withdrawn, or sent back because its authorization is defective. */
	async close({ id, client }: ListedRequest, because: string): Promise<Outcome> {
		if (!because.trim()) return { ok: false, sentence: 'Say why: it stays on record.' };
		return this.#act({ is: 'request-closed', request: id, client, because: because.trim() });
	}

	/** The rules as they are from now on: one that is not among them is none any more. */
	setRules(rules: Rules): Promise<Outcome> {
		const { jurisdiction: _, part2: __, review: ___, ...rest } = this.settings;
		return this.#act({ is: 'release-settings-set', settings: { ...rest, ...rules } });
	}

	/** What is not named stays as it is. */
	setSettings(change: Partial<ReleaseSettings>): Promise<Outcome> {
		return this.#act({ is: 'release-settings-set', settings: { ...this.settings, ...change } });
	}

	/** The practice's own text of a letter; without one it has the standard text again. */
	setLetter(name: TemplateName, text?: string): Promise<Outcome> {
		const faults = text === undefined ? [] : faultsOf(name, text);
		if (faults.length > 0) return Promise.resolve({ ok: false, sentence: faults.join(' ') });
		const { [name]: _, ...others } = this.settings.letters ?? {};
		const own = text === undefined || text === templates[name].text ? {} : { [name]: text };
		return this.setSettings({ letters: { ...others, ...own } });
	}

	/** A letter as it would go to somebody invented, to look at. */
	exampleLetter(name: TemplateName, text: string): Letter {
		const facts = {
			...this.#letterFacts(this.#today()),
			// @wc-ignore
			to: { name: 'Dana Example', address: '1 Example Street\nSpringfield' },
			// @wc-ignore
			client: name === 'cover-client' ? 'Dana Example' : 'Robin Example',
			receivedOn: this.#today(),
			texts: { [name]: text }
		};
		return letterFrom(name, facts, exampleValues(this.#today()));
	}

	/** A letter that answers a listed request without a packet. */
	answerLetter(
		id: RequestId,
		name: AnswerName,
		defects: readonly string[] = []
	): Letter | undefined {
		const request = this.of(id);
		if (!request) return undefined;
		const due = dueDay(request);
		return letterFrom(name, this.#facts(request.client, request.form, this.#today()), {
			...(due ? { 'new date': formatDate(due) } : {}),
			...(defects.length > 0 ? { defects: defects.map((one) => `• ${one}`).join('\n') } : {})
		});
	}

	/** What keeps a listed request from an answer, as it can be told to whoever asked. */
	defectsOf(id: RequestId): readonly string[] {
		const request = this.of(id);
		return request ? defectsToTell(request.client, request.form, this.#today()) : [];
	}

	/** The extension's letter as it was dated; nothing when the time was not extended. */
	extensionLetter(id: RequestId): Letter | undefined {
		const request = this.of(id);
		if (!request?.extension) return undefined;
		return extensionLetter(
			this.#facts(request.client, request.form, request.extension.on),
			request.extension
		);
	}

	/** For an access request of which a part is, or may be, withheld; nothing when nothing is. */
	denialLetter(
		client: ClientId,
		form: Form,
		plan?: Plan
	): { readonly letter: Letter; readonly missing: readonly string[] } | undefined {
		const facts = this.#chart.state.clients.get(client);
		const ground = plan && withholds(plan) ? form['denialGround'] : undefined;
		const withheld: Withheld = {
			notesApart: facts?.notesApart,
			...(isDenialGround(ground) ? { ground } : {})
		};
		if (form['basis'] !== 'access') return undefined;
		if (withheld.notesApart === false && !withheld.ground) return undefined;
		return {
			letter: partialDenialLetter(this.#facts(client, form, this.#today()), withheld),
			missing: missingForDenial(this.settings.letterhead)
		};
	}

	#letterFacts(on: CalendarDate): Pick<LetterFacts, 'practice' | 'letterhead' | 'on' | 'signedBy'> {
		const { letterhead } = this.settings;
		return { practice: this.#practice, letterhead, on, signedBy: this.#signedAs };
	}

	#facts(client: ClientId, form: Form, on: CalendarDate): LetterFacts {
		const receivedOn = parseDate(form['receivedOn'] ?? '');
		const address = form['requesterAddress'];
		const { letters } = this.settings;
		return {
			...this.#letterFacts(on),
			...(letters ? { texts: letters } : {}),
			to: { name: form['requesterName'] ?? '', ...(address ? { address } : {}) },
			client: this.#clientName(client),
			...(receivedOn ? { receivedOn } : {})
		};
	}

	#clientName(client: ClientId): string {
		return this.#chart.state.clients.get(client)?.name ?? 'a former client';
	}

	async #act(action: Parameters<Chart['act']>[0]): Promise<Outcome> {
		const done = await this.#chart.act(action);
		return done.ok ? fine : outcomeOf(done);
	}

	#look(): void {
		const { requests, releaseSettings } = this.#chart.state;
		this.open = byUrgency([...requests.values()].filter(isOpen));
		this.answered = [...requests.values()].filter(({ packets }) => packets.length > 0).reverse();
		this.#all = requests;
		this.settings = releaseSettings;
	}
}
