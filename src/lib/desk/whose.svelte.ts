/** Whose the page on the desk is, and of when: what is offered, what a person chose, and what is carried on to the next page. */
import { languageTag } from '#lib/language/language.ts';
import { byFamilyName } from '#lib/page/family-name.ts';
import type { Chart } from '#lib/chart/chart.ts';
import type { Client } from '#lib/page/client.ts';
import type { DateOfService } from '#lib/page/date.ts';
import type { ClientId } from '#lib/page/ids.ts';
import { likelyClient, namesAnother } from '#lib/page/likely-client.ts';
import type { TrayPage } from '#lib/tray/state.ts';
import { outcomeOf, type Outcome } from './sentences.ts';
import { fromPage, offerFor, toTake, type Source, type Whose } from './whose-page.ts';

export interface WhoseParts {
	readonly chart: Chart;
	readonly newClient: () => ClientId;
	/** The page on the desk. */
	readonly page: () => TrayPage | undefined;
}

export interface Offering {
	/** The page before it came from the same box. */
	readonly sameBox: boolean;
	/** Pages come as the paper lies; out of that order, the day of the page before says nothing. */
	readonly inPaperOrder: boolean;
	/** Whose papers whoever fed the box said they are. */
	readonly fed: ClientId | undefined;
}

export class WhoseDesk implements Whose {
	clients = $state.raw<readonly Client[]>([]);
	/** Remembered from page to page of a box until changed. */
	client = $state<ClientId>();
	serviceDate = $state<DateOfService>();
	clientFrom = $state<Source>('kept');
	dateFrom = $state<Source>('kept');
	/** The page named another client than the one before it, so that one was chosen. */
	changedFrom = $state.raw<Client>();

	/** The date that a page without one of its own is offered. */
	#keptDate: DateOfService | undefined;
	readonly #parts: WhoseParts;
	/** It remembers how each name is filed: a list of thousands is put in order at every change. */
	readonly #inOrder = byFamilyName(languageTag());
	readonly #hints = $derived.by(() => this.#parts.page()?.hints);

	readonly chosen = $derived(this.clients.find(({ id }) => id === this.client));
	/** The client that the page's own words point to, perhaps misread. */
	readonly named = $derived(likelyClient(this.#hints, this.clients));
	/** The page names somebody else than the chosen client. */
	readonly looksWrong = $derived(namesAnother(this.#hints, this.chosen, this.clients));
	/** What taking the page at its word would change. */
	readonly toTake = $derived(toTake(this.#hints, this.named?.client.id, this));

	constructor(parts: WhoseParts) {
		this.#parts = parts;
		this.look();
	}

	/** The charts have changed. */
	look(): void {
		const { clients } = this.#parts.chart.state;
		this.clients = [...clients.values()].sort(this.#inOrder);
	}

	choose(client: ClientId | undefined): void {
		if (client !== this.client) this.#leaveDay();
		this.client = client;
		this.clientFrom = 'person';
		this.changedFrom = undefined;
	}

	setDate(date: DateOfService | undefined): void {
		this.serviceDate = date;
		this.#keptDate = date;
		this.dateFrom = 'person';
	}

	/** Takes what the page says of its client and date. `false`: it names somebody without a chart, or nobody. */
	accept(): boolean {
		const { named } = this;
		const day = this.#hints?.serviceDate;
		if (day) {
			this.serviceDate = day;
			this.dateFrom = 'page';
		}
		if (!named) return false;
		if (named.client.id !== this.client) this.#leaveDay();
		this.client = named.client.id;
		this.clientFrom = fromPage(named);
		return true;
	}

	/** The day of the page before is not carried on to another client. */
	#leaveDay(): void {
		if (this.dateFrom === 'kept') this.serviceDate = undefined;
		this.#keptDate = this.serviceDate;
	}

	/** A client who has no chart yet. */
	async add(client: Omit<Client, 'id'>): Promise<Outcome> {
		const id = this.#parts.newClient();
		const added = await this.#parts.chart.act({ is: 'client-added', client: { id, ...client } });
		if (added.ok) this.choose(id);
		return outcomeOf(added);
	}

	/** What the page and its separator sheet say is offered; within a box, what was chosen before stays when they say nothing. */
	offer(page: TrayPage, { sameBox, inPaperOrder, fed }: Offering): void {
		const keptDate = inPaperOrder ? { serviceDate: this.#keptDate } : {};
		const kept = sameBox ? { client: this.client, ...keptDate } : {};
		const { client, clientFrom, serviceDate, dateFrom } = offerFor(page, this.clients, kept, fed);
		const isOther = !sameBox || client !== this.client;
		this.changedFrom = sameBox && isOther ? this.chosen : undefined;
		if (isOther || serviceDate) this.#keptDate = serviceDate;
		[this.client, this.clientFrom] = [client, clientFrom];
		[this.serviceDate, this.dateFrom] = [serviceDate, dateFrom];
	}

	/** The page was read or turned while it lay on the desk: what somebody has typed meanwhile is theirs. */
	offerAnew(page: TrayPage, offering: Offering): void {
		const { client, clientFrom, serviceDate, dateFrom } = this;
		this.offer(page, offering);
		if (clientFrom === 'person') [this.client, this.clientFrom] = [client, clientFrom];
		if (dateFrom === 'person') [this.serviceDate, this.dateFrom] = [serviceDate, dateFrom];
	}
}
