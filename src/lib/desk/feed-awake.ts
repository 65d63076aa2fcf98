/** Keeps the screen, and with it a phone's or tablet's processor, awake while paper goes in or is read. */

/** What of the browser this needs. */
export interface Waking {
	readonly wakeLock?: Pick<WakeLock, 'request'>;
}

export class Awake {
	readonly #browser: Waking;
	readonly #document: Document | undefined;
	readonly #reasons = new Set<string>();
	#lock: Promise<WakeLockSentinel | undefined> | undefined;
	readonly #again = (): void => {
		// The browser lets go of it whenever the window is hidden.
		if (this.#document?.visibilityState === 'visible') this.#take();
	};

	constructor(browser: Waking, document?: Document) {
		this.#browser = browser;
		this.#document = document;
	}

	/** Stays awake while any reason is on. Where the browser cannot, the work goes on as well as it may. */
	set(reason: string, on: boolean): void {
		const before = this.#reasons.size;
		if (on) this.#reasons.add(reason);
		else this.#reasons.delete(reason);
		if (before === 0 && this.#reasons.size > 0) {
			this.#document?.addEventListener('visibilitychange', this.#again);
			this.#take();
		} else if (before > 0 && this.#reasons.size === 0) {
			this.#document?.removeEventListener('visibilitychange', this.#again);
			this.#release();
		}
	}

	#take(): void {
		this.#release();
		// Refused on low battery or while hidden: nothing to do about that.
		this.#lock = this.#browser.wakeLock?.request('screen').catch(() => undefined);
	}

	#release(): void {
		const held = this.#lock;
		this.#lock = undefined;
		void held?.then((lock) => lock?.release()).catch(() => undefined);
	}
}
