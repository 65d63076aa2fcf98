import { unzipSync } from 'fflate';
import { beforeEach, describe, expect, it } from 'vitest';
import { readerOf } from '#lib/chart/chart.ts';
import { emptyForm } from '#lib/desk/release-form.ts';
import { PacketLook } from '#lib/desk/packet-look.svelte.ts';
import type { PacketMaker } from '#lib/desk/packet-making.svelte.ts';
import { ProofsDesk } from '#lib/desk/proofs.ts';
import { ReleaseDesk } from '#lib/desk/release.svelte.ts';
import { afterSelfTest, SelfTestDesk, type SelfTester } from '#lib/desk/self-test.svelte.ts';
import { canvasCodec } from '#lib/imaging/canvas.ts';
import { PacketReading } from '#lib/intake/packet-reading.ts';
import { ensureDate } from '#lib/page/date.ts';
import type { PacketId, RequestId } from '#lib/page/ids.ts';
import type { Practice } from '#lib/practice/practice.ts';
import { parseProof } from '#lib/packet/proof-file.ts';
import type { Built } from '#lib/packet/setter.ts';
import { sha256Hex } from '#lib/packet/sha256.ts';
import { buildInWorker } from '#lib/release/packet/packet-thread.ts';
import { Proven } from '#lib/release/proof/proven.ts';
import { chartWitness } from '#lib/release/proof/witness.ts';
import { selfTest } from '#lib/self-test/self-test.ts';
import { sortHandlers } from '#lib/sorting/sort-handlers.ts';
import { newId } from '#lib/vault/random.ts';
import { ana, filePage, openPractice, takePage } from './open-practice.ts';

let practice: Practice;

beforeEach(async () => {
	practice = await openPractice();
	await filePage(practice, 21, 'chart', { day: '2020-02-02' });
	await filePage(practice, 22, 'chart', { day: '2021-02-02' });
	await filePage(practice, 23, 'cabinet', { day: '2021-02-03' });
});

/** The real worker, the real reader and the real proof; `spoil` is what a broken builder would do. */
function maker(
	spoil: (built: Built) => Built = (built) => built,
	volumeLimit?: number
): PacketMaker {
	return async ({ plan, imprint: asked, madeAt, signal, onProgress }) => {
		const imprint = volumeLimit
			? { ...asked, options: { quality: 'scan', blackAndWhite: false, volumeLimit } as const }
			: asked;
		const { chart } = practice;
		const reader = readerOf(chart);
		const { key } = chart;
		const built = await buildInWorker({
			plan,
			imprint,
			reader,
			key,
			signal,
			onProgress: ({ done, of }) => onProgress('build', done, of)
		});
		const reading = new PacketReading();
		try {
			return await Proven.from({
				plan,
				imprint,
				built: spoil(built),
				madeAt,
				signal,
				read: (bytes, stop) => reading.read(bytes, stop),
				...chartWitness(reader, key, canvasCodec)
			});
		} finally {
			reading.stop();
		}
	};
}

/** As `compose.ts` plugs it: the real builder in its worker, the canvas, one real reader. */
const testItself: SelfTester = async (told) => {
	const reading = new PacketReading();
	try {
		return await selfTest(
			{
				...{ codec: canvasCodec, build: buildInWorker, now: () => new Date() },
				read: (bytes, stop) => reading.read(bytes, stop)
			},
			told
		);
	} finally {
		reading.stop();
	}
};

function deskWith(
	make: PacketMaker = maker(),
	tests = new SelfTestDesk(testItself),
	signedAs = 'Maren Ellsworth, PhD'
): ReleaseDesk {
	const { tray, chart, twoPeople, roster } = practice;
	return new ReleaseDesk({
		tray,
		chart,
		make,
		selfTest: tests,
		newPacket: () => newId<PacketId>(),
		practice: 'Harbor Lane Counseling',
		signedAs,
		now: () => new Date(2026, 2, 2, 10),
		sort: (reading) => Promise.resolve(sortHandlers.sort(reading)),
		twoPeople,
		roster
	});
}

const ownForm = {
	...{ ...emptyForm(), requesterName: ana.name },
	...{ identity: 'known', receivedOn: '2026-02-20' }
};
const neverMake: PacketMaker = () => Promise.reject(new Error('nothing may be built'));

/** Waits for the gate to have looked, and writes a word wherever it wants one. */
async function passGate(desk: ReleaseDesk): Promise<void> {
	await Promise.all([desk.gate.done, desk.secondLook.done]);
	for (const item of desk.gate.items) {
		if (item.severity === 'word') desk.gate.write(item, 'Looked at, and in order.');
	}
}

interface Saved {
	readonly file: Blob;
	readonly name: string;
}

describe('a request', () => {
	it('that cannot be read says what is wrong at each field, and plans nothing', () => {
		const desk = deskWith();
		expect(desk.lookAt(ana.id, { requesterKind: 'client', receivedOn: '2026-02-30' })).toBe(false);
		expect(desk.wrong.map(({ field }) => field)).toEqual(
			expect.arrayContaining(['requesterName', 'purpose', 'receivedOn', 'basis'])
		);
		expect(desk.plan).toBeUndefined();
	});

	it('with defects is planned and listed, and blocks the packet', async () => {
		const desk = deskWith(neverMake);
		const form = { ...ownForm, requesterKind: 'attorney', purpose: 'a claim', basis: 'subpoena' };
		expect(desk.lookAt(ana.id, form)).toBe(true);
		expect(desk.plan?.counts).toEqual({ chart: 2, in: 2, out: 0, takenOut: 0 });
		expect(desk.blocked.join(' ')).toContain('A subpoena alone opens nothing');
		await desk.make();
		expect([desk.making, desk.proof, desk.failed]).toEqual([undefined, undefined, undefined]);
	});

	it('that another person goes on with keeps who wrote each word at its gate', async () => {
		const at = '2026-03-02T10:00:00';
		const ida = deskWith(neverMake, undefined, 'Ida Voss, PhD');
		ida.form = { ...ownForm };
		ida.lookAt(ana.id, ida.form);
		await passGate(ida);
		const written = ida.gate.kept();
		expect(written.length).toBeGreaterThan(0);
		expect(new Set(written.map(({ by }) => by))).toEqual(new Set(['Ida Voss, PhD']));
		expect(new Set(written.map((word) => word.at))).toEqual(new Set([new Date(at).toISOString()]));

		const maren = deskWith(neverMake);
		maren.takeUp({ client: ana.id, form: ida.written });
		maren.lookAt(ana.id, maren.form);
		await maren.gate.done;
		expect(maren.gate.kept()).toEqual(written);
		const [first] = maren.gate.items.filter(({ severity }) => severity === 'word');
		if (!first) throw new Error('nothing was asked');
		expect(maren.gate.authorOf(first)?.by).toBe('Ida Voss, PhD');
		maren.gate.write(first, 'I have looked too.');
		expect(maren.gate.authorOf(first)).toBeUndefined();
		expect(maren.gate.kept()[0]).toMatchObject({ by: 'Maren Ellsworth, PhD' });
	});

	it('that no page answers blocks the packet', async () => {
		const desk = deskWith(neverMake);
		desk.lookAt(ana.id, { ...ownForm, from: '2024-01-01', includeUndated: '' });
		expect(desk.blocked).toEqual(['No page of the chart is in this packet.']);
		await desk.make();
		expect(desk.failed).toBeUndefined();
	});

	it('hears of undecided pages that name the client, however the name is spelt', async () => {
		await takePage(practice, 31, { name: 'MARLOW-UNAL, Ana' });
		await takePage(practice, 32, { recordNumber: 'R-1180' });
		await takePage(practice, 33);
		const desk = deskWith();
		desk.lookAt(ana.id, ownForm);
		await desk.gate.done;
		const told = desk.gate.items.map(({ severity, sentence }) => [severity, sentence]);
		expect(told).toContainEqual(['word', '2 undecided pages in your tray name this client.']);
		expect(told).toContainEqual([
			'know',
			'One other page waits in your tray undecided; whose it is is not known yet.'
		]);
		expect(desk.blocked).toEqual([]);
	});
});

describe('a packet', () => {
	it('that proves itself is logged, then saved, once in the log however often it is saved', async () => {
		const desk = deskWith();
		desk.lookAt(ana.id, ownForm);
		await passGate(desk);
		await desk.make();
		expect(desk.proof?.checks.filter(({ ok }) => !ok)).toEqual([]);
		const saved: Saved[] = [];
		const save = (file: Blob, name: string): void => {
			expect(practice.chart.state.disclosures).toHaveLength(1);
			saved.push({ file, name });
		};
		expect(await desk.save(save)).toEqual({ ok: true });
		expect(await desk.save(save)).toEqual({ ok: true });
		expect(saved).toHaveLength(2);
		expect(saved[0]?.file.type).toBe('application/pdf');
		expect(saved[0]?.name).toMatch(/^records-2026-03-02-[a-z2-7]{6}\.pdf$/);
		expect(practice.chart.state.disclosures).toMatchObject([
			{ client: ana.id, pages: 2, sha256: desk.proof?.sha256, accounting: { counts: false } }
		]);
	});

	it('has the papers that were chosen round its pages, and proves them too', async () => {
		const desk = deskWith();
		await practice.chart.act({
			is: 'release-settings-set',
			settings: {
				access: { days: 30, extension: 30 },
				letterhead: { address: '200 Maple Street', contact: 'Ida', contactPhone: '555-0143' },
				letters: { 'cover-client': 'Here are {pages}, {recipient}.' }
			}
		});
		for (const [field, text] of Object.entries(ownForm)) desk.write(field, text);
		desk.write('certify', 'on');
		desk.lookAt(ana.id, desk.form);
		expect(desk.blocked.join(' ')).toContain('Say as what they sign it');
		desk.write('certifyTitle', 'custodian of records');
		desk.write('letterNote', 'This is all of your records.');
		expect(desk.blocked.join(' ')).toContain('claims that nothing was left out');
		desk.write('letterNote', 'Page two is faint.');
		expect(desk.blocked).toEqual([]);
		await passGate(desk);
		await desk.make();
		expect(desk.proof?.checks.filter(({ ok }) => !ok)).toEqual([]);
		const words: string[] = [];
		const reading = new PacketReading();
		const bytes = desk.proven?.file();
		if (!bytes) throw new Error('no packet');
		for await (const found of reading.read(bytes))
			if (found.is === 'page') words.push(found.page.words.join(' '));
		reading.stop();
		expect(words[0]).toContain(`Here are 2 pages, ${ana.name}. Page two is faint.`);
		expect(words[1]).toContain('About the copy of your records');
		expect(words.at(-1)).toContain('I am Maren Ellsworth, PhD, custodian of records');
		expect(words).toHaveLength(7);
		const look = new PacketLook(bytes);
		await look.more();
		await look.more();
		expect([look.sheets.length, look.of, look.drawing, look.failed]).toEqual([7, 7, false, false]);
		const [letter = ''] = look.sheets;
		const drawn = await createImageBitmap(await (await fetch(letter)).blob());
		expect([drawn.width, drawn.height]).toEqual([850, 1100]);
		look.close();
		expect(look.sheets).toEqual([]);
		await expect(fetch(letter)).rejects.toThrow();
	});

	it('is built after a self-test, and its proof is kept with its line', async () => {
		const tests = new SelfTestDesk(testItself);
		const desk = deskWith(afterSelfTest(tests, maker()), tests);
		desk.lookAt(ana.id, ownForm);
		await passGate(desk);
		await desk.make();
		expect(tests.before?.steps.filter(({ ok }) => !ok)).toEqual([]);
		await desk.save(() => undefined);
		const [line] = practice.chart.state.disclosures;
		if (!line) throw new Error('no line');
		const [kept] = await new ProofsDesk(practice.chart, 'Harbor Lane Counseling').of(line.packet);
		if (!kept) throw new Error('no proof');
		const proof = parseProof(await kept.proof.file.text());
		expect(proof).toMatchObject({
			ok: true,
			proof: { packet: { sha256: line.sha256 }, selfTest: { caught: tests.before?.caught } }
		});
		expect(kept.proof.name).toMatch(/^records-2026-03-02-[a-z2-7]{6}-proof\.json$/);
		const { name, file } = await kept.pdf();
		expect(name).toMatch(/^records-2026-03-02-[a-z2-7]{6}-certificate\.pdf$/);
		expect(new TextDecoder().decode((await file.bytes()).subarray(0, 5))).toBe('%PDF-');
	});

	it('in volumes is saved as one file, with the proof of each, which is kept too', async () => {
		const desk = deskWith(maker(undefined, 150_000));
		desk.lookAt(ana.id, ownForm);
		await passGate(desk);
		await desk.make();
		expect(desk.proof?.checks.filter(({ ok }) => !ok)).toEqual([]);
		const volumes = desk.proof?.volumes ?? [];
		expect(volumes).toHaveLength(2);
		const saved: Saved[] = [];
		expect(await desk.save((file, name) => saved.push({ file, name }))).toEqual({ ok: true });
		expect(saved.map(({ name }) => name)).toEqual([
			expect.stringMatching(/^records-2026-03-02-[a-z2-7]{6}\.zip$/)
		]);
		const files = unzipSync(new Uint8Array((await saved[0]?.file.arrayBuffer()) ?? []));
		const name = saved[0]?.name.replace('.zip', '') ?? '';
		expect(Object.keys(files)).toEqual(
			[1, 2].flatMap((at) => [`${name}-${at}-of-2.pdf`, `${name}-${at}-of-2-proof.json`])
		);
		for (const [at, { sha256 }] of volumes.entries()) {
			const bytes = new Uint8Array(files[`${name}-${at + 1}-of-2.pdf`] ?? []);
			expect(await sha256Hex(bytes)).toBe(sha256);
		}
		const [line] = practice.chart.state.disclosures;
		if (!line) throw new Error('no line');
		const kept = await new ProofsDesk(practice.chart, 'Harbor Lane Counseling').of(line.packet);
		expect(kept.map(({ proof }) => proof.name)).toEqual([
			`${name}-1-of-2-proof.json`,
			`${name}-2-of-2-proof.json`
		]);
		for (const { proof } of kept) {
			expect(new TextDecoder().decode(files[proof.name])).toBe(await proof.file.text());
		}
	});

	it('is not built when the self-test fails', async () => {
		const failing: SelfTester = async (told) => ({ ...(await testItself(told)), ok: false });
		const tests = new SelfTestDesk(failing);
		const desk = deskWith(afterSelfTest(tests, neverMake), tests);
		desk.lookAt(ana.id, ownForm);
		await passGate(desk);
		await desk.make();
		expect(desk.failed).toContain('test of itself failed, so no packet was made');
		expect([desk.proof, desk.proven]).toEqual([undefined, undefined]);
	});

	it('whose proof fails cannot be saved and leaves no line in the log', async () => {
		const spoil = ({ bytes, made }: Built): Built => ({
			bytes: new Uint8Array([...bytes, 10, 120]),
			made
		});
		const desk = deskWith(maker(spoil));
		desk.lookAt(ana.id, ownForm);
		await passGate(desk);
		await desk.make();
		expect(desk.proof?.ok).toBe(false);
		expect(desk.failed).toContain('cannot be saved');
		let handed = 0;
		expect((await desk.save(() => handed++)).ok).toBe(false);
		expect([handed, practice.chart.state.disclosures.length]).toEqual([0, 0]);
	});

	it('cannot be saved when a page of it has left the chart since', async () => {
		const desk = deskWith();
		desk.lookAt(ana.id, ownForm);
		await passGate(desk);
		await desk.make();
		const page = desk.plan?.lines[0]?.page.page;
		if (!page) throw new Error('no page');
		await practice.filing.undo(page);
		let handed = 0;
		const outcome = await desk.save(() => handed++);
		expect(outcome).toMatchObject({
			ok: false,
			sentence: expect.stringContaining('has changed') as string
		});
		expect([handed, practice.chart.state.disclosures.length]).toEqual([0, 0]);
	});

	it('is not handed out once more when a page of it has left the chart since', async () => {
		const desk = deskWith();
		desk.lookAt(ana.id, ownForm);
		await passGate(desk);
		await desk.make();
		let handed = 0;
		expect((await desk.save(() => handed++)).ok).toBe(true);
		const page = desk.plan?.lines[0]?.page.page;
		if (!page) throw new Error('no page');
		await practice.filing.undo(page);
		expect(await desk.save(() => handed++)).toMatchObject({
			ok: false,
			sentence: expect.stringContaining('has changed since it was saved') as string
		});
		expect([handed, practice.chart.state.disclosures.length]).toEqual([1, 1]);
	});

	it('cannot be saved when a page of it was given another date since', async () => {
		const desk = deskWith();
		desk.lookAt(ana.id, ownForm);
		await passGate(desk);
		await desk.make();
		const page = desk.plan?.lines[0]?.page;
		if (!page) throw new Error('no page');
		const { client, kind } = page;
		const serviceDate = ensureDate('1999-01-01');
		const was = page.serviceDate ? { serviceDate: page.serviceDate } : {};
		await practice.chart.act({
			is: 'page-filed',
			page: { ...page, serviceDate },
			...{ because: 'misread', was: { client, kind, ...was } }
		});
		const outcome = await desk.save(() => expect.fail('it was handed out'));
		expect(outcome).toMatchObject({
			ok: false,
			sentence: expect.stringContaining('has changed') as string
		});
	});

	it('cannot be saved when a clinician took back the word that a page of it belongs in the record', async () => {
		const [page] = practice.chart.state.pages.keys();
		if (!page) throw new Error('no page');
		await practice.chart.act({ is: 'page-vouched', page, because: 'The treatment plan.' });
		const desk = deskWith();
		desk.lookAt(ana.id, ownForm);
		await passGate(desk);
		await desk.make();
		expect(desk.proof?.ok).toBe(true);
		await practice.chart.act({ is: 'vouch-withdrawn', page });
		expect((await desk.save(() => expect.fail('it was handed out'))).ok).toBe(false);
		expect(practice.chart.state.disclosures).toEqual([]);
	});

	it('cannot be saved when its authority was revoked since', async () => {
		const [request, client] = [newId<RequestId>(), ana.id];
		const on = ensureDate('2026-03-01');
		await practice.chart.act({
			is: 'request-listed',
			request: { id: request, client, receivedOn: on, form: {} }
		});
		const desk = deskWith();
		desk.lookAt(ana.id, ownForm);
		desk.listed = request;
		await passGate(desk);
		await desk.make();
		expect(desk.proof?.ok).toBe(true);
		const revoked = { on, how: 'letter from the client' };
		await practice.chart.act({ is: 'authority-revoked', request, client, revoked });
		expect((await desk.save(() => expect.fail('it was handed out'))).ok).toBe(false);
		expect(practice.chart.state.disclosures).toEqual([]);
	});

	it('that was cancelled leaves nothing behind, even when it was done a moment later', async () => {
		let finish: () => void = () => undefined;
		const late = new Promise<void>((resolve) => (finish = resolve));
		const real = maker();
		const desk = deskWith(async (order) => {
			const made = await real({ ...order, signal: new AbortController().signal });
			await late;
			return made;
		});
		desk.lookAt(ana.id, ownForm);
		await passGate(desk);
		const making = desk.make();
		expect(desk.making?.step).toBe('build');
		desk.cancel();
		expect(desk.making).toBeUndefined();
		finish();
		await making;
		expect([desk.proven, desk.proof, desk.failed]).toEqual([undefined, undefined, undefined]);
		expect((await desk.save(() => undefined)).ok).toBe(false);
	});
});

describe('going back to the request', () => {
	it('keeps what was typed and drops plan, proof and packet', async () => {
		const desk = deskWith();
		desk.form['requesterName'] = ana.name;
		desk.lookAt(ana.id, desk.form);
		await passGate(desk);
		await desk.make();
		desk.reset();
		expect([desk.plan, desk.proof, desk.proven]).toEqual([undefined, undefined, undefined]);
		expect(desk.form['requesterName']).toBe(ana.name);
		expect(desk.client).toBe(ana.id);
		desk.startOver();
		expect([desk.client, desk.form['requesterName']]).toEqual([undefined, '']);
	});
});
