import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { turnedPicture } from '#lib/imaging/quarter-turn.ts';
import { differenceOf, signatureOf } from '#lib/imaging/signature.ts';
import type { Rotation } from '#lib/page/reading.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { boxesInBackup, type KeptBox, type KeptPage } from '../../src/bench/backed-up.ts';
import { saveBackups } from '../../src/bench/desk.ts';
import { openApp, type App } from '../support/app.ts';
import { goTo, passphrase, placeOnDesk, setUp, until } from '../support/desk-steps.ts';

/** What lies at a place of the box: a shipped page as it lay on the glass, a blank back, or some words. */
interface TruePage {
	/** Clockwise, as it was fed. */
	readonly lay?: Rotation;
	readonly id?: string;
	readonly isBlank?: boolean;
}

const blank: TruePage = { isBlank: true };
/** In the order in which the app puts the files; a locked file comes in when it is opened, last. */
const truth: readonly TruePage[] = [
	// cut-off.pdf: turned.pdf without its end.
	...[{ id: 'dev-001' }, { id: 'dev-098', lay: 90 as const }],
	// duplex.tif: CCITT G4, every second side a blank back.
	...[{ id: 'dev-010' }, blank, { id: 'dev-086' }, blank, { id: 'dev-099' }, blank],
	// fax-g4.tif with its back, scan-ccitt.pdf and scan-jpx.pdf: a few words each.
	...[{}, blank, {}, {}],
	// turned.pdf: fed any way round, with one back that the front shows through.
	...[{ id: 'dev-001' }, { id: 'dev-098', lay: 90 as const }, { id: 'dev-048', lay: 180 as const }],
	...[{ id: 'dev-109', lay: 270 as const }, blank, { id: 'dev-103' }],
	// words.heic: a photo, which Chromium does not open by itself.
	{},
	// locked-with-secret.pdf
	{ id: 'dev-037' }
];
/** Places of the box, from 1, whose paper lay turned. */
const turnedPlaces = truth.flatMap(({ lay }, i) => (lay ? [i + 1] : []));

const paper = 'test/paper';

interface Labelled {
	readonly id: string;
	readonly medium: string;
	readonly file: string;
	readonly text: string;
}

async function labelled(): Promise<Map<string, Labelled>> {
	const pages = JSON.parse(await readFile(join(paper, 'pages.json'), 'utf8')) as Labelled[];
	return new Map(pages.map((page) => [page.id, page]));
}

/** The share of a page's long words that its reading has. */
function shareRead({ text }: Labelled, { reading }: KeptPage): number {
	const wanted = text.toLowerCase().match(/\b[a-z]{5,}\b/g) ?? [];
	const read = reading?.text.toLowerCase() ?? '';
	return wanted.filter((word) => read.includes(word)).length / wanted.length;
}

const turns: readonly Rotation[] = [0, 90, 180, 270];

interface View {
	readonly name: string;
	readonly signature: Uint8Array;
}

/** What a paper looks like, turned in all four ways. */
async function viewsOf({ id, file }: Labelled): Promise<readonly View[]> {
	const path = file === 'box.pdf' ? join('box', `${id}.jpg`) : file;
	const bytes = new Uint8Array(await readFile(join(paper, path)));
	const own = await sharpCodec.decode(bytes, 'image/jpeg', { maxEdge: 256 });
	return turns.map((turn) => ({
		name: `${id} at ${turn}`,
		signature: signatureOf(turnedPicture(own, turn))
	}));
}

/** Which of the papers the picture on the desk shows, and how it is turned: 0 is upright. */
async function shown(page: Page, views: readonly View[]): Promise<string> {
	const shot = await page.locator('.sheet img').screenshot();
	const seen = signatureOf(await sharpCodec.decode(new Uint8Array(shot), 'image/png'));
	const differences = views.map(({ signature }) => differenceOf(seen, signature));
	return views[differences.indexOf(Math.min(...differences))]?.name ?? 'nothing';
}

/** The recognised words over the picture: where they lie in it, and whether they are read from left to right, top down. */
function wordLayer(page: Page) {
	return page.evaluate(() => {
		const picture = document.querySelector('.sheet img')?.getBoundingClientRect();
		const words = [...document.querySelectorAll('.sheet svg.words text:not(.space)')].map((word) =>
			word.getBoundingClientRect()
		);
		if (!picture || words.length === 0) return undefined;
		const middle = (rects: readonly DOMRect[]): number =>
			rects.reduce((sum, { top }) => sum + top, 0) / rects.length;
		const tenth = Math.ceil(words.length / 10);
		return {
			isTall: picture.height > picture.width,
			inside: words.filter(
				({ left, right, top, bottom }) =>
					left >= picture.left - 2 &&
					right <= picture.right + 2 &&
					top >= picture.top - 2 &&
					bottom <= picture.bottom + 2
			).length,
			wide: words.filter(({ width, height }) => width > height).length,
			all: words.length,
			topDown: middle(words.slice(0, tenth)) < middle(words.slice(-tenth))
		};
	});
}

describe('a box of everything that an office scans', () => {
	let app: App;
	let folder: string;
	let known: Map<string, Labelled>;
	let box: KeptBox | undefined;
	let account: string;
	let notTaken: string;
	let wrongPassword: string;

	beforeAll(async () => {
		known = await labelled();
		folder = await mkdtemp(join(tmpdir(), 'boxes-'));
		const whole = await readFile(join(paper, 'boxes/turned.pdf'));
		const cut = join(folder, 'cut-off.pdf');
		await writeFile(cut, whole.subarray(0, Math.round(whole.length * 0.55)));
		const files = [
			cut,
			...['turned.pdf', 'duplex.tif', 'random.png', 'locked-with-secret.pdf'].map((name) =>
				join(paper, 'boxes', name)
			),
			...['fax-g4.tif', 'scan-ccitt.pdf', 'scan-jpx.pdf', 'words.heic'].map((name) =>
				join(paper, name)
			)
		];
		app = await openApp();
		const { page } = app;
		await page.goto(app.address);
		await setUp(page);
		await goTo(page, 'Feed');
		await page.getByRole('radio').first().check();
		await page.getByLabel('Sheets fed').fill(String(truth.length));
		await page.getByLabel('Files to feed').setInputFiles(files);

		const list = page.getByRole('region', { name: 'Files of this box' });
		const row = list.getByRole('listitem').filter({ hasText: basename('locked-with-secret.pdf') });
		const field = row.getByLabel('Password of this PDF', { exact: true });
		const open = row.getByRole('button', { name: 'Open it' });
		const taking = page.getByRole('progressbar', { name: 'Taking files in' });
		await field.waitFor();
		await taking.waitFor({ state: 'detached' });
		await field.fill('a guess');
		await open.click();
		await row.getByText(/does not open/).waitFor();
		wrongPassword = await row.innerText();
		await field.fill('secret');
		await open.click();
		await row.getByText('in', { exact: true }).waitFor();
		await page
			.getByRole('progressbar', { name: /^Reading/ })
			.waitFor({ state: 'detached', timeout: 300_000 });
		notTaken = await page.getByRole('list', { name: 'Not taken in' }).innerText();
		account = (await page.locator('main dl, main dl + p').allInnerTexts())
			.slice(0, 2)
			.join(' ')
			.replaceAll('\n', ' ');
		[box] = await boxesInBackup(await saveBackups(page), passphrase);
	});

	afterAll(async () => {
		await app.close();
		await rm(folder, { recursive: true, force: true });
	});

	it('has every side, in the order of the paper', () => {
		expect(box?.pages.map(({ page }) => `${page.side.filePage} of ${page.side.filePages}`)).toEqual(
			[
				...['1 of 2', '2 of 2'],
				...['1 of 6', '2 of 6', '3 of 6', '4 of 6', '5 of 6', '6 of 6'],
				...['1 of 2', '2 of 2', '1 of 1', '1 of 1'],
				...['1 of 6', '2 of 6', '3 of 6', '4 of 6', '5 of 6', '6 of 6'],
				...['1 of 1', '1 of 1']
			]
		);
	});

	it('adds up: sheets counted, sides in, blank backs, nothing left to read', () => {
		const sides = truth.length;
		const blanks = truth.filter(({ isBlank }) => isBlank).length;
		expect(account).toMatch(new RegExp(`\\b${sides}\\s*of ${sides}\\b`));
		expect(account).toMatch(new RegExp(`\\b${blanks} seems? blank`));
		expect(account).not.toContain('still to be read');
	});

	it('says of every bad file what is wrong with it, and takes what it can', () => {
		expect(notTaken).toMatch(/random\.png\s+This is not a PDF/);
		expect(notTaken).toMatch(/cut-off\.pdf\s+.*cut off after page 2; the first 2 pages were read/s);
		expect(notTaken).not.toContain('locked');
		expect(box?.box.refused).toHaveLength(2);
	});

	it('asks for the password of a locked file, and says when it is wrong', () => {
		expect(wrongPassword).toContain('That password does not open this PDF');
	});

	it('turns upright every side that was fed sideways or upside down', () => {
		const turns = box?.pages.map(({ page }) => page.turn);
		expect(turns).toEqual(truth.map(({ lay = 0 }) => (360 - lay) % 360));
	});

	it('finds the blank backs blank, and nothing else', () => {
		const blanks = box?.pages.map(({ reading }) => reading?.blank === 'yes');
		expect(blanks).toEqual(truth.map(({ isBlank = false }) => isBlank));
	});

	it('reads the words of every typed side, however it lay', () => {
		const poor = truth.flatMap(({ id }, i) => {
			const page = known.get(id ?? '');
			const kept = box?.pages[i];
			if (page?.medium !== 'typed' || !kept) return [];
			return shareRead(page, kept) < 0.8 ? [`side ${i + 1}`] : [];
		});
		expect(poor).toEqual([]);
		const few = truth.flatMap(({ id, isBlank }, i) =>
			id === undefined && !isBlank ? [box?.pages[i]?.reading?.lines.length ?? 0] : []
		);
		expect(Math.min(...few)).toBeGreaterThan(0);
	});

	it('reads a HEIC photo, decoded under the app’s own policy, and keeps it as JPEG', () => {
		const photo = box?.pages.at(-2);
		expect(photo?.page.side).toMatchObject({ mediaType: 'image/jpeg', width: 800, height: 250 });
		expect(photo?.reading?.text).toMatch(/[A-Za-z]{4,}/);
	});

	it('shows each of them upright, its words on their places', async () => {
		const { page } = app;
		await goTo(page, 'Decide');
		const places = page.getByRole('slider', { name: 'Pages of this box' });
		await places.waitFor();
		const papers = [...known.values()].filter(({ id }) => truth.some((side) => side.id === id));
		const views = (await Promise.all(papers.map(viewsOf))).flat();
		for (const place of turnedPlaces) {
			await places.press('Home');
			for (let at = 1; at < place; at++) await places.press('ArrowRight');
			await until(page, `side ${place}`, async () => (await placeOnDesk(page)) === place);
			await page.locator('.sheet svg.words').waitFor();
			await page.getByRole('img', { name: new RegExp(`^Page ${place} of`) }).waitFor();
			expect(await shown(page, views)).toBe(`${truth[place - 1]?.id} at 0`);
			const layer = await wordLayer(page);
			expect(layer).toMatchObject({ isTall: true, topDown: true, inside: layer?.all });
			expect((layer?.wide ?? 0) / (layer?.all ?? 1)).toBeGreaterThan(0.8);
		}
	});

	it('never trips over the content security policy, and sends nothing anywhere', () => {
		expect(app.complaints).toEqual([]);
		expect(app.sink.arrived).toEqual([]);
	});
});
