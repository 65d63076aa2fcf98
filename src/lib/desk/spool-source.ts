/** Where a station's spool is read from: this machine's own server, or a folder that was carried over. */
import { readIn, write } from '#lib/backup/folder.ts';
import { isId, type BoxId } from '#lib/page/ids.ts';
import { parseCard } from '#lib/spool/card.ts';
import { layout } from '#lib/spool/layout.ts';
import { bearerOf, type Pairing } from '#lib/spool/pairing.ts';

/** Nobody answers, or the folder is gone; too much was asked in a minute; or there is no such spool. */
export type Unanswered = 'away' | 'busy' | 'unknown';

/** Whether a piece is there cannot be said: that is no word on the piece, and none may be passed on to the station. */
export class NoAnswer extends Error {
	override name = 'NoAnswer';
	readonly why: Unanswered;

	constructor(why: Unanswered) {
		// @wc-ignore
		super('the spool does not answer');
		this.why = why;
	}
}

export interface SpoolSource {
	/** Boxes that lie there whole, or why nobody can say. */
	boxes(): Promise<readonly BoxId[] | Unanswered>;
	/** By its path in the spool; `undefined` when it is not there. Throws {@link NoAnswer}. */
	read(path: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
	/** `false`: the station will not hear of it. The next look says it again. */
	acknowledge(box: BoxId, text: string): Promise<boolean>;
}

/** Asks this origin's own server. `get` is the browser's `fetch`. */
export class ServedSpool implements SpoolSource {
	readonly #pairing: Pairing;
	readonly #get: typeof fetch;

	constructor(pairing: Pairing, get: typeof fetch) {
		this.#pairing = pairing;
		this.#get = get;
	}

	async boxes(): Promise<readonly BoxId[] | Unanswered> {
		const answer = await this.#ask(layout.boxes);
		if (!answer?.ok) return whyNot(answer);
		const found = (await answer.json().catch(() => undefined)) as { boxes?: unknown } | undefined;
		const boxes: readonly unknown[] = Array.isArray(found?.boxes) ? found.boxes : [];
		return boxes.filter((box): box is BoxId => typeof box === 'string' && isId(box));
	}

	async read(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
		const answer = await this.#ask(path);
		if (answer?.status === 404) return undefined;
		const bytes = answer?.ok && (await answer.arrayBuffer().catch(() => undefined));
		if (!bytes) throw new NoAnswer(whyNot(answer));
		return new Uint8Array(bytes);
	}

	async acknowledge(box: BoxId, text: string): Promise<boolean> {
		const answer = await this.#ask(layout.acknowledgement(box), { method: 'POST', body: text });
		return answer?.ok ?? false;
	}

	/** `undefined` when nobody answers: the app works without its server. */
	async #ask(path: string, how: RequestInit = {}): Promise<Response | undefined> {
		// @wc-ignore
		const headers = { Authorization: `Bearer ${await bearerOf(this.#pairing)}` };
		const get = this.#get;
		return get(`/spool/${path}`, { ...how, headers, cache: 'no-store' }).catch(() => undefined);
	}
}

function whyNot(answer: Response | undefined): Unanswered {
	if (!answer || answer.ok || answer.status >= 500) return 'away';
	return answer.status === 429 ? 'busy' : 'unknown';
}

type Directory = FileSystemDirectoryHandle;

/** A spool on a stick: the very folder that the station writes, or a copy of it. */
export class CarriedSpool implements SpoolSource {
	readonly #root: Directory;

	constructor(root: Directory) {
		this.#root = root;
	}

	async boxes(): Promise<readonly BoxId[] | Unanswered> {
		const found: BoxId[] = [];
		try {
			const boxes = await this.#root.getDirectoryHandle(layout.boxes);
			for await (const [name, handle] of boxes.entries()) {
				if (handle.kind !== 'directory' || !isId(name)) continue;
				const box = name as BoxId;
				if (await this.read(layout.manifest(box))) found.push(box);
			}
		} catch {
			return 'away';
		}
		return found.sort();
	}

	read(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
		return readIn(this.#root, path);
	}

	async acknowledge(box: BoxId, text: string): Promise<boolean> {
		try {
			await write(this.#root, layout.acknowledgement(box), new TextEncoder().encode(text));
			return true;
		} catch {
			return false;
		}
	}
}

/** The spools in a folder that somebody chose, or directly inside it, by their station. */
export async function spoolsIn(folder: Directory): Promise<ReadonlyMap<string, CarriedSpool>> {
	const found = new Map<string, CarriedSpool>();
	const look = async (candidate: Directory): Promise<void> => {
		const spool = new CarriedSpool(candidate);
		const bytes = await spool.read(layout.card);
		const card = bytes && parseCard(new TextDecoder().decode(bytes));
		if (card) found.set(card.station, spool);
	};
	await look(folder);
	for await (const handle of folder.values()) if (handle.kind === 'directory') await look(handle);
	return found;
}
