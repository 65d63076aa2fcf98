/**
 * Slips for whoever fed a box for a clinician: which sides want a better scan, by their place in the box as it was fed,
 * and nothing of what they show. A slip is one small file a box, sealed to the two whom it concerns.
 */
import type { BoxId, PersonId } from '#lib/page/ids.ts';
import type { PracticeFiles } from '#lib/shelf/practice-files.ts';
import { openWith, sealTo } from '#lib/vault/age.ts';
import type { ReceiptHolder } from './receipts.ts';
import { isAwaited } from './places.ts';
import type { TrayBox, TrayState } from './state.ts';

/** One side that is to be scanned again. */
export interface Wanted {
	/** Among the sides of the box as they were fed, from 1. */
	readonly place: number;
	/** When the clinician asked for it: an ISO 8601 time. */
	readonly at: string;
}

export interface RescanSlip {
	readonly box: BoxId;
	/** Whose tray the box went into. */
	readonly for: PersonId;
	/** Sides in the box, to find the place by. */
	readonly sides: number;
	readonly wanted: readonly Wanted[];
}

/** Of a box that somebody else fed; `wanted` is empty when every side was good enough. */
export function slipOf(
	{ pages }: Pick<TrayState, 'pages'>,
	box: Pick<TrayBox, 'box' | 'pages'>,
	clinician: PersonId
): RescanSlip {
	const wanted = box.pages.flatMap((id): Wanted[] => {
		const page = pages.get(id);
		if (!page?.decision || !isAwaited(page)) return [];
		return [{ place: page.side.order + 1, at: page.decision.at }];
	});
	wanted.sort((a, b) => a.place - b.place);
	return { box: box.box, for: clinician, sides: box.pages.length, wanted };
}

export class RescanSlips {
	readonly #files: PracticeFiles;
	readonly #me: ReceiptHolder;

	constructor(files: PracticeFiles, me: ReceiptHolder) {
		this.#files = files;
		this.#me = me;
	}

	/** Writes a slip, or takes it away when nothing is wanted any more. Writes nothing where it says the same already. */
	async put(slip: RescanSlip, feeder: ReceiptHolder['person']): Promise<boolean> {
		const path = pathOf(feeder.id, slip.box);
		const before = await this.#read(path);
		if (JSON.stringify(before?.wanted ?? []) === JSON.stringify(slip.wanted)) return true;
		if (slip.wanted.length === 0) return (await this.#files.write([], [path])).ok;
		const text = new TextEncoder().encode(JSON.stringify({ v: 1, slip }));
		const bytes = await sealTo([feeder.recipient, this.#me.person.recipient], text);
		return (await this.#files.write([{ path, bytes }])).ok;
	}

	/** Slips for this person, in no order. One that does not open is left out: the clinician's tray still has it. */
	async mine(): Promise<readonly RescanSlip[]> {
		const paths = await this.#files.list(`people/${this.#me.person.id}.rescan.`);
		const read = await Promise.all(paths.map((path) => this.#read(path)));
		return read.flatMap((slip) => slip ?? []);
	}

	async #read(path: string): Promise<RescanSlip | undefined> {
		const file = await this.#files.read(path);
		const opened = file && (await openWith(this.#me.identity, file));
		if (!opened?.ok) return undefined;
		try {
			const found: unknown = JSON.parse(new TextDecoder().decode(opened.bytes));
			return isFound(found) ? found.slip : undefined;
		} catch {
			return undefined;
		}
	}
}

function pathOf(feeder: PersonId, box: BoxId): string {
	return `people/${feeder}.rescan.${box}.age`;
}

/** Anybody in the practice could have sealed one: whoever shows it must not stumble over it. */
function isFound(found: unknown): found is { readonly slip: RescanSlip } {
	const { slip } = (found ?? {}) as { readonly slip?: Partial<Record<keyof RescanSlip, unknown>> };
	return (
		typeof slip?.box === 'string' &&
		typeof slip.for === 'string' &&
		typeof slip.sides === 'number' &&
		Array.isArray(slip.wanted) &&
		slip.wanted.every((one: Partial<Wanted> | null) =>
			Boolean(one && Number.isSafeInteger(one.place) && typeof one.at === 'string')
		)
	);
}
