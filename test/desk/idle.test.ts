import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { IdleWatch } from '#lib/desk/idle.ts';

const minute = 60_000;
let now = 0;
let away: ReturnType<typeof vi.fn<() => void>>;
let watch: IdleWatch;

beforeEach(() => {
	vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
	now = 1_000 * minute;
	away = vi.fn<() => void>();
	watch = new IdleWatch({ idle: 2 * minute, hidden: minute }, away, () => now);
});

afterEach(() => {
	watch.stop();
	vi.useRealTimers();
});

/** Time goes by with the watch looking each second, as in a window that is seen. */
function pass(milliseconds: number): void {
	for (let gone = 0; gone < milliseconds; gone += 1000) {
		now += 1000;
		vi.advanceTimersByTime(1000);
	}
}

describe('a watch over a lock', () => {
	it('waits the whole time, and not a look longer', () => {
		watch.start();
		pass(2 * minute - 1000);
		expect(away).not.toHaveBeenCalled();
		pass(1000);
		expect(away).toHaveBeenCalledOnce();
	});

	it('counts a minute with the window hidden, in pieces only from the last hiding', () => {
		watch.start();
		watch.hide(true);
		pass(40_000);
		watch.hide(false);
		watch.hide(true);
		pass(minute - 1000);
		expect(away).not.toHaveBeenCalled();
		pass(1000);
		expect(away).toHaveBeenCalledOnce();
	});

	it.each([
		['hidden for a minute', 0, minute],
		['hidden after half of it was seen by the timer', 30_000, 31_000]
	])('locks a window that comes back and whose timer was held back: %s', (_, seen, unseen) => {
		watch.start();
		watch.hide(true);
		pass(seen);
		now += unseen;
		watch.hide(false);
		expect(away).toHaveBeenCalledOnce();
	});

	it('counts a window that was hidden while the passphrase was worked on', () => {
		watch.hide(true);
		now += 5 * minute;
		watch.start();
		expect(watch.left).toBe(minute);
		pass(minute);
		expect(away).toHaveBeenCalledOnce();
	});

	it.each([
		['the machine slept', minute + 1],
		['the clock was put back', -(minute + 1)]
	])('locks at the first touch after %s', (_, jump) => {
		watch.start();
		now += jump;
		watch.touch();
		expect(away).toHaveBeenCalledOnce();
	});

	it('takes a small correction of the clock for what it is', () => {
		watch.start();
		now -= 30_000;
		watch.touch();
		now += 30_000;
		watch.touch();
		expect(away).not.toHaveBeenCalled();
	});

	it('says nothing once it was stopped', () => {
		watch.start();
		watch.stop();
		now += 10 * minute;
		watch.hide(true);
		watch.hide(false);
		watch.touch();
		expect(away).not.toHaveBeenCalled();
	});
});
