/** Invented days in a tray: lawful orders of events about one box. */
import fc from 'fast-check';
import type { Told } from '#lib/ledger/told.ts';
import { fates } from '#lib/page/fate.ts';
import type { BoxId, ClientId, PageId, PersonId } from '#lib/page/ids.ts';
import type { TrayAction } from '#lib/tray/actions.ts';

export const box = 'box' as BoxId;
const client = 'client' as ClientId;
const ref = (name: string) => ({ sha256: name, size: 1 });
export const id = (n: number) => `page ${n}` as PageId;

export function told(actions: readonly TrayAction[]): Told<TrayAction>[] {
	return actions.map((action, i) => ({
		n: i + 1,
		at: new Date(1000 * i).toISOString(),
		person: 'ida' as PersonId,
		action
	}));
}

export function taken(n: number): TrayAction {
	const side = {
		...{ page: id(n), box, order: n, filePage: 1, filePages: 1, sha256: '', dpi: 200 },
		...{ width: 10, height: 10, mediaType: 'image/png' as const }
	};
	return { is: 'side-taken', taken: { side, picture: ref(`p${n}`), thumbnail: ref(`t${n}`) } };
}

export const opened: TrayAction = {
	is: 'box-opened',
	box,
	provenance: 'unknown',
	files: 2,
	sheets: 3
};

/** Lawful days: every event is about a box and pages that are there. */
export const days: fc.Arbitrary<TrayAction[]> = fc
	.record({
		sides: fc.integer({ min: 0, max: 8 }),
		fed: fc.boolean(),
		acts: fc.array(fc.tuple(fc.nat(7), fc.nat(4), fc.constantFrom(...fates)), { maxLength: 40 })
	})
	.map(({ sides, fed, acts }) => {
		const actions: TrayAction[] = [opened, ...Array.from({ length: sides }, (_, n) => taken(n))];
		for (const [n, act, fate] of sides === 0 ? [] : acts) {
			const page = id(n % sides);
			if (act === 0) actions.push({ is: 'page-unread', page, sentence: 'Too dark.' });
			if (act === 1) {
				const suggestion = { kind: 'unsure', confidence: 0, evidence: [], lines: [] } as const;
				actions.push({
					...{ is: 'page-read', page, reading: ref('r'), hints: {}, turn: 0 },
					suggestion: { ...suggestion, summary: '' }
				});
			}
			if (act === 2) actions.push({ is: 'page-decided', page, decision: { fate, client } });
			if (act === 3) actions.push({ is: 'page-undone', page });
			if (act === 4) actions.push({ is: 'copies-removed', pages: [page] });
		}
		return fed ? [...actions, { is: 'box-fed', box }] : actions;
	});
