/** The papers that a request stands on: taken in as pictures, sealed into the chart, and shown beside the checklist. */
import type { Chart } from '#lib/chart/chart.ts';
import { turnedForScreen } from '#lib/imaging/screen-codec.ts';
import { parseDate, type CalendarDate } from '#lib/page/date.ts';
import type { PaperId, RequestId } from '#lib/page/ids.ts';
import type { ListedRequest } from '#lib/page/records-request.ts';
import type { PaperKind, PaperSide, RequestPaper } from '#lib/page/request-paper.ts';
import type { Engines } from './engines.ts';
import type { Pictures } from './pictures.ts';
import { outcomeOf, type Outcome } from './sentences.ts';

/** A form has a few pages; a whole file that was chosen by mistake has many. */
const mostSides = 20;

export class RequestPapers {
	/** A file is being taken in. */
	busy = $state(false);
	readonly #chart: Chart;
	readonly #pictures: Pictures;
	readonly #takeIn: Engines['takeIn'];
	readonly #newPaper: () => PaperId;
	readonly #signedAs: string;
	readonly #now: () => Date;

	constructor(parts: {
		readonly chart: Chart;
		readonly pictures: Pictures;
		readonly takeIn: Engines['takeIn'];
		readonly newPaper: () => PaperId;
		readonly signedAs: string;
		readonly now: () => Date;
	}) {
		this.#chart = parts.chart;
		this.#pictures = parts.pictures;
		this.#takeIn = parts.takeIn;
		this.#newPaper = parts.newPaper;
		this.#signedAs = parts.signedAs;
		this.#now = parts.now;
	}

	/** Takes a PDF's pages or a picture in; a file of which a page is refused is not attached at all. */
	async attach(
		{ id, client }: ListedRequest,
		kind: PaperKind,
		file: Blob,
		password?: string
	): Promise<Outcome> {
		if (this.busy) return refused('Another paper is being attached. Wait for it.');
		this.busy = true;
		try {
			const sides: PaperSide[] = [];
			const put: Awaited<ReturnType<Chart['seal']>>['blob'][] = [];
			for await (const taken of this.#takeIn(file, password ? { password } : {})) {
				if (taken.is === 'refused') return refused(taken.refusal.sentence);
				const { bytes, mediaType, width, height, dpi, filePages } = taken.side;
				if (filePages > mostSides) {
					return refused(`That file has ${filePages} pages. Attach the form alone.`);
				}
				const sealed = await this.#chart.seal(bytes);
				put.push(sealed.blob);
				sides.push({ picture: sealed.ref, mediaType, width, height, dpi });
			}
			if (sides.length === 0) return refused('That file holds no page. Scan the paper again.');
			const paper: RequestPaper = {
				paper: this.#newPaper(),
				...{ kind, sides, attachedAt: this.#now().toISOString(), attachedBy: this.#signedAs }
			};
			return outcomeOf(
				await this.#chart.act({ is: 'paper-attached', request: id, client, paper }, { put })
			);
		} finally {
			this.busy = false;
		}
	}

	/** Turns one side clockwise. The picture is drawn anew: it is a copy of a paper that the practice still has. */
	async turn(
		{ id, client }: ListedRequest,
		paper: RequestPaper,
		at: number,
		by: 90 | 270
	): Promise<Outcome> {
		const side = paper.sides[at];
		if (!side || this.busy) return refused('Another paper is being attached. Wait for it.');
		this.busy = true;
		try {
			const { picture, mediaType, width, height } = side;
			const opened = new Blob([await this.#chart.open(picture)], { type: mediaType });
			const turned = await turnedForScreen(opened, by);
			const sealed = await this.#chart.seal(new Uint8Array(await turned.arrayBuffer()));
			const upright: PaperSide = {
				...{ ...side, picture: sealed.ref, mediaType: 'image/jpeg' },
				...{ width: height, height: width }
			};
			if (!this.#isAsIt(id, paper)) return refused('That paper was changed meanwhile. Look again.');
			const sides = paper.sides.map((one, index) => (index === at ? upright : one));
			return outcomeOf(
				await this.#chart.act(
					{ is: 'paper-attached', request: id, client, paper: { ...paper, sides }, turned: true },
					{ put: [sealed.blob], remove: [picture.sha256] }
				)
			);
		} catch {
			return refused('That side could not be turned. Take the paper off and attach it again.');
		} finally {
			this.busy = false;
		}
	}

	/** Takes the wrong paper off again. Its pictures go; that it was there stays in the history. */
	async remove({ id, client }: ListedRequest, { paper, sides }: RequestPaper): Promise<Outcome> {
		if (this.busy) return refused('That paper is being worked on. Wait for it.');
		this.busy = true;
		try {
			const remove = sides.map(({ picture }) => picture.sha256);
			return outcomeOf(
				await this.#chart.act({ is: 'paper-removed', request: id, client, paper }, { remove })
			);
		} finally {
			this.busy = false;
		}
	}

	/** It is attached with these very pictures; another tab may have changed it. */
	#isAsIt(request: RequestId, { paper, sides }: RequestPaper): boolean {
		const now = this.#chart.state.requests.get(request)?.papers;
		const same = now?.find((one) => one.paper === paper);
		return same?.sides.map(picturesOf).join() === sides.map(picturesOf).join();
	}

	/** Enters that the authority was revoked: nothing further leaves on this request. */
	async revoke(
		{ id, client }: ListedRequest,
		{ on, how }: { readonly on: string; readonly how: string },
		today: CalendarDate
	): Promise<Outcome> {
		const day = parseDate(on);
		if (!day || day > today) return refused('Say on which day it was revoked; not a later one.');
		if (!how.trim()) return refused('Say how the practice learned of it.');
		const revoked = { on: day, how: how.trim() };
		return outcomeOf(
			await this.#chart.act({ is: 'authority-revoked', request: id, client, revoked })
		);
	}

	/** Rejects when the stored picture is damaged. */
	picture({ picture, mediaType }: PaperSide): Promise<string> {
		const open = async () => ({ bytes: await this.#chart.open(picture), mediaType });
		return this.#pictures.url(picture.sha256, open);
	}
}

function refused(sentence: string): Outcome & { readonly ok: false } {
	return { ok: false, sentence };
}

function picturesOf({ picture }: PaperSide): string {
	return picture.sha256;
}
