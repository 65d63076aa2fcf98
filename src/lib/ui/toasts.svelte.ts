/** The short messages at the foot of the screen, each with an undo where there is one. */

export interface Toast {
	readonly id: number;
	readonly message: string;
	readonly tone: 'plain' | 'chart' | 'cabinet' | 'danger';
	readonly action?: ToastAction | undefined;
}

export interface ToastAction {
	readonly label: string;
	readonly act: () => void;
	/** The key that does the same, e.g. `U`. */
	readonly key?: string | undefined;
}

export interface ToastOptions {
	readonly tone?: Toast['tone'];
	readonly action?: ToastAction | undefined;
	/** Milliseconds; a message that carries an undo or a warning stays longer. `Infinity` until dismissed. */
	readonly stays?: number;
}

const atMost = 3;

export class Toasts {
	list = $state.raw<readonly Toast[]>([]);
	#next = 1;
	#isShut = false;
	// Nothing on the screen is drawn from the clocks.
	readonly #timers = new Map<number, { left: number; since: number; timer: number | undefined }>();

	/**
	 * Shows a message and returns its id. It takes the place of one that says the same: what it offers to take back was
	 * done last. The oldest gives way when there are too many.
	 */
	show(message: string, options: ToastOptions = {}): number {
		const id = this.#next++;
		if (this.#isShut) return id;
		const tone = options.tone ?? 'plain';
		const same = this.list.filter((old) => old.message === message && old.tone === tone);
		for (const old of same) this.dismiss(old.id);
		this.list = [...this.list, { id, message, tone, action: options.action }];
		for (const old of this.list.slice(0, -atMost)) this.dismiss(old.id);
		const left = options.stays ?? (options.action || tone === 'danger' ? 12_000 : 6_000);
		this.#timers.set(id, { left, since: 0, timer: undefined });
		this.#run(id);
		return id;
	}

	/** Takes away what offers to take something back: another thing was done since, and it is no longer the last. */
	dropOffers(): void {
		for (const { id, action } of this.list) if (action) this.dismiss(id);
	}

	dismiss(id: number): void {
		window.clearTimeout(this.#timers.get(id)?.timer);
		this.#timers.delete(id);
		this.list = this.list.filter((toast) => toast.id !== id);
	}

	/**
	 * At lock: takes all of them off the screen, and shows none that come of what was under way. They may name what the
	 * next person must not read, or undo it.
	 */
	shut(): void {
		this.#isShut = true;
		for (const { id } of this.list) this.dismiss(id);
	}

	/** Somebody is at the desk again. */
	open(): void {
		this.#isShut = false;
	}

	/** While one of them is pointed at or focused, none of them leaves (WCAG 2.2, 2.2.1). */
	hold(): void {
		for (const clock of this.#timers.values()) {
			if (clock.timer === undefined) continue;
			window.clearTimeout(clock.timer);
			clock.timer = undefined;
			clock.left -= performance.now() - clock.since;
		}
	}

	release(): void {
		for (const id of this.#timers.keys()) this.#run(id);
	}

	#run(id: number): void {
		const clock = this.#timers.get(id);
		if (!clock || clock.timer !== undefined || clock.left === Infinity) return;
		clock.since = performance.now();
		clock.timer = window.setTimeout(() => this.dismiss(id), Math.max(clock.left, 1000));
	}
}
