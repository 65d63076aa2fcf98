import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { signaturesOf } from '../support/pictures.ts';
import { readPacket, type FoundPage } from '#lib/intake/packet-reader.ts';
import { nodeEngine } from '#lib/intake/pdf-node.ts';
import { differenceOf } from '#lib/imaging/signature.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type App } from '../support/app.ts';
import {
	decideByKey,
	feed,
	goTo,
	newClient,
	openCabinet,
	placeOnDesk,
	release,
	setUp,
	until
} from '../support/desk-steps.ts';

interface Paper {
	readonly id: string;
	readonly file: string;
	readonly filePage?: number;
	readonly kind: 'progress' | 'psychotherapy' | 'mixed' | 'administrative';
	readonly medium: 'typed' | 'handwritten';
	readonly text: string;
}

const folder = 'test/paper';
const papers = JSON.parse(readFileSync(join(folder, 'pages.json'), 'utf8')) as Paper[];
const bound = papers
	.filter(({ filePage }) => filePage !== undefined)
	.sort((a, b) => (a.filePage ?? 0) - (b.filePage ?? 0));
/** By file name, as the app puts files that are fed together. */
const loose = papers
	.filter(({ filePage }) => filePage === undefined)
	.sort((a, b) => a.file.localeCompare(b.file));
/** In the order of feeding, which is the order on the desk. */
const box = [...bound, ...loose];
const files = [join(folder, 'box.pdf'), ...loose.map(({ file }) => join(folder, file))];
const keyFor = { progress: 'c', administrative: 'c', psychotherapy: 'p', mixed: 'm' } as const;
const charted = box.filter(({ kind }) => kind === 'progress' || kind === 'administrative');
const privately = box.filter(({ kind }) => kind === 'psychotherapy');
const split = box.filter(({ kind }) => kind === 'mixed');

/** Long words that stand on private pages and on no other page of the box. */
function privateWords(): string[] {
	const wordsOf = (texts: readonly string[]): Set<string> =>
		new Set(texts.flatMap((text) => text.toLowerCase().match(/[a-z]{7,}/g) ?? []));
	const elsewhere = wordsOf(
		box.filter(({ kind }) => kind !== 'psychotherapy').map(({ text }) => text)
	);
	return [...wordsOf(privately.map(({ text }) => text))].filter((word) => !elsewhere.has(word));
}

/** Both without the squares that a cut has covered in white: half a page is compared with half a page. */
function uncovered(shown: Uint8Array, whole: Uint8Array): [Uint8Array, Uint8Array] {
	const bare = [...shown.keys()].filter((i) => (shown[i] ?? 0) < 254);
	expect(bare.length).toBeGreaterThan(100);
	return [Uint8Array.from(bare, (i) => shown[i] ?? 0), Uint8Array.from(bare, (i) => whole[i] ?? 0)];
}

async function pagesOf(file: Uint8Array): Promise<readonly FoundPage[]> {
	const pages: FoundPage[] = [];
	const bytes = new Uint8Array(file);
	for await (const found of readPacket(bytes, await nodeEngine())) {
		if (found.is === 'unreadable') throw new Error(`the packet cannot be read: ${found.why}`);
		if (found.is === 'page') pages.push(found.page);
	}
	return pages;
}

describe.each([{ server: 'running' }, { server: 'stopped' }])(
	'from paper to packet, with the server $server',
	({ server }) => {
		let app: App;
		let pages: readonly FoundPage[];

		beforeAll(async () => {
			app = await openApp();
			const { page } = app;
			await page.goto(app.address);
			await page.getByRole('button', { name: 'Set up my practice' }).waitFor();
			if (server === 'stopped') {
				await page.evaluate(async () => {
					await navigator.serviceWorker.ready;
				});
				await app.stopServer();
				await page.reload();
			}
			await setUp(page);
			await feed(page, files, box.length);
			await goTo(page, 'Decide');
			await newClient(page);
			for (const [i, { kind }] of box.entries()) {
				await until(page, `page ${i + 1}`, async () => (await placeOnDesk(page)) === i + 1);
				await decideByKey(page, keyFor[kind], i + 1);
			}
			await until(page, 'the end of the box', async () => (await placeOnDesk(page)) === 0);
			await openCabinet(page);
			await page.getByRole('button', { name: 'Lock the cabinet' }).click();
			pages = await pagesOf(await release(page));
		});

		afterAll(async () => {
			await app.close();
		});

		it('releases exactly the chart pages, and the chart parts of the mixed ones', async () => {
			const pictures = pages.flatMap((found) => found.pictures);
			expect(pictures).toHaveLength(charted.length + split.length);
			const own = await signaturesOf(box);
			const released = pictures.map(({ shown }) => {
				const signature = shown?.signature ?? new Uint8Array(1024);
				const differences = own.map((whole) => differenceOf(...uncovered(signature, whole)));
				return box[differences.indexOf(Math.min(...differences))]?.id;
			});
			expect([...released].sort()).toEqual([...charted, ...split].map(({ id }) => id).sort());
		});

		it('releases their words, selectable', () => {
			const words = new Set(
				pages.flatMap((found) => found.words).map((word) => word.toLowerCase())
			);
			for (const { text, medium } of charted) {
				if (medium !== 'typed') continue;
				const wanted = text.toLowerCase().match(/\b[a-z]{5,}\b/g) ?? [];
				const found = wanted.filter((word) => [...words].some((other) => other.includes(word)));
				expect(found.length / wanted.length).toBeGreaterThan(0.8);
			}
		});

		it('releases no word of a private page', () => {
			// The cover's own wording is the same in every packet; what came from paper stands under a picture.
			const text = pages
				.filter(({ pictures }) => pictures.length > 0)
				.flatMap((found) => found.words)
				.join(' ')
				.toLowerCase();
			expect(privateWords().length).toBeGreaterThan(30);
			expect(privateWords().filter((word) => new RegExp(`\\b${word}\\b`).test(text))).toEqual([]);
		});

		it('sends nothing anywhere', () => {
			expect(app.sink.arrived).toEqual([]);
		});

		it('never trips over its own content security policy', () => {
			expect(app.complaints).toEqual([]);
		});
	}
);
