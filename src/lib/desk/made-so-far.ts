/** How far a packet in the making has come, counted only where there is something to count. Pure. */
import type { Making } from './packet-making.svelte.ts';

export interface MadeSoFar {
	/** `undefined`: nothing can be counted. */
	readonly value: number | undefined;
	readonly max: number;
	/** What is counted has no name that means anything to whoever waits. */
	readonly inPercent: boolean;
}

/** The self-test before a packet tells no steps; a proof looks at each sheet more than once, so its steps are no sheets. */
export function madeSoFar({ step, done, of }: Making): MadeSoFar {
	const isCounted = step !== 'test' && of > 0;
	return { value: isCounted ? done : undefined, max: of, inPercent: step === 'prove' };
}
