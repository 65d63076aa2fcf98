/** The state of one page viewer: its zoom, its stage, and moving over the picture by key, mouse and fingers. */
import { tick } from 'svelte';
import { keepUnder, scaleOf, stepped, type Point, type Size, type Zoom } from './zoom.ts';

/** What a viewer looks at, in shares of its own picture: another one, of another size, can look at the same. */
interface Look {
	readonly zoom: 'page' | 'width' | { readonly timesWhole: number };
	/** The spot of the picture in the middle of the stage, from 0 to 1. */
	readonly spot: Point;
}

/** Viewers of pictures that are held against each other: what one does, the others do. */
export class Together {
	look = $state.raw<Look>({ zoom: 'page', spot: { x: 0.5, y: 0.5 } });
	/** The one that somebody moves. The others follow it, and what their own stages say of that is an echo. */
	leader = $state.raw<Viewport>();
}

/** How much larger the picture becomes while the key or the mouse is held. */
const held = 2.4;

export class Viewport {
	zoom = $state<Zoom>('page');
	/** Pixels inside the stage, kept by `bind:clientWidth` and `bind:clientHeight`. */
	stageWidth = $state(0);
	stageHeight = $state(0);
	stage = $state.raw<HTMLElement>();
	isHeld = $state(false);
	readonly #picture: () => Size;
	#before: { zoom: Zoom; scroll: Point } | undefined;

	constructor(picture: () => Size) {
		this.#picture = picture;
	}

	get #room(): Size {
		return { width: this.stageWidth, height: this.stageHeight };
	}

	get scale(): number {
		return scaleOf(this.zoom, this.#picture(), this.#room);
	}

	get isWhole(): boolean {
		return this.zoom === 'page';
	}

	/** Changes the size and keeps the spot under `at` (stage pixels; its middle by default) where it is. */
	async show(zoom: Zoom, at: Point = this.#middle()): Promise<void> {
		const stage = this.stage;
		const from = this.scale;
		// The sheet is centred while it is smaller than the stage: measure from where it really stands.
		const gap = this.#gap();
		const scroll = { x: (stage?.scrollLeft ?? 0) - gap.x, y: (stage?.scrollTop ?? 0) - gap.y };
		this.zoom = zoom;
		await tick();
		if (!stage) return;
		const to = keepUnder(at, scroll, from, this.scale);
		stage.scrollTo({ left: to.x, top: to.y, behavior: 'instant' });
	}

	/** What it looks at now. */
	get look(): Look {
		const { width, height } = this.#picture();
		const at = this.#middle();
		const gap = this.#gap();
		const { scale } = this;
		return {
			zoom:
				typeof this.zoom === 'number'
					? { timesWhole: scale / scaleOf('page', { width, height }, this.#room) }
					: this.zoom,
			spot: {
				x: (at.x + (this.stage?.scrollLeft ?? 0) - gap.x) / (width * scale),
				y: (at.y + (this.stage?.scrollTop ?? 0) - gap.y) / (height * scale)
			}
		};
	}

	async lookAt({ zoom, spot }: Look): Promise<void> {
		const { width, height } = this.#picture();
		const whole = scaleOf('page', { width, height }, this.#room);
		this.zoom = typeof zoom === 'object' ? zoom.timesWhole * whole : zoom;
		await tick();
		const at = this.#middle();
		this.stage?.scrollTo({
			left: spot.x * width * this.scale - at.x,
			top: spot.y * height * this.scale - at.y,
			behavior: 'instant'
		});
	}

	async step(direction: 1 | -1, at?: Point): Promise<void> {
		await this.show(stepped(this.scale, direction, this.#picture(), this.#room), at);
	}

	/** Looks closer until `letGo`. */
	hold(at?: Point): void {
		if (this.#before) return;
		const scroll = { x: this.stage?.scrollLeft ?? 0, y: this.stage?.scrollTop ?? 0 };
		this.#before = { zoom: this.zoom, scroll };
		this.isHeld = true;
		void this.show(this.scale * held, at);
	}

	letGo(): void {
		const before = this.#before;
		if (!before) return;
		this.#before = undefined;
		this.isHeld = false;
		this.zoom = before.zoom;
		void tick().then(() =>
			this.stage?.scrollTo({ left: before.scroll.x, top: before.scroll.y, behavior: 'instant' })
		);
	}

	/** Moves over the picture by a share of the stage. */
	pan(x: number, y: number): void {
		this.stage?.scrollBy({ left: x * this.stageWidth, top: y * this.stageHeight });
	}

	/** The spot of the stage that the pointer is over. */
	spot(event: { readonly clientX: number; readonly clientY: number }): Point {
		const box = this.stage?.getBoundingClientRect();
		return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
	}

	/** Where a spot of the picture stands on the stage, as it is scrolled now. */
	placeOf(onPicture: Point): Point {
		const gap = this.#gap();
		return {
			x: onPicture.x * this.scale + gap.x - (this.stage?.scrollLeft ?? 0),
			y: onPicture.y * this.scale + gap.y - (this.stage?.scrollTop ?? 0)
		};
	}

	#middle(): Point {
		return { x: this.stageWidth / 2, y: this.stageHeight / 2 };
	}

	#gap(): Point {
		const scale = this.scale;
		const { width, height } = this.#picture();
		return {
			x: Math.max(0, (this.stageWidth - width * scale) / 2),
			y: Math.max(0, (this.stageHeight - height * scale) / 2)
		};
	}
}
