import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { IdleWatch, type IdleRules } from '#lib/desk/idle.ts';
import { Pictures } from '#lib/desk/pictures.ts';
import { fine, outcomeOf, sentenceFor } from '#lib/desk/sentences.ts';

describe('the idle watch', () => {
	let now = 0;
	let away = 0;
	let watch: IdleWatch;

	beforeEach(() => {
		vi.useFakeTimers();
		[now, away] = [0, 0];
	});
	afterEach(() => {
		watch.stop();
		vi.useRealTimers();
	});

	function start(rules: IdleRules): void {
		watch = new IdleWatch(
			rules,
			() => away++,
			() => now
		);
		watch.start();
	}

	/** Seconds go by, one look each. */
	function pass(seconds: number): void {
		for (let i = 0; i < seconds; i++) {
			now += 1000;
			vi.advanceTimersByTime(1000);
		}
	}

	it('calls once when nothing was touched for long enough, and every touch begins anew', () => {
		start({ idle: 120_000 });
		pass(119);
		watch.touch();
		pass(119);
		expect(away).toBe(0);
		expect(watch.left).toBe(1000);
		pass(100);
		expect(away).toBe(1);
	});

	it('calls when the window is hidden long enough, though a hidden window is touched', () => {
		start({ idle: 600_000, hidden: 30_000 });
		pass(10);
		watch.hide(true);
		pass(20);
		watch.touch();
		watch.hide(true);
		expect(watch.left).toBe(10_000);
		pass(10);
		expect(away).toBe(1);
	});

	it('does not mind a window that comes back in time', () => {
		start({ idle: 600_000, hidden: 30_000 });
		watch.hide(true);
		pass(29);
		watch.hide(false);
		pass(60);
		expect(away).toBe(0);
	});

	it('takes a jump of the clock for sleep: the first touch after it does not count', () => {
		start({ idle: 600_000 });
		now += 61_000;
		watch.touch();
		expect(away).toBe(1);
	});

	it('is silent once it was stopped', () => {
		start({ idle: 10_000 });
		watch.stop();
		now += 100_000;
		watch.look();
		pass(20);
		expect(away).toBe(0);
	});
});

describe('opened pictures', () => {
	const live = new Set<string>();
	const bytes = new Uint8Array([1, 2, 3]);
	const opened = () => Promise.resolve({ bytes, mediaType: 'image/png' });

	beforeEach(() => {
		live.clear();
		const [create, revoke] = [URL.createObjectURL.bind(URL), URL.revokeObjectURL.bind(URL)];
		vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
			const url = create(blob);
			live.add(url);
			return url;
		});
		vi.spyOn(URL, 'revokeObjectURL').mockImplementation((url) => {
			live.delete(url);
			revoke(url);
		});
	});
	afterEach(() => vi.restoreAllMocks());

	const settle = () => new Promise((resolve) => setImmediate(resolve));

	it('are opened once while they are kept', async () => {
		const pictures = new Pictures();
		const open = vi.fn(opened);
		expect(await pictures.url('a', open)).toBe(await pictures.url('a', open));
		expect(open).toHaveBeenCalledTimes(1);
	});

	it('are dropped from the oldest when there are too many', async () => {
		const pictures = new Pictures(2);
		const first = await pictures.url('a', opened);
		const second = await pictures.url('b', opened);
		await pictures.url('a', opened);
		await pictures.url('c', opened);
		await settle();
		expect(live.has(first)).toBe(true);
		expect(live.has(second)).toBe(false);
		expect(live.size).toBe(2);
	});

	it('of whole pages are fewer than thumbnails, which outlive them', async () => {
		const pictures = new Pictures();
		const page = () => Promise.resolve({ bytes: new Uint8Array(200_000), mediaType: 'image/jpeg' });
		const thumbnail = await pictures.url('thumbnail', opened);
		const urls = [];
		for (let n = 0; n < 20; n++) urls.push(await pictures.url(`page ${n}`, page));
		await settle();
		expect(live.has(thumbnail)).toBe(true);
		expect(urls.map((url) => live.has(url))).toEqual(urls.map((_, n) => n >= 12));
	});

	it('are all gone after a lock, the one that was being opened too', async () => {
		const pictures = new Pictures();
		await pictures.url('a', opened);
		const opening = pictures.url('b', opened);
		pictures.clear();
		await expect(opening).rejects.toThrow('locked');
		await settle();
		expect(live.size).toBe(0);
	});

	it('that were opened anew after a lock are dropped by the next one', async () => {
		const pictures = new Pictures();
		let finish: () => void = () => undefined;
		const slow = new Promise<void>((resolve) => (finish = resolve));
		const late = pictures.url('a', () => slow.then(opened));
		pictures.clear();
		await pictures.url('a', opened);
		finish();
		await expect(late).rejects.toThrow('locked');
		await settle();
		pictures.clear();
		await settle();
		expect(live.size).toBe(0);
	});

	it('that could not be opened are tried again', async () => {
		const pictures = new Pictures();
		await expect(pictures.url('a', () => Promise.reject(new Error('gone')))).rejects.toThrow(
			'gone'
		);
		await settle();
		expect(await pictures.url('a', opened)).toMatch(/^blob:/);
	});
});

describe('sentences', () => {
	it.each([
		'behind',
		'full',
		'broken',
		'outdated',
		'needs-client',
		'needs-regions',
		'needs-cabinet',
		'not-decided',
		'wrong-passphrase',
		'too-short',
		'too-long',
		'mistyped',
		'another-kit',
		'damaged',
		'not-stored',
		'not-yours'
	] as const)('say of "%s" what happened, in whole sentences', (why) => {
		expect(sentenceFor(why)).toMatch(/^[A-Z].{20,}\.$/);
		expect(outcomeOf({ ok: false, why })).toEqual({ ok: false, sentence: sentenceFor(why) });
	});

	it('have nothing to say when all went well', () => {
		expect(outcomeOf({ ok: true })).toBe(fine);
	});
});
