/**
 * Closes the ways off this origin that no content security policy covers, as they were measured: top-level navigation
 * and WebRTC. Its text also goes into the script that every page begins with, so it can use nothing around it.
 */
export function stayHere(): void {
	const { navigation } = globalThis as { navigation?: EventTarget };
	navigation?.addEventListener('navigate', (event) => {
		const { destination, downloadRequest } = event as Event & {
			destination?: { url: string };
			downloadRequest?: string | null;
		};
		if (!destination) return;
		const { origin, protocol } = new URL(destination.url);
		// A blob may be saved, not gone to: as a page it would be ours without this guard.
		const isGuarded = protocol !== 'blob:' || typeof downloadRequest === 'string';
		if (origin !== location.origin || !isGuarded) event.preventDefault();
	});
	for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection'])
		Reflect.deleteProperty(globalThis, name);
}
