/** Whether the page stays answerable: tasks that hold its main thread, and how long a key press takes to show. */
import type { Page } from 'playwright-core';

/** A task of more than 50 ms, which is what the browser calls long (w3c.github.io/longtasks). */
export interface LongTask {
	/** Milliseconds on the page's own clock. */
	readonly at: number;
	readonly ms: number;
	/** The screen that was open, e.g. `/feed`. */
	readonly screen: string;
}

/** Observes in the document that is open: tasks before this are not told. */
export async function observeLongTasks(page: Page): Promise<() => Promise<LongTask[]>> {
	await page.evaluate(() => {
		const seen: LongTask[] = [];
		new PerformanceObserver((list) => {
			for (const { startTime, duration } of list.getEntries())
				seen.push({ at: startTime, ms: duration, screen: location.pathname });
		}).observe({ type: 'longtask' });
		Object.assign(globalThis, { longTasksSeen: seen });
	});
	return () =>
		page.evaluate(() => (globalThis as unknown as { longTasksSeen: LongTask[] }).longTasksSeen);
}

/**
 * Milliseconds from a key press on the Decide screen to the frame that shows another page's place.
 * `undefined` when nothing changed within five seconds, e.g. because no other page waits.
 */
export async function answerTo(page: Page, key: string): Promise<number | undefined> {
	await page.evaluate(() => {
		const place = (): string => document.querySelector('.where strong')?.textContent ?? '';
		// Before any listener has heard of the key: the screen's own may answer before ours is called.
		const before = place();
		const answered = new Promise<number | undefined>((resolve) => {
			let pressedAt = Infinity;
			const look = (): void => {
				if (pressedAt === Infinity || place() === before) return;
				watch.disconnect();
				requestAnimationFrame(() => resolve(performance.now() - pressedAt));
			};
			const watch = new MutationObserver(look);
			watch.observe(document.body, { childList: true, subtree: true, characterData: true });
			const pressed = ({ timeStamp }: Event): void => {
				pressedAt = timeStamp;
				look();
			};
			addEventListener('keydown', pressed, { capture: true, once: true });
			setTimeout(() => resolve(undefined), 5_000);
		});
		Object.assign(globalThis, { answered });
	});
	await page.keyboard.press(key);
	return page.evaluate(
		() => (globalThis as unknown as { answered: Promise<number | undefined> }).answered
	);
}
