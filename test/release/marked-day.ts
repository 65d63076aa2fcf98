/** A random but lawful day at the desk of two clinicians, with a mark of its own on each half of every page and paper. */
import type { ChartPage, RedactedVersion } from '#lib/chart/reader.ts';
import { redactedCopy } from '#lib/imaging/redacted-copy.ts';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { parseReading } from '#lib/packet/stored-reading.ts';
import { addDays, ensureDate } from '#lib/page/date.ts';
import type { ClientId, PageId, PaperId, PersonId, RequestId } from '#lib/page/ids.ts';
import type { Rotation } from '#lib/page/reading.ts';
import { coveredFor, redactedReading } from '#lib/page/redaction.ts';
import type { PaperSide, RequestPaper } from '#lib/page/request-paper.ts';
import { readingAt } from '#lib/page/upright.ts';
import { asClinician, type Practice } from '#lib/practice/practice.ts';
import { newId } from '#lib/vault/random.ts';
import { random } from '../support/drawn.ts';
import { lowerHalf, markedPage, type Token } from '../support/marked-paper.ts';
import {
	addClient,
	cabinetPassphrase,
	invite,
	layPage,
	openBox,
	setUpPractice,
	unlockAs,
	type Standing
} from '../support/practice.ts';

export const today = ensureDate('2026-03-02');
const fates = ['chart', 'cabinet', 'split', 'blank', 'rescan'] as const;
const turns = [90, 180, 270] as const;
type Who = 'ida' | 'bea';

export interface Laid {
	readonly page: PageId;
	readonly upper: Token;
	readonly lower: Token;
	/** In whose tray. */
	readonly by: Who;
	/** Somebody turned it in the chart: where its lower half is then, nobody here says. */
	turned?: true;
}

export interface Paper {
	readonly paper: RequestPaper;
	readonly marks: readonly [Token, Token];
}

/** What every act has at hand. */
export interface Day {
	practice: Practice;
	readonly client: ClientId;
	readonly laid: readonly Laid[];
	/** Papers of requests that no packet here answers. */
	readonly strange: readonly Paper[];
	/** A paper sealed to the chart, as if it was attached. */
	readonly attach: (kind: RequestPaper['kind']) => Promise<Paper>;
	readonly next: () => number;
	/** Each one's own tray, as it is at the end. */
	readonly trays: Readonly<Record<Who, Practice['tray']>>;
	/** How often each act was done. */
	readonly did: ReadonlyMap<string, number>;
}

export async function liveOneDay(seed: number): Promise<Day> {
	const day = await Marked.begin(seed);
	for (let step = 0; step < 12; step++) await day.act();
	return day.end();
}

class Marked {
	readonly #standing: Standing;
	readonly #next: () => number;
	readonly #clients: readonly [ClientId, ClientId];
	readonly #bea: PersonId;
	readonly #laid: Laid[] = [];
	readonly #strange: Paper[] = [];
	readonly #did = new Map<string, number>();
	#practice: Practice;

	private constructor(
		standing: Standing,
		next: () => number,
		practice: Practice,
		bea: PersonId,
		clients: readonly [ClientId, ClientId]
	) {
		this.#standing = standing;
		this.#next = next;
		this.#practice = practice;
		this.#bea = bea;
		this.#clients = clients;
	}

	static async begin(seed: number): Promise<Marked> {
		const standing = await setUpPractice();
		const bea = await invite(standing, 'clinician', 'Bea Marsh');
		const practice = await standing.again();
		const client = await addClient(practice, 'Ana Marked');
		const other = await addClient(practice, 'Bo Elsewhere');
		return new Marked(standing, random(seed), practice, bea, [client, other]);
	}

	async act(): Promise<void> {
		const acts: readonly (readonly [number, string, (one: Laid) => Promise<boolean>])[] = [
			[0.31, 'decide', (one) => this.#decide(this.#practice, one)],
			[0.06, 'turn', (one) => this.#turn(one)],
			[0.08, 'undo', (one) => this.#undo(one)],
			[0.05, 'reload', () => this.#reload()],
			[0.1, 'redact', (one) => this.#redact(one)],
			[0.05, 'bare', () => this.#bare()],
			[0.08, 'part2', (one) => this.#mark(one)],
			[0.05, 'lend', () => this.#lend()],
			[0.06, 'colleague', () => this.#colleague()],
			[0.04, 'paper', () => this.#paper()]
		];
		const own = this.#laid.filter(({ by }) => by === 'ida');
		const chosen = own[Math.floor(this.#next() * own.length)];
		let drawn = this.#next();
		for (const [share, name, act] of acts) {
			drawn -= share;
			if (!chosen || drawn >= 0) continue;
			if (await act(chosen)) this.#did.set(name, (this.#did.get(name) ?? 0) + 1);
			return;
		}
		await this.#lay(this.#practice, 'ida');
	}

	/** Something must be releasable, or there is no packet to search. */
	async end(): Promise<Day> {
		const last = await this.#lay(this.#practice, 'ida');
		await this.#practice.filing.decide(last.page, { fate: 'chart', client: this.#clients[0] });
		const bea = asClinician(await unlockAs(this.#standing, this.#bea));
		const practice = await this.#standing.again();
		return {
			...{ practice, client: this.#clients[0], laid: this.#laid, strange: this.#strange },
			...{ next: this.#next, did: this.#did, trays: { ida: practice.tray, bea: bea.tray } },
			attach: (kind) => this.#attach(practice, kind)
		};
	}

	#token(): Token {
		return Array.from({ length: 32 }, () => Math.floor(this.#next() * 16).toString(16)).join('');
	}

	/** Half the pages were fed upright, the others any way round. */
	async #lay(practice: Practice, by: Who): Promise<Laid> {
		const [upper, lower] = [this.#token(), this.#token()];
		const turn: Rotation = turns[Math.floor(this.#next() * 6)] ?? 0;
		const { picture, reading } = await markedPage(upper, lower, turn);
		const page = await layPage(practice, await openBox(practice), picture, reading);
		const laid: Laid = { page, upper, lower, by };
		this.#laid.push(laid);
		return laid;
	}

	async #decide({ filing }: Practice, one: Laid): Promise<boolean> {
		const drawn = fates[Math.floor(this.#next() * fates.length)] ?? 'cabinet';
		const fate = drawn === 'split' && one.turned ? 'cabinet' : drawn;
		const toBea = fate === 'cabinet' && one.by === 'ida' && this.#next() < 0.3;
		const decided = await filing.decide(one.page, {
			fate,
			client: this.#clients[this.#next() < 0.85 ? 0 : 1],
			...(fate === 'split' ? { privateRegions: [lowerHalf] } : {}),
			...(toBea ? { colleague: this.#bea } : {})
		});
		return decided.ok;
	}

	/** A page that is not in a chart cannot be turned there: the act is folded and changes nothing. */
	async #turn(one: Laid): Promise<boolean> {
		const turn = turns[Math.floor(this.#next() * 3)] ?? 90;
		one.turned = true;
		return (await this.#practice.chart.act({ is: 'page-turned', page: one.page, turn })).ok;
	}

	async #undo(one: Laid): Promise<boolean> {
		const opened = await this.#practice.openCabinet(cabinetPassphrase);
		const cabinet = opened.ok ? opened.cabinet : undefined;
		return (await this.#practice.filing.undo(one.page, cabinet)).ok;
	}

	async #reload(): Promise<boolean> {
		await this.#practice.filing.sweep();
		this.#practice = await this.#standing.again();
		return true;
	}

	/** A copy with the lower half covered, as the desk makes it. */
	async #redact(one: Laid): Promise<boolean> {
		const { chart } = this.#practice;
		const page = this.#inChart(one);
		if (!page?.reading || one.turned || page.kind === 'mixed-part') return false;
		const turn = page.turn ?? 0;
		const reading = readingAt(parseReading(await chart.open(page.reading)), turn);
		const covered = coveredFor([lowerHalf], reading, reading);
		const copy = await redactedCopy(sharpCodec, await chart.open(page.picture), page.mediaType, {
			rects: covered,
			turn,
			ink: 'bar'
		});
		const words = JSON.stringify(redactedReading(reading, covered, turn));
		const picture = await chart.seal(copy.picture);
		const thumbnail = await chart.seal(copy.thumbnail);
		const text = await chart.seal(new TextEncoder().encode(words));
		const redacted: RedactedVersion = {
			...{ picture: picture.ref, thumbnail: thumbnail.ref, reading: text.ref },
			...{ mediaType: copy.mediaType, stoodAt: turn, covered, madeOn: '', madeBy: 'Ida Morrow' },
			marks: [{ rect: lowerHalf, reason: 'third-party' }]
		};
		const put = [picture, thumbnail, text].map(({ blob }) => blob);
		return (await chart.act({ is: 'page-redacted', page: page.page, redacted }, { put })).ok;
	}

	/** A redacted copy is taken back. */
	async #bare(): Promise<boolean> {
		const { chart } = this.#practice;
		const page = [...chart.state.pages.values()].find(({ redacted }) => redacted);
		if (!page) return false;
		return (await chart.act({ is: 'redaction-removed', page: page.page })).ok;
	}

	async #mark(one: Laid): Promise<boolean> {
		const page = this.#inChart(one);
		if (!page) return false;
		const marks = page.part2 ? {} : { part2: true as const };
		return (await this.#practice.chart.act({ is: 'page-marked', page: page.page, marks })).ok;
	}

	/** Private pages go to the colleague for supervision. */
	async #lend(): Promise<boolean> {
		const opened = await this.#practice.openCabinet(cabinetPassphrase);
		if (!opened.ok) return false;
		const [client] = this.#clients;
		const pages = [...opened.cabinet.state.pages.values()].filter((page) => page.client === client);
		const lent = await this.#practice.supervision.lend(opened.cabinet, {
			...{ to: this.#bea, client, pages: pages.slice(0, 2), programme: 'Practicum' },
			...{ today, until: addDays(today, 30) }
		});
		return lent.ok;
	}

	/** The colleague feeds and decides a page of the same client, at the same workstation. */
	async #colleague(): Promise<boolean> {
		await this.#practice.filing.sweep();
		const bea = asClinician(await unlockAs(this.#standing, this.#bea));
		const decided = await this.#decide(bea, await this.#lay(bea, 'bea'));
		await bea.filing.sweep();
		this.#practice = await this.#standing.again();
		return decided;
	}

	/** A paper of another request, perhaps of the same client. */
	async #paper(): Promise<boolean> {
		const { chart } = this.#practice;
		const client = this.#clients[this.#next() < 0.5 ? 0 : 1];
		const request = newId<RequestId>();
		const form = { basis: 'access' };
		await chart.act({
			is: 'request-listed',
			request: { id: request, client, receivedOn: today, form }
		});
		const attached = await this.#attach(this.#practice, 'other');
		this.#strange.push(attached);
		return (await chart.act({ is: 'paper-attached', request, client, paper: attached.paper })).ok;
	}

	async #attach({ chart }: Practice, kind: RequestPaper['kind']): Promise<Paper> {
		const marks = [this.#token(), this.#token()] as const;
		const { picture, reading } = await markedPage(...marks);
		const { ref, blob } = await chart.seal(picture);
		await chart.act({ is: 'client-changed', client: this.#own() }, { put: [blob] });
		const { width, height } = reading;
		const side: PaperSide = { picture: ref, mediaType: 'image/png', width, height, dpi: 45 };
		const attachedAt = '2026-03-01T10:00:00.000Z';
		const paper = newId<PaperId>();
		return {
			marks,
			paper: { paper, kind, sides: [side], attachedAt, attachedBy: 'Ida Morrow' }
		};
	}

	#own(): { readonly id: ClientId; readonly name: string } {
		return { id: this.#clients[0], name: 'Ana Marked' };
	}

	#inChart(one: Laid): ChartPage | undefined {
		const receipts = this.#practice.tray.state.pages.get(one.page)?.receipts ?? [];
		const found = receipts.flatMap(({ page }) => this.#practice.chart.state.pages.get(page) ?? []);
		return found[0];
	}
}
