/** A clinician's figures: each page once, as it stands, in both directions, and of nobody else's tray. */
import { describe, expect, it } from 'vitest';
import { withheldIn } from '#lib/desk/withheld-pages.ts';
import type { Told } from '#lib/ledger/told.ts';
import type { Fate } from '#lib/page/fate.ts';
import type { PageId, PersonId } from '#lib/page/ids.ts';
import type { PageKind } from '#lib/page/suggestion.ts';
import type { TrayAction } from '#lib/tray/actions.ts';
import { newId } from '#lib/vault/random.ts';

const person = newId<PersonId>();
let clock = 0;

function told(action: unknown): Told<TrayAction> {
	clock++;
	const at = new Date(Date.UTC(2026, 0, 1, 0, clock)).toISOString();
	return { n: clock, at, person, action: action as TrayAction };
}

const read = (page: PageId, kind: PageKind) =>
	told({ is: 'page-read', page, suggestion: { kind } });
const decide = (page: PageId, fate: Fate) => told({ is: 'page-decided', page, decision: { fate } });

function pages(pairs: readonly (readonly [PageKind | undefined, Fate])[]): Told<TrayAction>[] {
	return pairs.flatMap(([kind, fate]) => {
		const page = newId<PageId>();
		return [...(kind ? [read(page, kind)] : []), decide(page, fate)];
	});
}

describe('decisions beside suggestions', () => {
	it('differ in both directions, and are counted by what was suggested', () => {
		const found = withheldIn(
			pages([
				['progress', 'chart'],
				['administrative', 'cabinet'],
				['progress', 'split'],
				['mixed', 'split'],
				['mixed', 'cabinet'],
				['mixed', 'chart'],
				['psychotherapy', 'cabinet'],
				['psychotherapy', 'chart']
			])
		);
		expect(found).toMatchObject({ pages: 8, more: 3, less: 2, untold: 0 });
		expect(found.counts).toEqual({
			all: { all: 1, part: 1, nothing: 1 },
			part: { all: 1, part: 1, nothing: 1 },
			nothing: { all: 1, part: 0, nothing: 1 }
		});
		expect(found.from?.slice(0, 10)).toBe('2026-01-01');
	});

	it('leave out what no suggestion spoke of, and what is not filed', () => {
		const found = withheldIn(
			pages([
				['unsure', 'chart'],
				[undefined, 'cabinet'],
				['progress', 'blank'],
				['blank', 'rescan']
			])
		);
		expect(found).toMatchObject({ pages: 0, more: 0, less: 0, untold: 2 });
		expect(found).not.toHaveProperty('from');
	});

	it('count once, by the suggestion that stood when it was decided', () => {
		const page = newId<PageId>();
		const history = [read(page, 'psychotherapy'), decide(page, 'chart')];
		expect(withheldIn(history)).toMatchObject({ pages: 1, less: 1 });
		history.push(told({ is: 'page-undone', page }));
		expect(withheldIn(history)).toMatchObject({ pages: 0, less: 0 });
		history.push(told({ is: 'page-turned', page }), read(page, 'progress'), decide(page, 'chart'));
		expect(withheldIn(history)).toMatchObject({ pages: 1, less: 0, more: 0 });
	});
});
