/** Notices when nobody is there: no touch for a while, the window hidden, or the machine asleep. */

export interface IdleRules {
	/** Milliseconds without a touch. */
	readonly idle: number;
	/** Milliseconds with the window hidden; absent when hiding does not matter. */
	readonly hidden?: number;
}

/** A jump of the wall clock between two looks this long means that the machine slept, or that its clock was put back. */
const sleepGap = 60_000;
const lookEvery = 1_000;

export class IdleWatch {
	readonly #rules: IdleRules;
	readonly #away: () => void;
	readonly #now: () => number;
	#touched: number;
	#looked: number;
	#hiddenSince: number | undefined;
	#timer: ReturnType<typeof setInterval> | undefined;

	constructor(rules: IdleRules, away: () => void, now: () => number = Date.now) {
		this.#rules = rules;
		this.#away = away;
		this.#now = now;
		this.#touched = this.#looked = now();
	}

	start(): void {
		this.#touched = this.#looked = this.#now();
		// A window that was hidden while the lock was still being worked on is hidden now.
		if (this.#hiddenSince !== undefined) this.#hiddenSince = this.#now();
		clearInterval(this.#timer);
		this.#timer = setInterval(() => this.look(), lookEvery);
	}

	stop(): void {
		clearInterval(this.#timer);
		this.#timer = undefined;
	}

	touch(): void {
		// A look first: the first touch after a night's sleep must not count as presence.
		this.look();
		this.#touched = this.#now();
	}

	hide(hidden: boolean): void {
		// A look first: a hidden window's timer may be held back, and coming back must not wipe out the absence.
		this.look();
		this.#hiddenSince = hidden ? (this.#hiddenSince ?? this.#now()) : undefined;
	}

	/** Milliseconds until it would count as away, if nothing is touched. */
	get left(): number {
		const { idle, hidden } = this.#rules;
		const now = this.#now();
		const untouched = this.#touched + idle - now;
		if (hidden === undefined || this.#hiddenSince === undefined) return Math.max(0, untouched);
		return Math.max(0, Math.min(untouched, this.#hiddenSince + hidden - now));
	}

	look(): void {
		if (this.#timer === undefined) return;
		const now = this.#now();
		const slept = Math.abs(now - this.#looked) > sleepGap;
		const idle = now - this.#touched >= this.#rules.idle;
		const { hidden } = this.#rules;
		const gone =
			hidden !== undefined && this.#hiddenSince !== undefined && now - this.#hiddenSince >= hidden;
		this.#looked = now;
		if (slept || idle || gone) {
			this.stop();
			this.#away();
		}
	}
}
