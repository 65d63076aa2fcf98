import { beforeAll, describe, expect, it } from 'vitest';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import type { Built } from '#lib/packet/setter.ts';
import { pagesIn, planRelease, type Plan } from '#lib/release/plan.ts';
import { discloseOf, fileNamesOf } from '#lib/release/disclosure.ts';
import type { Proof } from '#lib/packet/prove.ts';
import { prove } from '#lib/release/proof/proof.ts';
import { Proven } from '#lib/release/proof/proven.ts';
import { sha256Hex } from '#lib/packet/sha256.ts';
import { breakages, printed, tampered } from './broken-builders.ts';
import { chartOnPaper, seeded, type PaperChart } from './chart-on-paper.ts';
import { hostileFiles } from './hostile-files.ts';
import { buildFor, nodeReader, orderFor, planFor } from './packets.ts';
import type { Found } from '#lib/packet/packet-reader.ts';
import { ownRequest } from './requests.ts';

let chart: PaperChart;
let plan: Plan;
let built: Built;

beforeAll(async () => {
	chart = await chartOnPaper(sharpCodec, 4);
	plan = planFor(chart, { ...ownRequest, includeUndated: false });
	built = await buildFor(chart, plan);
});

function failedChecks(proof: Proof): string[] {
	return proof.checks.filter(({ ok }) => !ok).map(({ name }) => name);
}

/** Asks once a page, and gives the same answer again. */
async function remembered<P, T>(
	pages: readonly P[],
	ask: (page: P) => Promise<T>
): Promise<(page: P) => Promise<T>> {
	const answers = new Map<P, T>();
	for (const page of pages) answers.set(page, await ask(page));
	return async (page) => answers.get(page) ?? ask(page);
}

/** The places of all bytes outside streams. */
function structureOf(bytes: Uint8Array): readonly number[] {
	const text = Buffer.from(bytes).toString('latin1');
	const places: number[] = [];
	let from = 0;
	for (const stream of text.matchAll(/\/Length (\d+)[^]*?stream\n/g)) {
		const start = stream.index + stream[0].length;
		for (let at = from; at < start; at++) places.push(at);
		from = start + Number(stream[1]);
	}
	for (let at = from; at < bytes.length; at++) places.push(at);
	return places;
}

describe('the proof of a packet', () => {
	it('holds for what the press makes', async () => {
		const proof = await prove(orderFor(chart, plan, built));
		expect(failedChecks(proof)).toEqual([]);
		expect(proof).toMatchObject({ ok: true, pages: 3, sha256: await sha256Hex(built.bytes) });
	});

	it('holds for the untouched ways of the broken builders', async () => {
		const rewritten = await tampered(built, () => undefined);
		expect(failedChecks(await prove(orderFor(chart, plan, rewritten)))).toEqual([]);
		const drawn = await printed(plan, (pictures) => pictures);
		expect(failedChecks(await prove(orderFor(chart, plan, drawn)))).toEqual([]);
	});

	it.each(breakages)('catches a builder that %s', async (_does, check, build) => {
		const proof = await prove(orderFor(chart, plan, await build(plan, built)));
		expect(proof.ok).toBe(false);
		expect(failedChecks(proof)).toContain(check);
	});

	it.each(hostileFiles)('catches a file with %s', async (_hides, check, make) => {
		const failed = failedChecks(await prove(orderFor(chart, plan, await make(plan, built))));
		expect(failed).toContain(check);
		// A check that could not be carried out has failed as well: it must have seen the thing by itself.
		expect(failed.includes('file')).toBe(check === 'file');
	});

	it('catches any byte of the file that is another one, even if the other reader saw nothing', async () => {
		const seen: Found[] = [];
		for await (const found of nodeReader(built.bytes)) seen.push(found);
		// eslint-disable-next-line @typescript-eslint/require-await -- the account of the good file, given again
		const fooled = async function* (): AsyncGenerator<Found, void> {
			yield* seen;
		};
		const order = orderFor(chart, plan, built);
		const looks = await remembered(pagesIn(plan), order.pictureOf);
		const said = new Map<string, ReturnType<typeof order.wordsOf>>();
		const words: typeof order.wordsOf = (page, box) => {
			const known = said.get(page.page) ?? order.wordsOf(page, box);
			said.set(page.page, known);
			return known;
		};
		const random = seeded(11);
		const missed: string[] = [];
		// All that is not within a picture or compressed, and as many places again anywhere.
		const structure = structureOf(built.bytes).filter(() => random() < 0.015);
		const anywhere = structure.map(() => Math.floor(random() * built.bytes.length));
		for (const at of [...structure, ...anywhere]) {
			const other = 32 + Math.floor(random() * 95);
			// A space for a line end is the same to every reader.
			if (built.bytes[at] === other || (built.bytes[at] === 10 && other === 32)) continue;
			const bytes = built.bytes.with(at, other);
			const proof = await prove({
				...{ ...order, pictureOf: looks, wordsOf: words },
				...{ built: { bytes, made: built.made }, read: fooled }
			});
			if (proof.ok) missed.push(`${at}: ${String.fromCharCode(built.bytes[at] ?? 0, other)}`);
		}
		expect(structure.length).toBeGreaterThan(100);
		expect(missed).toEqual([]);
	});

	it('catches a packet that was built for another plan', async () => {
		const wider = planFor(chart, ownRequest);
		const proof = await prove(orderFor(chart, plan, await buildFor(chart, wider)));
		expect(failedChecks(proof)).toEqual(expect.arrayContaining(['reading', 'pages']));
	});

	it('fails when a page cannot be opened again', async () => {
		const order = orderFor(chart, plan, built);
		const proof = await prove({ ...order, wordsOf: () => Promise.reject(new Error('Ana')) });
		expect(proof.ok).toBe(false);
		expect(JSON.stringify(proof)).not.toContain('Ana');
	});
});

describe('a proven packet', () => {
	it('is the only one that can be saved, and nobody keeps a hand on its bytes', async () => {
		const mine = await buildFor(chart, plan);
		const sha256 = await sha256Hex(mine.bytes);
		const result = await Proven.from(orderFor(chart, plan, mine));
		if (!result.ok) throw new Error('not proven');
		expect(mine.bytes).toHaveLength(0);
		expect(await sha256Hex(result.packet.file())).toBe(sha256);
		expect(result.packet.proof.sha256).toBe(sha256);
	});

	it('is not made of a packet that fails', async () => {
		const broken = await tampered(built, (document) => document.setAuthor('x'));
		const result = await Proven.from(orderFor(chart, plan, broken));
		expect(result).not.toHaveProperty('packet');
	});

	it('keeps in the log which page a person left out, and why; no other page names it', async () => {
		const out = pagesIn(plan)[0]?.page;
		if (!out) throw new Error('no page');
		const takenOut = new Map([[out, 'a relative’s page']]);
		const request = { ...plan.request, delivery: 'picked up' };
		const less = planRelease(request, plan.client, chart.pages, { takenOut });
		const result = await Proven.from(orderFor(chart, less, await buildFor(chart, less)));
		if (!result.ok) throw new Error('not proven');
		const line = discloseOf(result.packet, { releasedAt: '', releasedBy: '' });
		expect(line.leftOut).toEqual([{ page: out, because: 'a relative’s page' }]);
		expect([line.pages, line.holds?.includes(out)]).toEqual([2, false]);
		expect(line.description).not.toContain('relative');
		expect(line.delivery).toBe('picked up');
	});

	it('leaves a line in the disclosure log, and a file name without a name', async () => {
		const result = await Proven.from(orderFor(chart, plan, await buildFor(chart, plan)));
		if (!result.ok) throw new Error('not proven');
		const release = { releasedAt: '2026-03-02T15:10:00.000Z', releasedBy: 'R. Castellano' };
		expect(discloseOf(result.packet, release)).toEqual({
			packet: ownRequest.id,
			client: ownRequest.client,
			identity: 'known to the practice in person',
			holds: pagesIn(result.packet.plan).map(({ page }) => page),
			...release,
			recipient: { name: ownRequest.requester.name, address: ownRequest.requester.address },
			description:
				'3 pages of the record: session notes (one page) and administrative papers (2 pages); January 11, 2017 to March 11, 2017. Any date of service; pages without a date not included.',
			purpose: 'at the request of the individual',
			basis: 'The client’s own right of access, 45 CFR 164.524',
			pages: 3,
			sha256: result.proof.sha256,
			accounting: {
				counts: false,
				because: 'a copy for the individual is not accounted for (164.528(a)(1)(ii))'
			}
		});
		expect(fileNamesOf(result.packet)).toEqual(['records-2026-03-02-aaaaab.pdf']);
	});
});
