/** The program's test of itself: by one click, and by itself before each release. */
import type { SelfTested } from '#lib/packet/proof-file.ts';
import type { SelfTestResult } from '#lib/self-test/self-test.ts';

/** Runs the test once; `compose.ts` plugs the real builder and the real reader in. */
export type SelfTester = (told: {
	readonly onStep: (done: number, of: number) => void;
	/** Fewer broken builders, because somebody waits for a packet. */
	readonly quick?: boolean;
	readonly signal?: AbortSignal;
}) => Promise<SelfTestResult>;

export class SelfTestDesk {
	/** The last one since unlocking. */
	last = $state.raw<SelfTestResult>();
	/** The one that the last packet was built after. */
	before = $state.raw<SelfTestResult>();
	/** `of` is 0 until it is known. */
	running = $state.raw<{ readonly done: number; readonly of: number }>();
	readonly #test: SelfTester;

	constructor(test: SelfTester) {
		this.#test = test;
	}

	/** Rejects with the signal's reason only. */
	async run({
		quick = false,
		signal
	}: { readonly quick?: boolean; readonly signal?: AbortSignal } = {}): Promise<SelfTestResult> {
		this.running = { done: 0, of: 0 };
		try {
			const onStep = (done: number, of: number): void => {
				this.running = { done, of };
			};
			this.last = await this.#test({ onStep, quick, ...(signal ? { signal } : {}) });
			return this.last;
		} finally {
			this.running = undefined;
		}
	}
}

/** No packet is made while the program fails its own test. */
export class SelfTestFailed extends Error {
	override name = 'SelfTestFailed';
}

export const selfTestFailed =
	'The program’s test of itself failed, so no packet was made. Checks → Self-test shows what failed. Reload the page and try again; if it fails again, send nothing from this machine.';

interface Order {
	readonly signal: AbortSignal;
	readonly onProgress: (step: 'test', done: number, of: number) => void;
}

/** The same maker, after a self-test. It throws {@link SelfTestFailed} where that has failed. */
export function afterSelfTest<O extends Order, R>(
	selfTest: SelfTestDesk,
	make: (order: O) => Promise<R>
): (order: O) => Promise<R> {
	return async (order) => {
		order.onProgress('test', 0, 1);
		const tested = await selfTest.run({ quick: true, signal: order.signal });
		selfTest.before = tested;
		if (!tested.ok) throw new SelfTestFailed('the self-test failed');
		return make(order);
	};
}

/** What of it goes into the proof of the packet that was built after it. */
export function testedBy({ at, caught, marks }: SelfTestResult): SelfTested {
	return { at, caught, marks };
}
