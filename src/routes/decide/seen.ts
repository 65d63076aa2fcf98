/** Tells when something has been on the screen, whole or as much of it as fits, for long enough to be looked at. */

/** Somebody who scrolls past has not looked. */
const lookMs = 350;
/** Of the picture, or of the window where the picture is larger. */
const enough = 0.9;

/** An attachment: calls back once. */
export function whenSeen(seen: () => void): (element: HTMLElement) => () => void {
	return (element) => {
		let timer: ReturnType<typeof setTimeout> | undefined;
		const steps = Array.from({ length: 21 }, (_, i) => i / 20);
		const watch = new IntersectionObserver(
			(entries) => {
				const last = entries.at(-1);
				if (!last) return;
				const { height } = last.intersectionRect;
				const room = last.rootBounds?.height ?? innerHeight;
				const isThere = last.intersectionRatio >= enough || (height > 0 && height >= room * 0.6);
				if (!isThere) {
					clearTimeout(timer);
					timer = undefined;
				} else timer ??= setTimeout(done, lookMs);
			},
			{ threshold: steps }
		);
		function done(): void {
			watch.disconnect();
			seen();
		}
		watch.observe(element);
		return () => {
			clearTimeout(timer);
			watch.disconnect();
		};
	};
}
