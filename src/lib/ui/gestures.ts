/** Mouse and fingers over a page viewer's stage: drag to move, pinch or Ctrl-wheel to zoom, press and hold to look closer. */
import type { Point } from './zoom.ts';

/** What gestures do; a `Viewport` is one. */
export interface Gestured {
	readonly scale: number;
	readonly isHeld: boolean;
	readonly isWhole: boolean;
	readonly stage: HTMLElement | undefined;
	spot(event: PointerEvent | WheelEvent): Point;
	show(zoom: number, at: Point): Promise<void>;
	hold(at: Point): void;
	letGo(): void;
}

const holdAfter = 220;
/** A finger rests longer before it means it, and is never quite still. */
const fingerHoldAfter = 350;
const stillWithin = 10;

/** Listens on the stage; returns what stops listening (an attachment's cleanup). */
export function listenForGestures(stage: HTMLElement, view: Gestured): () => void {
	const fingers = new Map<number, PointerEvent>();
	let dragged: PointerEvent | undefined;
	let pinch: { apart: number; scale: number } | undefined;
	let timer: number | undefined;

	const quiet = new AbortController();
	const options = { signal: quiet.signal };

	function down(event: PointerEvent): void {
		// A press on a mark, or on words that can be selected, is theirs.
		if (event.target instanceof Element && event.target.closest('button, text')) return;
		if (event.pointerType === 'touch') {
			fingers.set(event.pointerId, event);
			if (fingers.size === 1 && view.isWhole) {
				const at = view.spot(event);
				timer = window.setTimeout(() => view.hold(at), fingerHoldAfter);
			} else window.clearTimeout(timer);
			if (fingers.size === 2) pinch = { apart: apartOf(fingers), scale: view.scale };
			return;
		}
		if (event.button !== 0) return;
		dragged = event;
		stage.setPointerCapture(event.pointerId);
		const at = view.spot(event);
		if (view.isWhole) timer = window.setTimeout(() => view.hold(at), holdAfter);
	}

	function move(event: PointerEvent): void {
		if (pinch && fingers.has(event.pointerId)) {
			fingers.set(event.pointerId, event);
			void view.show((pinch.scale * apartOf(fingers)) / pinch.apart, middleOf(fingers, view));
			return;
		}
		const finger = fingers.get(event.pointerId);
		if (finger && !view.isHeld) {
			// It scrolls the page, and looks at nothing.
			const far = Math.hypot(event.clientX - finger.clientX, event.clientY - finger.clientY);
			if (far > stillWithin) window.clearTimeout(timer);
			return;
		}
		if (finger) dragged = finger;
		if (!dragged) return;
		stage.scrollBy({
			left: dragged.clientX - event.clientX,
			top: dragged.clientY - event.clientY,
			behavior: 'instant'
		});
		dragged = event;
		if (finger) fingers.set(event.pointerId, event);
	}

	/** While a finger holds, the browser neither scrolls under it nor opens its menu. */
	function ownWhileHeld(event: Event): void {
		if (view.isHeld && event.cancelable) event.preventDefault();
	}

	function up(event: PointerEvent): void {
		window.clearTimeout(timer);
		fingers.delete(event.pointerId);
		if (fingers.size < 2) pinch = undefined;
		if ((dragged ?? event.pointerType === 'touch') && view.isHeld) view.letGo();
		dragged = undefined;
	}

	function wheel(event: WheelEvent): void {
		if (!event.ctrlKey && !event.metaKey) return;
		event.preventDefault();
		void view.show(view.scale * Math.exp(-event.deltaY / 240), view.spot(event));
	}

	stage.addEventListener('pointerdown', down, options);
	stage.addEventListener('pointermove', move, options);
	stage.addEventListener('pointerup', up, options);
	stage.addEventListener('pointercancel', up, options);
	stage.addEventListener('touchmove', ownWhileHeld, { ...options, passive: false });
	stage.addEventListener('contextmenu', ownWhileHeld, options);
	stage.addEventListener('wheel', wheel, { ...options, passive: false });
	return () => {
		window.clearTimeout(timer);
		quiet.abort();
	};
}

function apartOf(fingers: ReadonlyMap<number, PointerEvent>): number {
	const [a, b] = [...fingers.values()];
	return a && b ? Math.max(1, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY)) : 1;
}

function middleOf(fingers: ReadonlyMap<number, PointerEvent>, view: Gestured): Point {
	const spots = [...fingers.values()].map((finger) => view.spot(finger));
	const sum = spots.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }), { x: 0, y: 0 });
	return { x: sum.x / spots.length, y: sum.y / spots.length };
}
