/** The camera's screen: one live picture, and the sheets that were taken from it, in memory until they go in a box. */
import {
	camerasHere,
	openEye,
	type CameraChoice,
	type Eye,
	type NoCamera
} from '#lib/camera/eye.ts';
import { Finder } from '#lib/camera/finder.ts';
import type { Flat, Photo } from '#lib/camera/finder-handlers.ts';
import { afterLook, nothingSeen, type Steady } from '#lib/camera/steady.ts';
import type { Corners } from '#lib/page/corners.ts';
import { turned, type Rotation } from '#lib/page/reading.ts';

export type { CameraChoice, NoCamera, Photo };

export interface TakenSheet {
	readonly id: number;
	/** `failed`: the picture could not be worked on, and is to be taken again. */
	readonly state: 'working' | 'ready' | 'failed';
	/** Whether the corners were found, or set by a person; otherwise it is the whole frame. */
	readonly cornered: boolean;
	/** The corners were found, but an edge hardly shows: they are to be checked. */
	readonly doubtful?: boolean;
	readonly corners?: Corners;
	readonly turn: Rotation;
	readonly photo?: Photo;
	readonly flat?: Flat;
	/** A `blob:` address of the flattened sheet in small. */
	readonly thumb?: string;
}

/** Between two looks at the live picture: calm on the processor, quick enough to follow a hand. */
const lookEvery = 140;
/** Long side of what the finder sees of the live picture. */
const lookEdge = 512;
/** Photographs held at once; past this the sheets should go in the box first. */
const mostSheets = 60;

export class CameraDesk {
	stage = $state<'opening' | 'live' | 'resting' | 'refused'>('opening');
	why = $state<NoCamera>();
	stream = $state.raw<MediaStream>();
	cameras = $state.raw<readonly CameraChoice[]>([]);
	chosen = $state<string>();
	canLight = $state(false);
	lit = $state(false);
	seen = $state.raw<Steady>(nothingSeen);
	sheets = $state.raw<readonly TakenSheet[]>([]);
	/** A still is being taken. */
	taking = $state(false);
	/** The sheet that the next still replaces. */
	again = $state<number>();
	/** Looks stop while a sheet is open. */
	looking = true;

	readonly #finder: Finder;
	#eye: Eye | undefined;
	#video: HTMLVideoElement | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#next = 1;
	/** Counts the times that a camera was asked for or put away. */
	#asked = 0;
	#ended = false;

	constructor(finder = new Finder()) {
		this.#finder = finder;
		void finder.ready().catch(() => undefined);
	}

	get working(): boolean {
		return this.taking || this.sheets.some(({ state }) => state === 'working');
	}

	get ready(): readonly TakenSheet[] {
		return this.sheets.filter(({ state }) => state === 'ready');
	}

	get isFull(): boolean {
		return this.sheets.length >= mostSheets && this.again === undefined;
	}

	async open(id?: string): Promise<void> {
		this.#putOut();
		this.stage = 'opening';
		const asked = ++this.#asked;
		const opened = await openEye(id);
		// Left, hidden or asked again meanwhile: this camera is not wanted any more.
		if (this.#ended || asked !== this.#asked) {
			if (opened.ok) opened.eye.stop();
			return;
		}
		if (!opened.ok) {
			this.why = opened.why;
			this.stage = 'refused';
			return;
		}
		this.#eye = opened.eye;
		opened.eye.onEnd(() => this.#gone(opened.eye));
		this.stream = opened.eye.stream;
		this.chosen = opened.eye.id;
		this.canLight = opened.eye.canLight;
		this.stage = 'live';
		this.cameras = await camerasHere();
	}

	/** The camera's own light goes off while nobody looks at the screen. */
	async hide(hidden: boolean): Promise<void> {
		if (hidden && this.stage !== 'refused') {
			this.#putOut();
			this.#asked++;
			this.stage = 'resting';
		} else if (!hidden && this.stage === 'resting') await this.open(this.chosen);
	}

	async light(on: boolean): Promise<void> {
		if (await this.#eye?.light(on)) this.lit = on;
	}

	/** Looks at this video for sheets from now on; returns what ends it. */
	watch(video: HTMLVideoElement): () => void {
		this.#video = video;
		const look = async (): Promise<void> => {
			await this.#look(video).catch(() => undefined);
			if (this.#video === video) this.#timer = setTimeout(() => void look(), lookEvery);
		};
		void look();
		return () => {
			clearTimeout(this.#timer);
			if (this.#video === video) this.#video = undefined;
		};
	}

	/** Takes the sheet that the camera sees, or takes one again. */
	async take(): Promise<void> {
		const [eye, video] = [this.#eye, this.#video];
		if (!eye || !video || this.taking || this.isFull) return;
		this.taking = true;
		// A quick hand asks before the camera's first picture has come.
		if (video.videoWidth === 0) await firstPicture(video);
		if (this.#eye !== eye || video.videoWidth === 0) {
			this.taking = false;
			return;
		}
		const old = this.again;
		const id = old ?? this.#next++;
		const live = this.seen.corners;
		try {
			const still = await eye.still(video);
			const sheet: TakenSheet = { id, state: 'working', cornered: false, turn: 0 };
			if (old === undefined) this.sheets = [...this.sheets, sheet];
			else this.#put(sheet);
			this.again = undefined;
			void this.#develop(id, this.#finder.take(still, live));
		} finally {
			this.taking = false;
		}
	}

	/** Flattens the sheet anew. `false`: these corners do not span one. */
	async flatten(id: number, corners: Corners, turn?: Rotation): Promise<boolean> {
		const sheet = this.sheets.find((each) => each.id === id);
		if (!sheet?.photo) return false;
		const way = turn ?? sheet.turn;
		const { bytes } = sheet.photo;
		const flat = await this.#finder.flatten({ bytes, corners, turn: way });
		if (!flat || this.#ended || !this.sheets.some((each) => each.id === id)) return false;
		const { id: same, photo } = sheet;
		this.#put({
			...{ id: same, photo, state: 'ready', cornered: true, corners, turn: way, flat },
			thumb: addressOf(flat.small)
		});
		return true;
	}

	/** A quarter further, clockwise. */
	async turnOn(id: number): Promise<void> {
		const sheet = this.sheets.find((each) => each.id === id);
		if (!sheet?.corners) return;
		const { cornered, doubtful = false } = sheet;
		await this.flatten(id, sheet.corners, turned(sheet.turn, 90));
		const now = this.sheets.find((each) => each.id === id);
		if (now && (!cornered || doubtful)) this.#put({ ...now, cornered, doubtful }, false);
	}

	remove(id: number): void {
		const gone = this.sheets.find((each) => each.id === id);
		if (gone?.thumb) URL.revokeObjectURL(gone.thumb);
		this.sheets = this.sheets.filter((each) => each.id !== id);
		if (this.again === id) this.again = undefined;
	}

	/** The sheets as files in their order, let go of here: the box has them now. */
	handOver(): readonly File[] {
		const files = this.ready.flatMap(({ flat }, i) =>
			flat ? [new File([flat.bytes], `camera-${String(i + 1).padStart(3, '0')}.jpg`, fileKind)] : []
		);
		for (const { id } of this.ready) this.remove(id);
		return files;
	}

	/** Puts the camera out and drops every picture. */
	close(): void {
		this.#ended = true;
		this.#putOut();
		this.#finder.stop();
		for (const { id } of this.sheets) this.remove(id);
	}

	async #look(video: HTMLVideoElement): Promise<void> {
		const { videoWidth: width, videoHeight: height } = video;
		if (this.stage !== 'live' || !this.looking || width === 0 || this.working) return;
		const scale = Math.min(1, lookEdge / Math.max(width, height));
		const frame = await createImageBitmap(video, {
			resizeWidth: Math.round(width * scale),
			resizeHeight: Math.round(height * scale),
			resizeQuality: 'medium'
		});
		const found = await this.#finder.find(frame);
		if (!this.#ended) this.seen = afterLook(this.seen, found);
	}

	async #develop(id: number, work: ReturnType<Finder['take']>): Promise<void> {
		try {
			const { photo, corners, found, doubtful, flat } = await work;
			if (this.#ended) return;
			const thumb = addressOf(flat.small);
			this.#put({
				...{ id, state: 'ready', cornered: found, doubtful, turn: 0 },
				photo,
				corners,
				flat,
				thumb
			});
		} catch {
			if (!this.#ended) this.#put({ id, state: 'failed', cornered: false, turn: 0 });
		}
	}

	#put(sheet: TakenSheet, revoke = true): void {
		this.sheets = this.sheets.map((old) => {
			if (old.id !== sheet.id) return old;
			if (revoke && old.thumb) URL.revokeObjectURL(old.thumb);
			return sheet;
		});
	}

	#gone(eye: Eye): void {
		if (this.#eye !== eye) return;
		this.#putOut();
		this.why = 'busy';
		this.stage = 'refused';
	}

	#putOut(): void {
		this.#eye?.stop();
		this.#eye = undefined;
		this.stream = undefined;
		this.seen = nothingSeen;
		this.lit = false;
	}
}

const firstPictureMs = 3000;

function firstPicture(video: HTMLVideoElement): Promise<void> {
	return new Promise((resolve) => {
		video.addEventListener('loadeddata', () => resolve(), { once: true });
		setTimeout(resolve, firstPictureMs);
	});
}

const fileKind = { type: 'image/jpeg', lastModified: 0 };

function addressOf(bytes: Uint8Array<ArrayBuffer>): string {
	return URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' }));
}
