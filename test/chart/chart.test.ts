import { describe, expect, it } from 'vitest';
import { openChartBlob, type ChartKey } from '#lib/chart/open.ts';
import { readerOf } from '#lib/chart/chart.ts';
import { redactedPage, type ChartPage, type RedactedVersion } from '#lib/chart/reader.ts';
import { emptyChart, foldChart, pagesOfClient } from '#lib/chart/state.ts';
import type { ChartAction } from '#lib/chart/actions.ts';
import { ensureDate } from '#lib/page/date.ts';
import type { ClientId, PacketId, PageId, PaperId, PersonId, RequestId } from '#lib/page/ids.ts';
import { markedPage } from '../support/marked-paper.ts';
import { addClient, layPage, openBox, setUpPractice } from '../support/practice.ts';
import { openedCabinet } from '../tray/one-place.ts';

const client = 'ana' as ClientId;
const ref = { sha256: '', size: 0 };

function page(id: string, filedOn: string, serviceDate?: string): ChartPage {
	return {
		...{ page: id as PageId, client, kind: 'progress', filedOn, filedBy: '' },
		...(serviceDate ? { serviceDate: ensureDate(serviceDate) } : {}),
		...{ picture: ref, thumbnail: ref, reading: undefined, mediaType: 'image/png', sha256: '' },
		...{ width: 1, height: 1, dpi: 200, provenance: 'unknown' }
	};
}

function fold(actions: readonly ChartAction[]) {
	const person = 'ida' as PersonId;
	return foldChart(
		emptyChart,
		actions.map((action, i) => ({ n: i + 1, at: '', person, action }))
	);
}

const filed = (...pages: ChartPage[]) =>
	pages.map((one): ChartAction => ({ is: 'page-filed', page: one }));

describe('a client’s chart', () => {
	it('runs by date of service, undated pages last, then in the order of filing', () => {
		const state = fold(
			filed(
				page('undated', '2026-01-01'),
				page('late', '2026-01-02', '2020-05-01'),
				page('second', '2026-01-04', '2019-05-01'),
				page('first', '2026-01-03', '2019-05-01'),
				{ ...page('other', '2026-01-01', '2001-01-01'), client: 'bo' as ClientId }
			)
		);
		const order = pagesOfClient(state, client).map((one) => one.page);
		expect(order).toEqual(['first', 'second', 'late', 'undated']);
	});

	it('holds a page once, however often it is filed, and none that was withdrawn', () => {
		const twice = filed(page('a', '2026-01-01'), page('a', '2026-01-02'));
		expect(pagesOfClient(fold(twice), client).map((one) => one.filedOn)).toEqual(['2026-01-02']);
		const out: ChartAction = { is: 'page-withdrawn', page: 'a' as PageId, client, because: '' };
		expect(fold([...twice, out, out]).pages.size).toBe(0);
	});

	it('knows a client by the latest facts', () => {
		const state = fold([
			{ is: 'client-added', client: { id: client, name: 'Ana' } },
			{ is: 'client-changed', client: { id: client, name: 'Ana Marked' } }
		]);
		expect(state.clients.get(client)?.name).toBe('Ana Marked');
	});
});

describe('what is said of a page', () => {
	it('is the latest, all of it, and stays when the page is turned', () => {
		const said: ChartAction[] = [
			{
				is: 'page-marked',
				page: 'a' as PageId,
				marks: { part2: true, session: 'couple', others: [{ name: 'Sam Ito', role: 'spouse' }] }
			},
			{ is: 'page-marked', page: 'a' as PageId, marks: { session: 'individual' } },
			{ is: 'page-turned', page: 'a' as PageId, turn: 90 }
		];
		const one = (upTo: number) =>
			fold([...filed(page('a', '2026-01-01')), ...said.slice(0, upTo)]).pages.get('a' as PageId);
		expect(one(1)).toMatchObject({ part2: true, others: [{ name: 'Sam Ito' }] });
		expect(one(3)).toMatchObject({ session: 'individual', turn: 90 });
		expect(one(3)).not.toHaveProperty('part2');
		expect(one(3)).not.toHaveProperty('others');
	});
});

describe('a clinician’s word that a page belongs in the record', () => {
	const a = 'a' as PageId;
	const vouched: ChartAction = { is: 'page-vouched', page: a, because: 'the treatment plan' };
	const wordAfter = (...actions: ChartAction[]) =>
		fold([...filed(page('a', '2026-01-01')), vouched, ...actions]).pages.get(a)?.vouched;

	it('stays while its words do, under the name of who signed it', () => {
		const word = { because: 'the treatment plan', at: '', by: 'ida' };
		const resealed = { picture: ref, thumbnail: ref, reading: ref };
		expect(wordAfter()).toEqual(word);
		expect(wordAfter({ is: 'page-turned', page: a, turn: 90 })).toEqual(word);
		expect(wordAfter({ is: 'pages-resealed', pages: [{ page: a, ...resealed }] })).toEqual(word);
	});

	it.each<[string, ChartAction]>([
		['was read anew', { is: 'page-read', page: a, reading: ref, turn: 0 }],
		['was corrected', { is: 'words-corrected', page: a, reading: ref }],
		['has a clinician who took it back', { is: 'vouch-withdrawn', page: a }],
		[
			'was filed anew, whatever word comes with it',
			{
				is: 'page-filed',
				page: {
					...page('a', '2026-01-02'),
					vouched: { because: 'mine', at: '', by: 'sam' as PersonId }
				}
			}
		]
	])('is gone when the page %s', (_name, action) => {
		expect(wordAfter(action)).toBeUndefined();
	});

	it('comes with no mark, and nothing else does that is none', () => {
		const vouched = { because: 'mine', at: '', by: 'ida' as PersonId };
		const marks = { part2: true as const, vouched, client: 'bo' as ClientId };
		const marked: ChartAction = { is: 'page-marked', page: a, marks };
		const now = fold([...filed(page('a', '2026-01-01')), marked]).pages.get(a);
		expect(now).toEqual({ ...page('a', '2026-01-01'), part2: true });
	});
});

describe('a request’s papers', () => {
	const request = 'asked' as RequestId;
	const listing: ChartAction = {
		is: 'request-listed',
		request: { id: request, client, receivedOn: ensureDate('2026-02-02'), form: {} }
	};
	const attaching = (id: string): ChartAction => ({
		is: 'paper-attached',
		...{ request, client },
		paper: {
			paper: id as PaperId,
			...{ kind: 'authorization', sides: [], attachedAt: '', attachedBy: 'Front Desk' }
		}
	});
	const asked = (...more: ChartAction[]) => fold([listing, ...more]).requests.get(request);

	it('stay with it when it is written anew, but for one that was the wrong paper', () => {
		const removed: ChartAction = {
			is: 'paper-removed',
			...{ request, client },
			paper: 'one' as PaperId
		};
		const papers = asked(attaching('one'), attaching('two'), listing, removed)?.papers;
		expect(papers?.map(({ paper }) => paper)).toEqual(['two']);
	});

	it('are of no use once their authority is revoked, and a second look holds for its own plan only', () => {
		const revoked = { on: ensureDate('2026-02-20'), how: 'letter' };
		const planned = (plan: string): ChartAction => ({
			is: 'packet-planned',
			...{ request, client, plan, since: '2026-02-03T10:00:00Z', by: 'Front Desk' }
		});
		const seen: ChartAction = {
			is: 'packet-seen-again',
			...{ request, client, plan: 'p1', seen: { at: '', by: 'Ida Voss' } }
		};
		expect(asked({ is: 'authority-revoked', request, client, revoked })?.revoked).toEqual(revoked);
		expect(asked(planned('p1'), seen)?.review?.seen?.by).toBe('Ida Voss');
		expect(asked(planned('p1'), planned('p2'), seen)?.review).not.toHaveProperty('seen');
		expect(asked(planned('p1'), seen, planned('p2'))?.review?.plan).toBe('p2');
	});
});

describe('a redacted copy', () => {
	const wide = { ...page('a', '2026-01-01'), width: 400, height: 300 };
	const copy: RedactedVersion = {
		picture: { sha256: 'p', size: 1 },
		thumbnail: { sha256: 't', size: 1 },
		reading: { sha256: 'r', size: 1 },
		mediaType: 'image/jpeg',
		stoodAt: 0,
		marks: [{ rect: { x: 10, y: 20, width: 30, height: 8 }, reason: 'third-party' }],
		covered: [{ x: 8, y: 18, width: 34, height: 12 }],
		...{ madeOn: '', madeBy: 'Ida Morrow' }
	};
	const id = 'a' as PageId;
	const made: ChartAction = { is: 'page-redacted', page: id, redacted: copy };

	it('lies beside the page, is replaced, and can be taken back', () => {
		const state = fold([...filed(wide), made]);
		expect(state.pages.get(id)).toEqual({ ...wide, redacted: copy });
		const next: ChartAction = { ...made, redacted: { ...copy, madeBy: 'Bo' } };
		expect(fold([...filed(wide), made, next]).pages.get(id)?.redacted?.madeBy).toBe('Bo');
		const back: ChartAction = { is: 'redaction-removed', page: id };
		expect(fold([...filed(wide), made, back]).pages.get(id)).toEqual(wide);
		// What another tab withdrew meanwhile stays withdrawn.
		expect(fold([made, back]).pages.size).toBe(0);
	});

	it('goes out with pieces of its own, and names none of the page’s', () => {
		expect(redactedPage(wide)).toBeUndefined();
		const own = { ...wide, picture: { sha256: 'original', size: 9 } };
		const out = redactedPage({ ...own, redacted: copy });
		expect(out).toMatchObject({ picture: copy.picture, reading: copy.reading, turn: 0 });
		expect(JSON.stringify(out)).not.toMatch(/original|third-party/);
		expect(out?.covered).toEqual(copy.covered);
	});

	it('turns with the page, whichever way the page stood when it was made', () => {
		const turn: ChartAction = { is: 'page-turned', page: id, turn: 90 };
		const state = fold([...filed(wide), made, turn]);
		const stood = state.pages.get(id);
		expect(stood && redactedPage(stood)).toMatchObject({
			...{ turn: 90, width: 300, height: 400 },
			covered: [{ x: 300 - 18 - 12, y: 8, width: 12, height: 34 }]
		});
		const later: ChartAction = { ...made, redacted: { ...copy, stoodAt: 90 } };
		const after = fold([...filed(wide), turn, later]).pages.get(id);
		expect(after && redactedPage(after)).toMatchObject({ turn: 0, covered: copy.covered });
	});

	it('is sealed anew with its page', () => {
		const pieces = { picture: ref, thumbnail: ref, reading: ref };
		const action: ChartAction = {
			is: 'pages-resealed',
			pages: [{ page: id, ...pieces, redacted: pieces }]
		};
		const state = fold([...filed(wide), made, action]);
		expect(state.pages.get(id)?.redacted).toEqual({ ...copy, ...pieces });
	});
});

describe('a sealed piece of the chart', () => {
	it('opens with the chart’s key and only as the piece that the ledger names', async () => {
		const { practice } = await setUpPractice();
		const { chart } = practice;
		const one = await chart.seal(new TextEncoder().encode('one'));
		const two = await chart.seal(new TextEncoder().encode('two'));
		const opened = await openChartBlob(chart.key, one.ref, one.blob.bytes);
		expect(new TextDecoder().decode(opened)).toBe('one');
		await expect(openChartBlob(chart.key, one.ref, two.blob.bytes)).rejects.toMatchObject({
			why: 'another-blob'
		});
		const tray = await practice.tray.seal(new TextEncoder().encode('tray'));
		await expect(openChartBlob(chart.key, tray.ref, tray.blob.bytes)).rejects.toMatchObject({
			why: 'not-for-this-key'
		});
		const cut = one.blob.bytes.slice(0, -1);
		await expect(openChartBlob(chart.key, one.ref, cut)).rejects.toThrow('another-blob');
	});

	it('is handed out as ciphertext by the reader that releases see', async () => {
		const { practice } = await setUpPractice();
		const { picture, reading } = await markedPage('c'.repeat(32), 'd'.repeat(32));
		const ana = await addClient(practice, 'Ana Marked');
		const id = await layPage(practice, await openBox(practice), picture, reading);
		await practice.filing.decide(id, { fate: 'chart', client: ana });
		const reader = readerOf(practice.chart);
		const [found] = reader.pagesOf(ana);
		if (!found) throw new Error('no page');
		const sealed = await reader.sealed(found.picture);
		expect(new TextDecoder().decode(sealed.subarray(0, 21))).toBe('age-encryption.org/v1');
		expect(
			Buffer.compare(await openChartBlob(practice.chart.key, found.picture, sealed), picture)
		).toBe(0);
		expect(Object.keys(reader).sort()).toEqual(['client', 'pagesOf', 'sealed']);
	});

	it('is not opened by another folder’s key, which the compiler refuses too', async () => {
		const { practice } = await setUpPractice();
		const cabinet = await openedCabinet(practice);
		const piece = await practice.chart.seal(new Uint8Array([1]));
		// @ts-expect-error a cabinet's key is no chart's key
		const wrong: ChartKey = cabinet.key;
		await expect(openChartBlob(wrong, piece.ref, piece.blob.bytes)).rejects.toThrow(
			'not-for-this-key'
		);
	});
});

describe('a page that had gone out', () => {
	const went = (holds: readonly string[], of = client): ChartAction => ({
		is: 'packet-released',
		disclosure: {
			...{ packet: 'p1' as PacketId, client: of, releasedAt: '', releasedBy: '', basis: '' },
			...{ recipient: { name: 'Dr. Okafor' }, description: '', purpose: '', pages: 1 },
			...{ holds: holds as PageId[], sha256: '', accounting: { counts: false, because: '' } }
		}
	});
	const out = (id: string): ChartAction => ({
		...{ is: 'page-withdrawn', page: id as PageId, client, because: 'The decision was taken back.' }
	});
	const incidents = (...actions: ChartAction[]) => [...fold(actions).after.incidents.values()];

	it('begins an incident when it is taken out of the chart, and names the packet alone', () => {
		const [one, ...more] = incidents(...filed(page('a', '1')), went(['a']), out('a'), out('a'));
		expect(more).toEqual([]);
		expect(one).toMatchObject({ client, packets: ['p1'], began: { page: 'a' }, form: {} });
		expect(Object.keys(one ?? {}).sort()).toEqual(
			['began', 'client', 'form', 'id', 'openedAt', 'openedBy', 'packets'].sort()
		);
	});

	it('begins none when it never went out, and loses its draft when the very page is back', () => {
		const a = page('a', '1');
		expect(incidents(...filed(a, page('b', '1')), went(['b']), out('a'))).toEqual([]);
		expect(incidents(...filed(a), went(['a']), out('a'), ...filed(a))).toEqual([]);
		const changed = { ...a, sha256: 'another picture' };
		expect(incidents(...filed(a), went(['a']), out('a'), ...filed(changed))).toHaveLength(1);
		const moved = { ...a, client: 'bo' as ClientId };
		expect(incidents(...filed(a), went(['a']), out('a'), ...filed(moved))).toHaveLength(1);
		expect(incidents(...filed(a), went(['a']), ...filed(moved))).toMatchObject([{ client }]);
	});

	it('keeps an incident that somebody has written on, and begins another the next time', () => {
		const a = page('a', '1');
		const [draft] = incidents(...filed(a), went(['a']), out('a'));
		if (!draft) throw new Error('no draft');
		const writing: ChartAction = {
			...{
				is: 'incident-written',
				incident: draft.id,
				client,
				form: { happened: 'it was private' }
			}
		};
		const all = incidents(...filed(a), went(['a']), out('a'), writing, ...filed(a), out('a'));
		expect(all.map(({ form }) => Object.keys(form).length)).toEqual([1, 0]);
		expect(new Set(all.map(({ id }) => id)).size).toBe(2);
		expect(all.every(({ id }) => id.startsWith('a'))).toBe(true);
	});

	it('is closed with an outcome, and may be opened again', () => {
		const a = page('a', '1');
		const [draft] = incidents(...filed(a), went(['a']), out('a'));
		if (!draft) throw new Error('no draft');
		const about = { incident: draft.id, client, because: 'as it says', by: 'Ida' };
		const closing: ChartAction = { is: 'incident-closed', outcome: 'low', ...about };
		const opening: ChartAction = { is: 'incident-reopened', ...about };
		const start = [...filed(a), went(['a']), out('a')];
		expect(incidents(...start, closing)[0]?.closed).toMatchObject({ outcome: 'low', by: 'Ida' });
		expect(incidents(...start, closing, opening)[0]?.closed).toBeUndefined();
	});
});

describe('an accounting that was asked for', () => {
	it('is extended once, given, and stays', () => {
		const id = 'asked' as RequestId;
		const day = ensureDate('2026-02-02');
		const asked: ChartAction = {
			is: 'accounting-asked',
			accounting: { id, client, receivedOn: day, dueOn: day, from: day, to: day }
		};
		const more = (dueOn: string): ChartAction => ({
			is: 'accounting-extended',
			...{ accounting: id, client },
			extension: { dueOn: ensureDate(dueOn), because: 'storage', on: day }
		});
		const given: ChartAction = {
			is: 'accounting-given',
			...{ accounting: id, client, given: { on: day, by: 'Ida', rows: 0, sha256: '', copy: ref } }
		};
		const state = fold([asked, more('2026-03-03'), more('2026-04-04'), given]);
		expect(state.after.accountings.get(id)).toMatchObject({
			extension: { dueOn: '2026-03-03' },
			given: { by: 'Ida' }
		});
	});
});
