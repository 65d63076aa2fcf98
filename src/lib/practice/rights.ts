/** Who may do what in which folder. The ledgers ask it of every event that they read, and before they write one. */
import type { CabinetAction } from '#lib/cabinet/actions.ts';
import type { ChartAction } from '#lib/chart/actions.ts';
import type { VerifierOf } from '#lib/ledger/chain.ts';
import type { May } from '#lib/ledger/ledger.ts';
import type { FolderId } from '#lib/page/ids.ts';
import { isScanIn } from '#lib/tray/scan-in.ts';
import { memberOf, presentIn, verifierIn, type Roster } from './roster.ts';

/** Whoever dropped a page may take it back; that it is theirs, the cabinet's own fold sees to. */
const throughSlot: ReadonlySet<string> = new Set<CabinetAction['is']>([
	'page-dropped',
	'page-withdrawn'
]);

/** Lending, and word of what was lent: between clinicians. Whose loan it is, the cabinet's own fold sees to. */
const betweenClinicians: ReadonlySet<string> = new Set<CabinetAction['is']>([
	'loan-received',
	'loan-opened',
	'loan-ended'
]);

/** What in a chart is only a clinician's to say. */
const cliniciansWord: ReadonlySet<string> = new Set<ChartAction['is']>([
	'page-vouched',
	'vouch-withdrawn'
]);

/** Chart: everybody, but for a clinician's word. Tray and cabinet: their clinician; others may only put pages in, and take back what they put in. */
export function mayIn(roster: Roster): May {
	const cards = new Map(roster.folders.map((card) => [card.slot.folder, card]));
	return (folder, person, action) => {
		const card = cards.get(folder);
		const member = memberOf(roster, person);
		if (!card || !member) return false;
		const name = nameOf(action);
		if (card.slot.kind === 'chart') return member.role === 'clinician' || !cliniciansWord.has(name);
		if (card.owner === person) return true;
		if (card.slot.kind === 'tray') return isScanIn(action);
		return throughSlot.has(name) || (member.role === 'clinician' && betweenClinicians.has(name));
	};
}

/** Whose snapshots of a folder are believed: anyone with the slot could seal a false state into it. */
export function snapshotsIn(roster: Roster, folder: FolderId): VerifierOf {
	const owner = roster.folders.find(({ slot }) => slot.folder === folder)?.owner;
	const verifierOf = verifierIn(roster);
	const present = new Set(presentIn(roster).map(({ id }) => id));
	return (person, at) =>
		present.has(person) && (owner === undefined || owner === person)
			? verifierOf(person, at)
			: undefined;
}

function nameOf(action: unknown): string {
	const { is } = (action ?? {}) as { readonly is?: unknown };
	return typeof is === 'string' ? is : '';
}
