/** The tray as its events tell it: boxes, their sides, and each side's fate. */
import type { BlobRef } from '#lib/page/blob.ts';
import type { PageHints } from '#lib/page/client.ts';
import type { Provenance } from '#lib/page/fate.ts';
import type { BoxId, ClientId, PageId, PersonId } from '#lib/page/ids.ts';
import type { Rotation } from '#lib/page/reading.ts';
import type { Separator } from '#lib/page/separator.ts';
import type { Side } from '#lib/page/side.ts';
import { verdictOf, type Suggestion } from '#lib/page/suggestion.ts';
import { LayeredMap } from '#lib/ledger/layered-map.ts';
import { changeBox, changePage, type Draft } from './draft.ts';
import { layAgain, layBehind, nameRescans, replace } from './places.ts';
import type { Told } from '#lib/ledger/told.ts';
import type { Decision, Receipt, TrayAction, SidePlace } from './actions.ts';
import { isScanIn } from './scan-in.ts';

export interface TrayPage {
	readonly side: Side;
	readonly picture: BlobRef;
	readonly thumbnail: BlobRef;
	readonly takenAt: string;
	readonly reading?: BlobRef;
	readonly suggestion?: Suggestion;
	readonly hints?: PageHints;
	/** Why the page could not be read, when it could not. */
	readonly unread?: string;
	/** Degrees clockwise that turn the picture upright, as the reader found or a person said. */
	readonly turn: Rotation;
	/** A person has turned it: the reader looks no further. */
	readonly turnGiven?: true;
	readonly sketch?: string;
	/** What it says, when it is a separator sheet. */
	readonly separator?: Separator;
	/** The separator sheet that it lies behind in its box. */
	readonly behind?: Separator;
	/** Where its paper was kept, as the clinician has corrected it. */
	readonly kept?: Provenance;
	/** Sides that look like this one and are not. */
	readonly deniedTwins?: readonly PageId[];
	readonly decision?: Decision & { readonly at: string };
	/** Where the decision took it; a decided page without receipts is still on its way. */
	readonly receipts?: readonly Receipt[];
	/** Folders that still hold the page though its decision was taken back: a return that was cut short. */
	readonly owed?: readonly Receipt[];
	/** The client whose chart owes it. */
	readonly owedBy?: ClientId;
	/** It stood in the chart once: whoever may open that could read it. */
	readonly wasCharted?: true;
	/** The tray's own sealed copy is gone, and of a private page what was read and decided of it too. */
	readonly gone?: boolean;
	/** The better scan that stands in its place. */
	readonly replacedBy?: PageId;
	/** The side in whose place it stands: scanned again. */
	readonly replaces?: PageId;
	/** The side that it is a better scan of, as whoever fed it says. */
	readonly rescanOf?: SidePlace;
}

export interface Refused {
	readonly file: number;
	readonly filePage?: number;
	readonly name?: string;
	/** Sides that came in before it broke off. */
	readonly sides?: number;
	readonly locked?: true;
	readonly sentence: string;
}

export interface BoxNote {
	readonly at: string;
	readonly note: string;
}

export interface TrayBox {
	readonly box: BoxId;
	readonly openedAt: string;
	/** Who fed it: the clinician, or somebody for the clinician. */
	readonly fedBy: PersonId;
	/** Whose papers are in it, as whoever fed it says. */
	readonly client?: ClientId;
	readonly provenance: Provenance;
	readonly label?: string;
	readonly files: number;
	readonly sheets?: number;
	readonly bothSides?: true;
	/** A hash that a folder of imported files is known again by. */
	readonly source?: string;
	/** Sides in the list of the scan station that it comes from. */
	readonly listed?: number;
	readonly pages: readonly PageId[];
	readonly refused: readonly Refused[];
	/** Files wholly taken in. */
	readonly filesTaken: number;
	/** All files were taken in; before that, feeding was cut short. */
	readonly fed: boolean;
	/** What people said about sides that do not add up, oldest first. */
	readonly notes: readonly BoxNote[];
	/** Put out of sight by a person. */
	readonly away?: true;
}

export interface TrayState {
	readonly boxes: ReadonlyMap<BoxId, TrayBox>;
	readonly pages: ReadonlyMap<PageId, TrayPage>;
	/** Pages whose decision can be taken back, the latest last. */
	readonly undo: readonly PageId[];
	/** What others signed that is no scanning in of theirs: it is on record, and has changed nothing. */
	readonly turnedAway: readonly TurnedAway[];
}

export interface TurnedAway {
	/** Its place in the tray's chain. */
	readonly n: number;
	readonly at: string;
	readonly person: PersonId;
}

export const emptyTray: TrayState = {
	boxes: new Map(),
	pages: new Map(),
	undo: [],
	turnedAway: []
};

/** How many decisions back an undo reaches. */
const undoDepth = 500;

/**
 * Folds events in order. An event of the clinician's own about a page or box the tray does not hold is a bug of the
 * writer and throws. Events of others count only where they scan something in; nothing that they write can stop
 * the tray from opening. Without `clinician` all events are taken for the clinician's own.
 */
export function foldTray(
	state: TrayState,
	events: readonly Told<TrayAction>[],
	clinician?: PersonId
): TrayState {
	const draft: Draft = {
		boxes: new LayeredMap(state.boxes),
		pages: new LayeredMap(state.pages),
		undo: [...state.undo],
		turnedAway: [...state.turnedAway]
	};
	for (const event of events) {
		const { n, at, person } = event;
		if (clinician === undefined || person === clinician || scansIn(draft, event))
			step(draft, event);
		else draft.turnedAway.push({ n, at, person });
	}
	return { ...draft, undo: draft.undo.slice(-undoDepth) };
}

/** Whether somebody else's event scans something new into a box that this person has opened. */
function scansIn(draft: Draft, { person, action }: Told<unknown>): boolean {
	if (!isScanIn(action)) return false;
	if (action.is === 'box-opened') return !draft.boxes.has(action.box);
	const side = action.is === 'side-taken' ? action.taken.side : undefined;
	const box = side ? side.box : 'box' in action ? action.box : undefined;
	const isNew = !side || !draft.pages.has(side.page);
	return isNew && box !== undefined && draft.boxes.get(box)?.fedBy === person;
}

function step(draft: Draft, { at, person, action }: Told<TrayAction>): void {
	switch (action.is) {
		case 'box-opened': {
			const { is: _, ...box } = action;
			draft.boxes.set(box.box, {
				...box,
				openedAt: at,
				fedBy: person,
				pages: [],
				refused: [],
				filesTaken: 0,
				fed: false,
				notes: []
			});
			return;
		}
		case 'box-indexed':
			changeBox(draft, action.box, ({ client: _, ...box }) =>
				action.client ? { ...box, client: action.client } : box
			);
			nameRescans(draft, action, person);
			return;
		case 'side-taken': {
			const { side, separator } = action.taken;
			draft.pages.set(side.page, {
				...action.taken,
				takenAt: at,
				turn: 0,
				// Our own sheet has said what it is: there is nothing left to decide.
				...(separator ? { decision: { fate: 'separator', at } } : {})
			});
			changeBox(draft, side.box, (box) => ({ ...box, pages: [...box.pages, side.page] }));
			layBehind(draft, side.box);
			return;
		}
		case 'file-refused': {
			const { is: _, box, ...refused } = action;
			changeBox(draft, box, (held) => ({ ...held, refused: [...held.refused, refused] }));
			return;
		}
		case 'file-taken':
			changeBox(draft, action.box, (box) => ({
				...box,
				filesTaken: box.filesTaken + 1,
				// A locked file that was opened in the end is no longer refused.
				refused: box.refused.filter(({ file, filePage }) => file !== action.file || filePage)
			}));
			return;
		case 'box-fed':
			changeBox(draft, action.box, (box) => ({ ...box, fed: true }));
			return;
		case 'box-collated':
			changeBox(draft, action.box, (box) => ({ ...box, pages: action.pages }));
			layBehind(draft, action.box);
			return;
		case 'box-explained':
			changeBox(draft, action.box, (box) => ({
				...box,
				notes: [...box.notes, { at, note: action.note }]
			}));
			return;
		case 'box-put-away':
			changeBox(draft, action.box, ({ away: _, ...box }) =>
				action.away ? { ...box, away: true } : box
			);
			return;
		case 'page-read': {
			const { reading, suggestion, hints, sketch } = action;
			// Histories from before pages were turned say nothing of a turn.
			const { turn = 0 } = action as Partial<typeof action>;
			changePage(draft, action.page, ({ unread: _, sketch: __, ...page }) => ({
				...page,
				reading,
				suggestion,
				hints,
				turn,
				...(sketch === undefined ? {} : { sketch })
			}));
			return;
		}
		case 'page-turned':
			changePage(
				draft,
				action.page,
				({ unread: _, reading: __, suggestion: ___, hints: ____, sketch: _____, ...page }) => ({
					...page,
					turn: action.turn,
					turnGiven: true
				})
			);
			return;
		case 'twin-denied':
			changePage(draft, action.page, (page) => ({
				...page,
				deniedTwins: [...(page.deniedTwins ?? []), action.twin]
			}));
			return;
		case 'side-replaced':
			replace(draft, action.page, action.by);
			return;
		case 'page-kept':
			changePage(draft, action.page, (page) => ({ ...page, kept: action.provenance }));
			return;
		case 'page-unread':
			changePage(draft, action.page, (page) => ({ ...page, unread: action.sentence }));
			return;
		case 'page-decided':
			changePage(draft, action.page, ({ receipts: _, ...page }) => ({
				...page,
				decision: { ...action.decision, at }
			}));
			layAgain(draft, action.page);
			draft.undo = [...draft.undo.filter((page) => page !== action.page), action.page];
			return;
		case 'page-filed':
			changePage(draft, action.page, (page) => ({ ...page, receipts: action.receipts }));
			return;
		case 'page-undone':
			changePage(draft, action.page, ({ decision, receipts, gone, reading, ...held }) => {
				const { suggestion, ...rest } = held;
				// Of a page that was gone the suggestion points at no lines any more: it is sorted again.
				const page = gone || !suggestion ? rest : held;
				const owed = receipts ?? action.begun;
				// Of a page that comes back from its folder, nothing is here but what came with it.
				const words = gone ? action.reading : (action.reading ?? reading);
				const turn = action.turn ?? page.turn;
				return {
					...page,
					...action.taken,
					...(words ? { reading: words } : {}),
					...(turn === page.turn ? {} : { turn, turnGiven: true }),
					...(action.kept ? { kept: action.kept } : {}),
					...(decision?.fate === 'chart' && owed ? { wasCharted: true } : {}),
					...(owed ? { owed } : {}),
					...(owed && decision?.client ? { owedBy: decision.client } : {})
				};
			});
			// What is to be decided anew has its place again.
			replace(draft, action.page, undefined);
			layAgain(draft, action.page);
			draft.undo = draft.undo.filter((page) => page !== action.page);
			return;
		case 'page-returned':
			changePage(draft, action.page, ({ owed: _, owedBy: __, ...page }) => page);
			return;
		case 'copies-removed':
			for (const id of action.pages) changePage(draft, id, forgotten);
			return;
	}
}

/**
 * What the tray still knows once a page is in its folder alone: of a private one no word and no date. Its sketch,
 * its signature and the separator sheet it lay behind stay, so that it is known when it is fed again.
 */
function forgotten(page: TrayPage): TrayPage {
	const { suggestion, hints: _, decision, ...rest } = page;
	if (decision?.fate === 'cabinet') {
		const { fate, at, run } = decision;
		return { ...rest, decision: { fate, at, ...(run ? { run } : {}) }, gone: true };
	}
	// A split page's other part is in the chart, where its client and date stand anyway.
	if (decision?.fate === 'split') return { ...rest, decision, gone: true };
	return { ...page, ...(suggestion ? { suggestion: verdictOf(suggestion) } : {}), gone: true };
}
