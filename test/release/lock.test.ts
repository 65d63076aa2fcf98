import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { walk } from '#lib/packet/bytes.ts';
import { lettersOf } from '#lib/packet/fold.ts';
import { newPassword } from '#lib/packet/password.ts';
import type { Proof } from '#lib/packet/prove.ts';
import type { Built } from '#lib/packet/setter.ts';
import { draftPacket } from '#lib/release/packet/draft.ts';
import { buildPacket } from '#lib/release/packet/build.ts';
import { pressWith } from '#lib/release/packet/press.ts';
import { prove } from '#lib/release/proof/proof.ts';
import type { Plan } from '#lib/release/plan.ts';
import { chartOnPaper, type PaperChart } from './chart-on-paper.ts';
import { nodeReader, orderFor, planFor } from './packets.ts';
import { imprint } from './requests.ts';

const password = 'K7PQ-3MXW-9TRB-FJ4H-2VNC-8DYS';
const locked = {
	...imprint,
	options: { quality: 'scan', blackAndWhite: false, locked: true } as const
};

let chart: PaperChart;
let plan: Plan;
let built: Built;

beforeAll(async () => {
	chart = await chartOnPaper(sharpCodec, 2);
	plan = planFor(chart);
	const { reader, key } = chart;
	const press = pressWith(sharpCodec);
	built = await buildPacket({ plan, imprint: locked, reader, key, press, password });
}, 60_000);

function failed(proof: Proof): readonly string[] {
	return proof.checks.filter(({ ok }) => !ok).map(({ name }) => name);
}

describe('a locked packet', () => {
	it('proves itself with its password', async () => {
		const order = { ...orderFor(chart, plan, built), imprint: locked };
		expect(failed(await prove({ ...order, password }))).toEqual([]);
	});

	it('shows nothing to whoever has no password, or another', async () => {
		const text = Buffer.from(built.bytes).toString('latin1');
		expect(text).not.toContain('Copy of records');
		expect(text).not.toContain('xmpmeta');
		for (const other of [undefined, '', 'K7PQ-3MXW-9TRB-FJ4H-2VNC-8DYT', password.toLowerCase()]) {
			const found: string[] = [];
			for await (const part of nodeReader(built.bytes, { password: other })) found.push(part.is);
			expect(found).toEqual(['unreadable']);
			await expect(walk(built.bytes, other)).rejects.toThrow(/locked|does not open/);
		}
	});

	it('fails its proof when it was to be locked and is not, and the other way round', async () => {
		const { reader, key } = chart;
		const open = await buildPacket({
			plan,
			imprint: locked,
			reader,
			key,
			press: pressWith(sharpCodec)
		});
		const order = { ...orderFor(chart, plan, open), imprint: locked };
		expect(failed(await prove(order))).toContain('metadata');
		expect(failed(await prove({ ...orderFor(chart, plan, built), password }))).toContain(
			'metadata'
		);
		expect(failed(await prove({ ...order, password }))).toContain('file');
	});

	it('is caught when its lock says something that ours does not', async () => {
		const text = Buffer.from(built.bytes).toString('latin1');
		// The same length, so that every object stays where it is.
		const other = text.replace('/P -4 /Perms', '/P -8 /Perms');
		expect(other).not.toBe(text);
		const bytes = new Uint8Array(Buffer.from(other, 'latin1'));
		await expect(walk(bytes, password)).rejects.toThrow('the lock is not ours');
	});

	it('is another file every time, for the same password', async () => {
		const { reader, key } = chart;
		const press = pressWith(sharpCodec);
		const again = await buildPacket({ plan, imprint: locked, reader, key, press, password });
		expect(Buffer.from(again.bytes).equals(Buffer.from(built.bytes))).toBe(false);
	});

	it('opens in other programs with its password only, where they are installed', () => {
		const file = join(mkdtempSync(join(tmpdir(), 'locked-')), 'packet.pdf');
		writeFileSync(file, built.bytes);
		const planned = draftPacket(plan, locked).sheets[0]?.lines.map(({ text }) => text) ?? [];
		expect(planned.length).toBeGreaterThan(10);
		const qpdf = spawnSync('qpdf', [`--password=${password}`, '--check', file], {
			encoding: 'utf8'
		});
		if (!qpdf.error) {
			expect(qpdf.stdout).toContain('AESv3');
			expect(qpdf.stdout).toMatch(/No syntax or stream encoding errors/);
			expect(spawnSync('qpdf', ['--password=other', '--check', file]).status).toBe(2);
		}
		const poppler = spawnSync('pdftotext', ['-upw', password, '-l', '1', file, '-'], {
			encoding: 'utf8'
		});
		if (!poppler.error) {
			const words = lettersOf([poppler.stdout]);
			for (const line of planned) expect(words).toContain(lettersOf([line]));
			expect(() =>
				execFileSync('pdftotext', ['-upw', 'other', file, '-'], { stdio: 'pipe' })
			).toThrow();
		}
	});
});

describe('a new password', () => {
	it('has six groups of four signs that nobody confuses, and is never the same', () => {
		const many = Array.from({ length: 200 }, newPassword);
		expect(new Set(many).size).toBe(200);
		for (const one of many)
			expect(one).toMatch(/^([2-9A-HJKMNP-TV-Z]{4}-){5}[2-9A-HJKMNP-TV-Z]{4}$/);
		const signs = new Set(many.join('').replaceAll('-', ''));
		expect(signs.size).toBe(30);
	});
});
