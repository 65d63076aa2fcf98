/** What the system asks of a screen, as Chromium can pretend it: colours, motion, print. In the browser's tests alone. */
import { cdp } from 'vitest/browser';

/** The Chrome DevTools Protocol's `Emulation.setEmulatedMedia`; what is left out is as the system has it. */
interface Media {
	/** E.g. `print`; empty for none. */
	readonly media?: string;
	readonly features?: readonly { readonly name: string; readonly value: string }[];
}

interface Emulation {
	send(name: 'Emulation.setEmulatedMedia', what: Media): Promise<void>;
}

export function emulate(what: Media): Promise<void> {
	return (cdp() as unknown as Emulation).send('Emulation.setEmulatedMedia', what);
}

/** The system's own few colours, and nothing that moves. */
export const forcedColours: Media = {
	features: [
		{ name: 'forced-colors', value: 'active' },
		{ name: 'prefers-reduced-motion', value: 'reduce' }
	]
};
