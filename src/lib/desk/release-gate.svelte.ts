/** The gate of a planned packet: looks at its pages once more, tells what is unresolved, and keeps what was written of it. */
import type { Chart } from '#lib/chart/chart.ts';
import { clientFor, foldName, type Client } from '#lib/page/client.ts';
import type { CalendarDate } from '#lib/page/date.ts';
import type { PageId } from '#lib/page/ids.ts';
import {
	authorsCarried,
	gateOf,
	unresolved,
	wordKey,
	wordsCarried,
	wordsKept,
	type GateCode,
	type GateFacts,
	type GateItem,
	type TrayFacts,
	type WordAuthor
} from '#lib/release/gate.ts';
import type { PageLook } from '#lib/release/page-look.ts';
import { pagesIn, type OutgoingPage, type Plan } from '#lib/release/plan.ts';
import type { Tray } from '#lib/tray/tray.ts';
import type { Engines } from './engines.ts';
import { lookAgain, wordsOf } from './look-again.ts';

export interface GateParts {
	/** Absent for staff, who cannot see what waits in a clinician's. */
	readonly tray?: Tray;
	readonly chart: Chart;
	readonly sort: Engines['sort'];
	readonly today: () => CalendarDate;
	/** Whoever writes here, now; absent where nothing can be written. */
	readonly author?: () => WordAuthor;
}

export class ReleaseGate {
	items = $state.raw<readonly GateItem[]>([]);
	/** How many pages were looked at, while it goes on. */
	looking = $state.raw<{ readonly done: number; readonly of: number }>();
	/** What was written of an item, by its key. */
	words = $state<Record<string, string>>({});
	/** Who wrote it, by the same key. */
	authors = $state<Record<string, WordAuthor>>({});
	/** Items that keep the packet from being built. */
	readonly open = $derived(unresolved(this.items, this.words));
	/** Settles when every page of the plan was looked at, or the looking was given up. */
	done: Promise<void> = Promise.resolve();

	readonly #parts: GateParts;
	readonly #without: readonly GateCode[];
	/** By page, with the words that were looked at. */
	readonly #looks = new Map<PageId, { readonly words: string; readonly look: PageLook }>();
	#plan: Plan | undefined;
	#abort: AbortController | undefined;

	/** `without`: what is not asked, where it cannot be answered. */
	constructor(parts: GateParts, without: readonly GateCode[] = []) {
		this.#parts = parts;
		this.#without = without;
	}

	/** Everything was looked at, and nothing is open. */
	get isPassed(): boolean {
		return this.open.length === 0 && !this.looking;
	}

	/** Tells what is known of this plan at once, and looks at those of its pages that were not looked at yet. */
	look(plan: Plan): void {
		this.#abort?.abort();
		const abort = new AbortController();
		this.#abort = abort;
		this.#plan = plan;
		this.done = this.#lookAt(plan, abort.signal);
	}

	write(item: GateItem, word: string): void {
		const key = wordKey(item);
		this.words[key] = word;
		const author = word.trim() ? this.#parts.author?.() : undefined;
		const { [key]: _, ...others } = this.authors;
		this.authors = author ? { ...others, [key]: author } : others;
	}

	/** Who wrote the word on it, where that is somebody else than who is at the desk. */
	authorOf(item: GateItem): WordAuthor | undefined {
		const author = this.authors[wordKey(item)];
		return author?.by === this.#parts.author?.().by ? undefined : author;
	}

	wordOf(item: GateItem): string {
		return this.words[wordKey(item)] ?? '';
	}

	/** For the disclosure log. */
	kept(): ReturnType<typeof wordsKept> {
		return wordsKept(this.items, this.words, this.authors);
	}

	stop(): void {
		this.#abort?.abort();
		this.looking = undefined;
	}

	/** Forgets what was seen and written. */
	clear(): void {
		this.stop();
		this.#plan = undefined;
		this.#looks.clear();
		this.items = [];
		this.words = {};
		this.authors = {};
	}

	async #lookAt(plan: Plan, signal: AbortSignal): Promise<void> {
		const unseen = pagesIn(plan).filter((page) => !this.#lookOf(page));
		const of = unseen.length;
		this.looking = of > 0 ? { done: 0, of } : undefined;
		this.#tell();
		for (const [index, page] of unseen.entries()) {
			const words = wordsOf(this.#parts, page);
			const look = await lookAgain(this.#parts, page, signal);
			if (signal.aborted) return;
			this.#looks.set(page.page, { words, look });
			this.looking = { done: index + 1, of };
		}
		this.looking = undefined;
		this.#tell();
	}

	#lookOf(page: OutgoingPage): PageLook | undefined {
		const seen = this.#looks.get(page.page);
		return seen?.words === wordsOf(this.#parts, page) ? seen.look : undefined;
	}

	#tell(): void {
		const plan = this.#plan;
		const all = plan ? gateOf(plan, this.#facts(plan)) : [];
		const items = all.filter(({ code }) => !this.#without.includes(code));
		this.authors = authorsCarried(this.items, items, this.words, this.authors);
		this.words = wordsCarried(this.items, items, this.words);
		this.items = items;
	}

	#facts(plan: Plan): GateFacts {
		const { state } = this.#parts.chart;
		const tray = this.#parts.tray && trayFactsOf(this.#parts.tray, plan.client);
		const looks = pagesIn(plan).flatMap((page) => {
			const look = this.#lookOf(page);
			return look ? [[page.page, look] as const] : [];
		});
		return {
			today: this.#parts.today(),
			...(tray ? { tray } : {}),
			looks: new Map(looks),
			clients: [...state.clients.values()],
			settings: state.releaseSettings,
			revokedBefore: [...state.requests.values()].flatMap(({ client, form, revoked }) =>
				revoked &&
				client === plan.client.id &&
				revoked !== plan.request.revoked &&
				foldName(form['requesterName'] ?? '') === foldName(plan.request.requester.name)
					? [revoked.on]
					: []
			)
		};
	}
}

/** What still waits in the clinician's own tray, in numbers. */
function trayFactsOf({ state }: Tray, client: Client): TrayFacts {
	const waiting = [...state.pages.values()].filter((page) => !page.decision);
	const named = waiting.filter(
		({ hints, behind, side }) =>
			clientFor(hints, [client]) !== undefined ||
			behind?.client === client.id ||
			state.boxes.get(side.box)?.client === client.id
	);
	const unsure = named.filter(
		({ suggestion, unread: unreadable }) =>
			unreadable !== undefined || suggestion?.kind === 'unsure'
	);
	return {
		named: named.length,
		unsure: unsure.length,
		unknown: waiting.length - named.length
	};
}
