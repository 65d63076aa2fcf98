import { readerOf } from '#lib/chart/chart.ts';
import { pagesOfClient } from '#lib/chart/state.ts';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { ensureDate } from '#lib/page/date.ts';
import type { PacketId, PageId } from '#lib/page/ids.ts';
import { buildPacket } from '#lib/release/packet/build.ts';
import type { ReleaseImprint } from '#lib/release/packet/papers.ts';
import { pressWith } from '#lib/release/packet/press.ts';
import { consentElements, type ConsentElement, type Part2Consent } from '#lib/release/part2.ts';
import { planRelease, type Plan } from '#lib/release/plan.ts';
import { Proven } from '#lib/release/proof/proven.ts';
import { chartWitness } from '#lib/release/proof/witness.ts';
import type { Request } from '#lib/release/request.ts';
import { everythingIn, isIn } from '#lib/self-test/search.ts';
import { newId } from '#lib/vault/random.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Token } from '../support/marked-paper.ts';
import { liveOneDay, today, type Day, type Laid } from './marked-day.ts';
import { nodeReader } from './packets.ts';
import { authorization } from './requests.ts';

const histories = Number(process.env['MARK_HISTORIES'] ?? 100);
const firstSeed = Number(process.env['MARK_SEED'] ?? 1);

/** A packet, and what may and may not be found in it. */
interface Released {
	readonly file: Uint8Array<ArrayBuffer>;
	/** Every private half, the whole of what is not in this packet, and papers that do not go along. */
	readonly tokens: readonly Token[];
	/** What forms that go along show; nobody has read those. */
	readonly along: readonly Token[];
	readonly wanted: readonly Token[];
	/** Of those: what stands there as words, too. */
	readonly read: readonly Token[];
}

/** The client’s own request, or one with a signed authorization; Part 2 pages go with their consent or stay out. */
async function release(day: Day): Promise<Released> {
	const { practice, client, laid, strange, next } = day;
	const { chart } = practice;
	const isOwn = next() < 0.4;
	const signed = isOwn ? undefined : await day.attach('authorization');
	const consent = isOwn || next() < 0.4 ? undefined : await day.attach('part2-consent');
	const request: Request = {
		...{ id: newId<PacketId>(), client, includeUndated: true, identity: { check: 'known' } },
		receivedOn: today,
		requester: isOwn
			? { kind: 'client', name: 'Ana Marked' }
			: { kind: 'provider', name: 'Dr. Okafor' },
		purpose: isOwn ? 'at the request of the individual' : 'continuing treatment',
		basis: isOwn ? { is: 'access' } : authorization,
		...(signed ? { papers: [signed.paper] } : {}),
		...(consent ? { part2Consent: consentOn(consent.paper.sides) } : {})
	};
	const who = chart.state.clients.get(client);
	if (!who) throw new Error('no client');
	const pages = pagesOfClient(chart.state, client);
	const takenOut = new Map<PageId, string>();
	const planned = (): Plan => planRelease(request, who, pages, { takenOut });
	const imprint: ReleaseImprint = {
		...{ practice: { name: 'Test Practice' }, preparedBy: 'Ida Morrow', preparedOn: today },
		...(signed ? { papers: { letterhead: {}, authorizationCopy: true as const } } : {})
	};
	const guarded = pages.filter(({ part2 }) => part2);
	if (guarded.length > 0 && !isOwn && !consent) {
		await expect(build(day, planned(), imprint)).rejects.toMatchObject({ why: 'gate' });
		for (const { page } of guarded) takenOut.set(page, 'It needs the patient’s own consent.');
	}
	const plan = planned();
	if (plan.counts.in === 0) {
		return { file: new Uint8Array(), tokens: [], wanted: [], along: [], read: [] };
	}
	const file = await build(day, plan, imprint);
	const goesAlong = [
		...(signed ? signed.marks : []),
		...(consent && plan.lines.some(({ in: isIn, page }) => isIn && page.part2) ? consent.marks : [])
	];
	const apart = consent?.marks.filter((mark) => !goesAlong.includes(mark)) ?? [];
	const tokens = laid.flatMap((one) => forbiddenOn(one, day, plan));
	const inside = laid.filter(({ upper }) => !tokens.includes(upper));
	return {
		file,
		tokens: [...tokens, ...apart, ...strange.flatMap(({ marks }) => marks)],
		wanted: inside.map(({ upper }) => upper),
		along: goesAlong,
		read: inside.filter((one) => isRead(one, day)).map(({ upper }) => upper)
	};
}

function consentOn(copy: Part2Consent['copy']): Part2Consent {
	const found = Object.keys(consentElements) as ConsentElement[];
	const [signedOn, expiresOn] = [ensureDate('2026-02-01'), ensureDate('2026-08-01')];
	return { signedOn, expiresOn, signedBy: 'client', found, copy };
}

async function build(
	{ practice: { chart } }: Day,
	plan: Plan,
	imprint: ReleaseImprint
): Promise<Uint8Array<ArrayBuffer>> {
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

function forbiddenOn(one: Laid, { trays }: Day, plan: Plan): readonly Token[] {
	const { decision, receipts = [] } = trays[one.by].state.pages.get(one.page) ?? {};
	const line = plan.lines.find(({ in: isIn, page }) => {
		return isIn && receipts.some((receipt) => receipt.page === page.page);
	});
	if (!line) return [one.upper, one.lower];
	return decision?.fate === 'split' || line.redacted ? [one.lower] : [];
}

/** A private page that was taken back comes without its words, until it is read again; nobody reads here. */
function isRead({ page, by }: Laid, { trays, practice }: Day): boolean {
	const receipts = trays[by].state.pages.get(page)?.receipts ?? [];
	return receipts.some((receipt) => practice.chart.state.pages.get(receipt.page)?.reading);
}

describe('planted marks', () => {
	let found: (Omit<Released, 'file'> & { readonly seed: number; readonly everything: string })[] =
		[];

	const did = new Map<string, number>();

	beforeAll(async () => {
		for (let seed = firstSeed; seed < firstSeed + histories; seed++) {
			const day = await liveOneDay(seed);
			for (const [name, times] of day.did) did.set(name, (did.get(name) ?? 0) + times);
			const { file, ...marks } = await release(day);
			found.push({ seed, ...marks, everything: await everythingIn(file, nodeReader) });
		}
	}, 12_000 * histories);

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
		for (const { wanted, along, read, everything } of released) {
			// The picture shows the whole token; the words hold it in two halves.
			for (const token of [...wanted, ...along]) expect(everything).toContain(token);
			for (const token of read) expect(everything).toContain(`mk${token.slice(0, 16)}`);
		}
		const marks = (of: 'wanted' | 'read'): number => released.flatMap((one) => one[of]).length;
		expect(marks('read')).toBeGreaterThan(marks('wanted') * 0.9);
		found = [];
	});

	it.runIf(histories >= 20)('come from days on which every act was done', () => {
		expect([...did.keys()].sort()).toEqual([
			...[
				'bare',
				'colleague',
				'decide',
				'lend',
				'paper',
				'part2',
				'redact',
				'reload',
				'turn',
				'undo'
			]
		]);
	});
});
