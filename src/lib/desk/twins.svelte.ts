/** Sides that are here twice: which page looks like which, where the earlier one is now, and both pictures. */
import type { Chart } from '#lib/chart/chart.ts';
import type { BoxId, PageId } from '#lib/page/ids.ts';
import { turnedSize } from '#lib/page/upright.ts';
import { shownName } from '#lib/page/shown-name.ts';
import type { TrayPage } from '#lib/tray/state.ts';
import type { Tray } from '#lib/tray/tray.ts';
import { TwinWatch } from '#lib/tray/twin-watch.ts';
import type { Twin } from '#lib/tray/twins.ts';
import type { Pictures } from './pictures.ts';
import { outcomeOf, type Outcome } from './sentences.ts';

/** What the screen says of a page's twin. */
export interface TwinFacts {
	readonly twin: TrayPage;
	readonly how: Twin['how'];
	/** 1-based place of the twin in its box, and what is written on that box. */
	readonly place: number;
	readonly box: string | undefined;
	readonly sameBox: boolean;
	/** Why its picture is not shown: a private page is never opened here. */
	readonly hidden: 'cabinet' | undefined;
}

export interface TwinPicture {
	readonly url: string;
	/** Pixels. */
	readonly width: number;
	readonly height: number;
}

/** While pages come in one after the other, they are compared when there is a pause. */
const pauseMs = 600;

export class TwinsDesk {
	all = $state.raw<ReadonlyMap<PageId, Twin>>(new Map());

	readonly #tray: Tray;
	readonly #chart: Chart;
	readonly #pictures: Pictures;
	#state = $state.raw<Tray['state']>() as Tray['state'];
	readonly #watch = new TwinWatch();
	#timer: ReturnType<typeof setTimeout> | undefined;
	#looking = false;

	constructor(parts: { readonly tray: Tray; readonly chart: Chart; readonly pictures: Pictures }) {
		this.#tray = parts.tray;
		this.#chart = parts.chart;
		this.#pictures = parts.pictures;
		this.#state = parts.tray.state;
		parts.tray.onChange(() => this.#later());
		this.#later();
	}

	/** Pages of a box that wait for a decision and look like an earlier one, in their order. */
	waitingIn(box: BoxId): readonly PageId[] {
		return (this.#state.boxes.get(box)?.pages ?? []).filter(
			(page) => this.all.has(page) && !this.#state.pages.get(page)?.decision
		);
	}

	/** Separator sheets of a box whose client has no chart here. */
	strangersIn(box: BoxId): number {
		return (this.#state.boxes.get(box)?.pages ?? []).filter((page) => {
			const client = this.#state.pages.get(page)?.separator?.client;
			return client !== undefined && !this.#chart.state.clients.has(client);
		}).length;
	}

	factsOf(page: TrayPage): TwinFacts | undefined {
		const found = this.all.get(page.side.page);
		const twin = found && this.#state.pages.get(found.of);
		if (!twin || page.deniedTwins?.includes(found.of)) return undefined;
		const box = this.#state.boxes.get(twin.side.box);
		return {
			twin,
			how: found.how,
			place: (box?.pages.indexOf(found.of) ?? twin.side.order) + 1,
			box: shownName(box?.label),
			sameBox: twin.side.box === page.side.box,
			hidden: isPrivate(twin) ? 'cabinet' : undefined
		};
	}

	/** It waits, it has a twin, and both may be looked at here. */
	canCompare(page: TrayPage): boolean {
		const facts = page.decision ? undefined : this.factsOf(page);
		return facts !== undefined && facts.hidden === undefined;
	}

	/** The page's picture as it stands upright, from the tray or the chart it was filed to. Rejects where it is in neither, or private. */
	async picture(page: TrayPage): Promise<TwinPicture> {
		const { side, picture, turn } = page;
		// The tray may still hold its copy of a page that is on its way to the cabinet.
		if (isPrivate(page)) throw new Error('a private page is opened in the cabinet alone');
		if (!page.gone) {
			const open = async () => ({
				bytes: await this.#tray.open(picture),
				mediaType: side.mediaType
			});
			return {
				url: await this.#pictures.url(picture.sha256, open, turn),
				...turnedSize(side, turn)
			};
		}
		const receipt = page.receipts?.find(({ to }) => to === 'chart');
		const filed = receipt && this.#chart.state.pages.get(receipt.page);
		if (!filed || page.decision?.fate !== 'chart') throw new Error('its picture is not at hand');
		const open = async () => ({
			bytes: await this.#chart.open(filed.picture),
			mediaType: filed.mediaType
		});
		const url = await this.#pictures.url(filed.picture.sha256, open, filed.turn);
		return { url, width: filed.width, height: filed.height };
	}

	/** A person has compared the two, and they are not the same. */
	async deny(page: PageId, twin: PageId): Promise<Outcome> {
		const denied = outcomeOf(await this.#tray.act({ is: 'twin-denied', page, twin }));
		if (denied.ok) await this.#compare();
		return denied;
	}

	stop(): void {
		clearTimeout(this.#timer);
		this.#watch.stop();
	}

	#later(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#compare(), pauseMs);
	}

	async #compare(): Promise<void> {
		// One round at a time: what changes meanwhile is looked at in the next.
		if (this.#looking) {
			this.#later();
			return;
		}
		this.#looking = true;
		try {
			const state = this.#tray.state;
			for await (const all of this.#watch.look(state)) {
				this.#state = state;
				this.all = all;
			}
		} catch {
			// Without its worker no twin is pointed out; the next change tries again.
		} finally {
			this.#looking = false;
		}
	}
}

function isPrivate({ decision }: TrayPage): boolean {
	return decision?.fate === 'cabinet' || decision?.fate === 'split';
}
