import { readerOf } from '#lib/chart/chart.ts';
import { pagesOfClient } from '#lib/chart/state.ts';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { ensureDate } from '#lib/page/date.ts';
import type { PacketId, PageId } from '#lib/page/ids.ts';
import type { Rotation } from '#lib/page/reading.ts';
import type { Practice } from '#lib/practice/practice.ts';
import { buildPacket } from '#lib/release/packet/build.ts';
import { pressWith } from '#lib/release/packet/press.ts';
import { planRelease } from '#lib/release/plan.ts';
import { Proven } from '#lib/release/proof/proven.ts';
import { chartWitness } from '#lib/release/proof/witness.ts';
import type { Request } from '#lib/release/request.ts';
import { newId } from '#lib/vault/random.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../support/drawn.ts';
import { everythingIn, isIn } from '#lib/self-test/search.ts';
import { lowerHalf, markedPage, type Token } from '../support/marked-paper.ts';
import {
	addClient,
	cabinetPassphrase,
	layPage,
	openBox,
	setUpPractice
} from '../support/practice.ts';
import { nodeReader } from './packets.ts';

const histories = Number(process.env['MARK_HISTORIES'] ?? 100);
const firstSeed = Number(process.env['MARK_SEED'] ?? 1);
const fates = ['chart', 'cabinet', 'split', 'blank', 'rescan'] as const;
const today = ensureDate('2026-03-02');

interface Laid {
	readonly page: PageId;
	readonly upper: Token;
	readonly lower: Token;
	fate: (typeof fates)[number] | undefined;
	/** Somebody turned it in the chart: where its lower half is then, nobody here says. */
	turned?: true;
}

function tokenFrom(next: () => number): Token {
	return Array.from({ length: 32 }, () => Math.floor(next() * 16).toString(16)).join('');
}

/** Half the pages were fed upright, the others any way round. */
function turnFrom(next: () => number): Rotation {
	return ([90, 180, 270] as const)[Math.floor(next() * 6)] ?? 0;
}

/** Feeds, decides, undoes, decides anew, reloads: a random but lawful day at the desk. */
async function live(seed: number): Promise<{ practice: Practice; laid: Laid[]; request: Request }> {
	const next = random(seed);
	const standing = await setUpPractice();
	let { practice } = standing;
	const client = await addClient(practice, 'Ana Marked');
	const other = await addClient(practice, 'Bo Elsewhere');
	const box = await openBox(practice);
	const laid: Laid[] = [];
	for (let step = 0; step < 10; step++) {
		const chosen = laid[Math.floor(next() * laid.length)];
		const act = next();
		if (!chosen || act < 0.4) {
			const [upper, lower] = [tokenFrom(next), tokenFrom(next)];
			const { picture, reading } = await markedPage(upper, lower, turnFrom(next));
			const page = await layPage(practice, box, picture, reading);
			laid.push({ page, upper, lower, fate: undefined });
		} else if (act < 0.78) {
			const drawn = fates[Math.floor(next() * fates.length)] ?? 'cabinet';
			const fate = drawn === 'split' && chosen.turned ? 'cabinet' : drawn;
			const decided = await practice.filing.decide(chosen.page, {
				fate,
				client: next() < 0.85 ? client : other,
				...(fate === 'split' ? { privateRegions: [lowerHalf] } : {})
			});
			if (decided.ok) chosen.fate = fate;
		} else if (act < 0.84) {
			// A page that is not in a chart cannot be turned there: the act is folded and changes nothing.
			const turn = ([90, 180, 270] as const)[Math.floor(next() * 3)] ?? 90;
			await practice.chart.act({ is: 'page-turned', page: chosen.page, turn });
			chosen.turned = true;
		} else if (act < 0.92) {
			const opened = await practice.openCabinet(cabinetPassphrase);
			const undone = await practice.filing.undo(
				chosen.page,
				opened.ok ? opened.cabinet : undefined
			);
			if (undone.ok) chosen.fate = undefined;
		} else {
			await practice.filing.sweep();
			practice = await standing.again();
		}
	}
	// Something must be releasable, or there is no packet to search.
	const last = turnFrom(next);
	const { picture, reading } = await markedPage(tokenFrom(next), tokenFrom(next), last);
	const page = await layPage(practice, box, picture, reading);
	await practice.filing.decide(page, { fate: 'chart', client });
	const request: Request = {
		id: newId<PacketId>(),
		client,
		requester: { kind: 'client', name: 'Ana Marked' },
		purpose: 'at the request of the individual',
		includeUndated: true,
		identity: { check: 'known' },
		basis: { is: 'access' }
	};
	return { practice, laid, request };
}

async function packetOf(practice: Practice, request: Request): Promise<Uint8Array<ArrayBuffer>> {
	const { chart } = practice;
	const client = chart.state.clients.get(request.client);
	if (!client) throw new Error('no client');
	const plan = planRelease(request, client, pagesOfClient(chart.state, client.id));
	const imprint = {
		practice: { name: 'Test Practice' },
		preparedBy: 'Ida Morrow',
		preparedOn: today
	};
	const reader = readerOf(chart);
	const { key } = chart;
	const built = await buildPacket({ plan, imprint, reader, key, press: pressWith(sharpCodec) });
	const proven = await Proven.from({
		...{ plan, imprint, built, madeAt: '2026-03-02T10:00:00.000Z', read: nodeReader },
		...chartWitness(reader, key, sharpCodec)
	});
	expect(proven.proof.checks.filter(({ ok }) => !ok)).toEqual([]);
	if (!proven.ok) throw new Error('the packet failed its proof');
	return proven.packet.file();
}

/** Tokens that must not be found: every private half, and the whole of what is not in this client's chart. */
function forbidden(practice: Practice, laid: readonly Laid[], request: Request): Token[] {
	const inChart = new Set<string>(
		pagesOfClient(practice.chart.state, request.client).map(({ page }) => page)
	);
	return laid.flatMap((one) => {
		const { decision, receipts } = practice.tray.state.pages.get(one.page) ?? {};
		const filed = receipts?.some(({ page }) => inChart.has(page)) ?? false;
		if (!filed) return [one.upper, one.lower];
		return decision?.fate === 'split' ? [one.lower] : [];
	});
}

/** A private page that was taken back comes without its words, until it is read again; nobody reads here. */
function isRead(practice: Practice, id: PageId): boolean {
	const receipts = practice.tray.state.pages.get(id)?.receipts ?? [];
	return receipts.some(({ page }) => practice.chart.state.pages.get(page)?.reading !== undefined);
}

describe('planted marks', () => {
	let found: {
		seed: number;
		tokens: Token[];
		everything: string;
		wanted: Token[];
		read: Token[];
	}[] = [];

	beforeAll(async () => {
		for (let seed = firstSeed; seed < firstSeed + histories; seed++) {
			const { practice, laid, request } = await live(seed);
			const everything = await everythingIn(await packetOf(practice, request), nodeReader);
			const tokens = forbidden(practice, laid, request);
			const wanted = laid.filter(({ upper }) => !tokens.includes(upper));
			const read = wanted.filter(({ page }) => isRead(practice, page));
			const marksOf = (some: readonly Laid[]): Token[] => some.map(({ upper }) => upper);
			found.push({ seed, tokens, everything, wanted: marksOf(wanted), read: marksOf(read) });
		}
	}, 10_000 * histories);

	it(`are in no packet of ${histories} random histories, whatever was filed, undone and filed again`, () => {
		const leaks = found.flatMap(({ seed, tokens, everything }) =>
			tokens.filter((token) => isIn(everything, token)).map((token) => ({ seed, token }))
		);
		expect(leaks).toEqual([]);
		expect(found.flatMap(({ tokens }) => tokens).length).toBeGreaterThan(histories);
	});

	it('are found as words and as pictures where they belong, so the search can see them', () => {
		const released = found.filter(({ wanted }) => wanted.length > 0);
		expect(released.length).toBeGreaterThan(histories / 4);
		for (const { wanted, read, everything } of released) {
			// The picture shows the whole token; the words hold it in two halves.
			for (const token of wanted) expect(everything).toContain(token);
			for (const token of read) expect(everything).toContain(`mk${token.slice(0, 16)}`);
		}
		const marks = (of: 'wanted' | 'read'): number => released.flatMap((one) => one[of]).length;
		expect(marks('read')).toBeGreaterThan(marks('wanted') * 0.9);
		found = [];
	});
});
