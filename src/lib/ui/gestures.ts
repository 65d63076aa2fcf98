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
/** A mouse does hold still: what moves farther on words selects them. */
const mouseStillWithin = 4;

/** What lies under a press: a control over the picture, e.g. a region that is being drawn, keeps it for itself. */
function pressedOn(event: Event): 'control' | 'mark' | 'words' | 'picture' {
	const target = event.target instanceof Element ? event.target : undefined;
	if (target?.closest('[data-mark]')) return 'mark';
	if (target?.closest('button')) return 'control';
	return target?.closest('text') ? 'words' : 'picture';
}

/** Listens on the stage; returns what stops listening (an attachment's cleanup). */
export function listenForGestures(stage: HTMLElement, view: Gestured): () => void {
	const fingers = new Map<number, PointerEvent>();
	let dragged: PointerEvent | undefined;
	/** The mouse went down on words or a mark: it looks closer if it rests there, and is theirs if it moves. */
	let resting: PointerEvent | undefined;
	/** It rests on words and looks closer: a move from here on selects them after all. */
	let isCloser = false;
	let pinch: { apart: number; scale: number } | undefined;
	let timer: number | undefined;

	const quiet = new AbortController();
	const options = { signal: quiet.signal };

	function holdSoon(event: PointerEvent, after: number, begun?: () => void): void {
		if (!view.isWhole) return;
		const at = view.spot(event);
		timer = window.setTimeout(() => {
			begun?.();
			view.hold(at);
		}, after);
	}

	function down(event: PointerEvent): void {
		const under = pressedOn(event);
		if (under === 'control') return;
		if (event.pointerType === 'touch') fingerDown(event);
		else if (event.button === 0) mouseDown(event, under);
	}

	function fingerDown(event: PointerEvent): void {
		fingers.set(event.pointerId, event);
		window.clearTimeout(timer);
		if (fingers.size === 1) holdSoon(event, fingerHoldAfter);
		if (fingers.size === 2) pinch = { apart: apartOf(fingers), scale: view.scale };
	}

	function mouseDown(event: PointerEvent, under: 'mark' | 'words' | 'picture'): void {
		resting = under === 'picture' ? undefined : event;
		if (under === 'picture') {
			drag(event);
			holdSoon(event, holdAfter);
			// Whoever is about to select words may take a moment, and a captured mouse would select nothing and click no mark.
		} else if (under === 'words') holdSoon(event, fingerHoldAfter, () => (isCloser = true));
		else holdSoon(event, fingerHoldAfter, () => drag(event));
	}

	function drag(event: PointerEvent): void {
		dragged = event;
		stage.setPointerCapture(event.pointerId);
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
			if (farOf(finger, event) > stillWithin) window.clearTimeout(timer);
			return;
		}
		if (resting && (isCloser || !view.isHeld)) {
			if (farOf(resting, event) <= mouseStillWithin) return;
			window.clearTimeout(timer);
			if (isCloser) view.letGo();
			isCloser = false;
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

	/** While one holds, the browser neither scrolls under it nor opens its menu nor selects the words there. */
	function ownWhileHeld(event: Event): void {
		if (view.isHeld && event.cancelable) event.preventDefault();
	}

	function up(event: PointerEvent): void {
		window.clearTimeout(timer);
		fingers.delete(event.pointerId);
		if (fingers.size < 2) pinch = undefined;
		if ((dragged ?? (isCloser || event.pointerType === 'touch')) && view.isHeld) view.letGo();
		dragged = undefined;
		isCloser = false;
		resting = undefined;
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
	stage.addEventListener('selectstart', ownWhileHeld, options);
	stage.addEventListener('wheel', wheel, { ...options, passive: false });
	return () => {
		window.clearTimeout(timer);
		quiet.abort();
	};
}

function apartOf(fingers: ReadonlyMap<number, PointerEvent>): number {
	const [a, b] = [...fingers.values()];
	return a && b ? Math.max(1, farOf(a, b)) : 1;
}

function farOf(a: PointerEvent, b: PointerEvent): number {
	return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
}

function middleOf(fingers: ReadonlyMap<number, PointerEvent>, view: Gestured): Point {
	const spots = [...fingers.values()].map((finger) => view.spot(finger));
	const sum = spots.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }), { x: 0, y: 0 });
	return { x: sum.x / spots.length, y: sum.y / spots.length };
}
