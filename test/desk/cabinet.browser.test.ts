import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CabinetDesk, cabinetIdle } from '#lib/desk/cabinet.svelte.ts';
import type { Practice } from '#lib/practice/practice.ts';
import {
	ana,
	cabinetPassphrase,
	filePage,
	nameOf,
	noPackets,
	openPractice,
	read
} from './open-practice.ts';

let practice: Practice;
let desk: CabinetDesk;

beforeEach(async () => {
	practice = await openPractice();
	await filePage(practice, 1, 'cabinet', { day: '2021-05-04' });
	await filePage(practice, 2, 'cabinet', { because: 'my own guesses' });
	desk = new CabinetDesk(practice, nameOf, read, noPackets);
});

afterEach(() => {
	desk.lock();
	vi.useRealTimers();
});

function heldPage(index = 0): (typeof desk.pages)[number] {
	const page = desk.pages[index];
	if (!page) throw new Error('no such page');
	return page;
}

describe('the words of the cabinet', () => {
	it('are found while it is open, with pages that come meanwhile, and gone with the lock', async () => {
		await filePage(practice, 3, 'chart', { planted: 'numbat' });
		await filePage(practice, 4, 'cabinet', { planted: 'quokka' });
		expect(desk.search).toBeUndefined();
		await desk.open(cabinetPassphrase);
		const { search } = desk;
		if (!search) throw new Error('no search');
		await search.ask('qu0kka');
		expect(search.hits?.map(({ lines }) => lines.flat().find(({ found }) => found)?.text)).toEqual([
			'quokka'
		]);
		await search.ask('numbat');
		expect(search.hits).toEqual([]);
		await filePage(practice, 5, 'cabinet', { planted: 'wombat' });
		await desk.catchUp();
		await search.ask('wombat');
		expect(search.hits).toHaveLength(1);
		const late = search.ask('quokka');
		desk.lock();
		await late;
		expect([desk.search, search.hits, search.text]).toEqual([undefined, undefined, '']);
	});
});

describe('a locked cabinet', () => {
	it('tells neither pages nor clients nor counts', () => {
		expect(desk.isOpen).toBe(false);
		expect(desk.pages).toEqual([]);
		expect(desk.clients).toEqual([]);
		expect(desk.pagesOf(ana.id)).toEqual([]);
		expect(desk.opened).toBeUndefined();
		expect(desk.timeLeft).toBeUndefined();
	});

	it('stays locked for the app’s own passphrase, and says what to do', async () => {
		const outcome = await desk.open('open sesame');
		expect(outcome).toEqual({
			ok: false,
			sentence: expect.stringContaining('try again') as string
		});
		expect(desk.isOpen).toBe(false);
	});

	it('opens for its own passphrase and shows what went through the slot', async () => {
		expect(await desk.open(cabinetPassphrase)).toEqual({ ok: true });
		expect(desk.clients).toEqual([ana.id]);
		expect(desk.pagesOf(ana.id)).toHaveLength(2);
		const { url, reading } = await desk.view(heldPage());
		expect(reading?.lines.length).toBeGreaterThan(0);
		expect((await (await fetch(url)).blob()).type).toBe('image/jpeg');
	});
});

describe('a page in the open cabinet', () => {
	it('is turned and read where it lies', async () => {
		await desk.open(cabinetPassphrase);
		const page = heldPage();
		expect(await desk.turn(page, 90)).toEqual({ ok: true });
		expect(heldPage()).toMatchObject({ turn: 90, width: page.height, height: page.width });
		expect(await desk.read(heldPage())).toEqual({ ok: true });
		const { url, reading } = await desk.view(heldPage());
		expect(reading).toMatchObject({ turn: 90, width: page.height });
		const shown = await createImageBitmap(await (await fetch(url)).blob());
		expect([shown.width, shown.height]).toEqual([page.height, page.width]);
		expect((await desk.history(page.page)).map(({ what }) => what)).toEqual([
			'Dropped a page through the slot (kept in a separate folder).',
			'Turned the picture.',
			'Had the page read.'
		]);
	});
});

describe('locking the cabinet', () => {
	it('drops the key, the pages and every opened picture', async () => {
		await desk.open(cabinetPassphrase);
		const page = heldPage();
		const { url } = await desk.view(page);
		const thumbnail = await desk.thumbnail(page);
		await expect(fetch(thumbnail)).resolves.toBeDefined();
		desk.lock();
		// Revoking waits for the picture's promise, which is settled already.
		await Promise.resolve();
		await expect(fetch(url)).rejects.toThrow();
		await expect(fetch(thumbnail)).rejects.toThrow();
		await expect(desk.view(page)).rejects.toThrow('locked');
		await expect(desk.thumbnail(page)).rejects.toThrow('locked');
		await expect(desk.history(page.page)).rejects.toThrow('locked');
		expect([desk.opened, desk.pages.length, desk.clients.length]).toEqual([undefined, 0, 0]);
	});

	it('hands out nothing that was being opened when it happened', async () => {
		await desk.open(cabinetPassphrase);
		const page = heldPage();
		const made = vi.spyOn(URL, 'createObjectURL');
		const opening = [desk.view(page), desk.thumbnail(page), desk.history(page.page)];
		desk.lock();
		const settled = await Promise.allSettled(opening);
		expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
		expect(made).not.toHaveBeenCalled();
		made.mockRestore();
	});

	it('holds against a passphrase that was still being worked on', async () => {
		const opening = desk.open(cabinetPassphrase);
		desk.lock();
		await opening;
		expect([desk.isOpen, desk.opened, desk.pages.length]).toEqual([false, undefined, 0]);
	});

	it('stays locked when a page goes through the slot afterwards', async () => {
		await desk.open(cabinetPassphrase);
		desk.lock();
		await filePage(practice, 3, 'cabinet');
		expect(desk.pages).toEqual([]);
	});
});

describe('a cabinet that nobody uses', () => {
	beforeEach(() => {
		vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] });
		desk = new CabinetDesk(practice, nameOf, read, noPackets);
	});

	it('closes by itself, and says why', async () => {
		await desk.open(cabinetPassphrase);
		vi.advanceTimersByTime(cabinetIdle.idle - 2000);
		expect(desk.isOpen).toBe(true);
		expect(desk.timeLeft).toBe(2000);
		vi.advanceTimersByTime(2000);
		expect(desk.isOpen).toBe(false);
		expect(desk.closedBecause).toContain('nobody used it');
		expect(desk.opened).toBeUndefined();
	});

	it('stays open for somebody who touches it', async () => {
		await desk.open(cabinetPassphrase);
		vi.advanceTimersByTime(cabinetIdle.idle - 2000);
		desk.touch();
		expect(desk.timeLeft).toBe(cabinetIdle.idle);
		vi.advanceTimersByTime(cabinetIdle.idle - 2000);
		expect(desk.isOpen).toBe(true);
	});

	it('closes sooner when its window is hidden', async () => {
		await desk.open(cabinetPassphrase);
		desk.hide(true);
		expect(desk.timeLeft).toBe(cabinetIdle.hidden);
		vi.advanceTimersByTime(cabinetIdle.hidden);
		expect(desk.isOpen).toBe(false);
	});

	it('is closed for somebody who comes back to a window that was hidden for a minute', async () => {
		await desk.open(cabinetPassphrase);
		desk.hide(true);
		// The browser holds a hidden window's timers back: the clock goes on, nothing looks.
		vi.setSystemTime(Date.now() + cabinetIdle.hidden);
		desk.hide(false);
		expect([desk.isOpen, desk.pages.length]).toEqual([false, 0]);
	});

	it('is closed by the first touch after the machine slept', async () => {
		await desk.open(cabinetPassphrase);
		vi.setSystemTime(Date.now() + 61_000);
		desk.touch();
		expect([desk.isOpen, desk.opened]).toEqual([false, undefined]);
	});

	it('does not say that it closed by itself when somebody locked it', async () => {
		await desk.open(cabinetPassphrase);
		desk.lock();
		vi.advanceTimersByTime(cabinetIdle.idle * 2);
		expect(desk.closedBecause).toBeUndefined();
	});
});

describe('a cabinet that is left for other work', () => {
	beforeEach(() => {
		vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] });
		desk = new CabinetDesk(practice, nameOf, read, noPackets);
	});

	it('closes after its two minutes, however busy somebody is elsewhere', async () => {
		await desk.open(cabinetPassphrase);
		for (let gone = 0; gone < cabinetIdle.idle; gone += 30_000) {
			expect(desk.isOpen).toBe(true);
			desk.look();
			vi.advanceTimersByTime(30_000);
		}
		expect([desk.isOpen, desk.pages.length]).toEqual([false, 0]);
	});

	it('is closed by the first touch elsewhere after the machine slept', async () => {
		await desk.open(cabinetPassphrase);
		vi.setSystemTime(Date.now() + 61_000);
		desk.look();
		expect(desk.isOpen).toBe(false);
	});
});

describe('the whole history of an open cabinet', () => {
	it('tells every entry, the latest first, with its pages and their client', async () => {
		await desk.open(cabinetPassphrase);
		const page = heldPage();
		await desk.turn(page, 90);
		await desk.keptElsewhere({ page: page.page, provenance: 'unknown', because: 'No label.' }, '');
		await desk.whole?.read();
		expect(desk.whole?.lines.map(({ n }) => n)).toEqual([4, 3, 2, 1]);
		expect(desk.whole?.lines.map(({ what, client }) => [what, client])).toEqual([
			['Corrected where a page’s paper was kept: not known, because: No label.', ana.id],
			['Turned the picture.', ana.id],
			[
				'Dropped a page through the slot (kept in a separate folder), because: my own guesses.',
				ana.id
			],
			['Dropped a page through the slot (kept in a separate folder).', ana.id]
		]);
		expect(desk.whole?.lines.slice(0, 2).flatMap(({ pages }) => pages)).toEqual([
			page.page,
			page.page
		]);
	});

	it('is gone with the lock, with the file that was saved of it', async () => {
		await desk.open(cabinetPassphrase);
		const { whole } = desk;
		await whole?.read();
		const saved = vi.spyOn(URL, 'createObjectURL');
		vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
		whole?.save(whole.lines, 'json');
		const url = String(saved.mock.results[0]?.value);
		expect(await (await fetch(url)).text()).toContain('my own guesses');
		desk.lock();
		await expect(fetch(url)).rejects.toThrow();
		expect([whole?.lines, desk.whole]).toEqual([[], undefined]);
		await whole?.read();
		expect(whole?.lines).toEqual([]);
		vi.restoreAllMocks();
	});

	it('asks for words when paper that lay in the chart after all is in here, and seals them', async () => {
		await desk.open(cabinetPassphrase);
		const { page } = heldPage();
		const kept = { page, provenance: 'interfiled', because: 'It had a chart label.' } as const;
		expect(await desk.keptElsewhere(kept, '  ')).toMatchObject({ ok: false });
		expect(await desk.interfiled()).toEqual([]);
		expect(await desk.keptElsewhere(kept, 'My own musings.')).toEqual({ ok: true });
		expect(await desk.interfiled()).toMatchObject([{ words: 'My own musings.' }]);
		expect(JSON.stringify(await desk.opened?.told())).not.toContain('musings');
	});
});

describe('a private page’s history', () => {
	it('is told in words, with the reason that was given', async () => {
		await desk.open(cabinetPassphrase);
		const because = desk.pages.find((page) => page.because);
		if (!because) throw new Error('no page with a reason');
		expect(await desk.history(because.page)).toEqual([
			{
				at: because.droppedOn,
				who: 'Maren Ellsworth',
				what: 'Dropped a page through the slot (kept in a separate folder), because: my own guesses.'
			}
		]);
	});

	it('tells of a page that was taken out and dropped again', async () => {
		await desk.open(cabinetPassphrase);
		const { page } = heldPage();
		await practice.filing.undo(page, desk.opened);
		await practice.filing.decide(page, { fate: 'cabinet', client: ana.id });
		await desk.catchUp();
		expect((await desk.history(page)).map(({ what }) => what)).toEqual([
			'Dropped a page through the slot (kept in a separate folder).',
			'Taken out of the cabinet. The decision was taken back.',
			'Dropped a page through the slot (kept in a separate folder).'
		]);
	});
});
