/** The device's camera: opened, chosen, lit, asked for a still, and put out. Refusals are reasons, never exceptions. */
import { pictureFacts } from '#lib/imaging/dimensions.ts';
import { maxPixels } from '#lib/imaging/picture.ts';
import type { Still } from './finder.ts';

export type NoCamera = 'none' | 'denied' | 'busy' | 'insecure';

export interface CameraChoice {
	readonly id: string;
	readonly label: string;
}

export type Opened =
	{ readonly ok: true; readonly eye: Eye } | { readonly ok: false; readonly why: NoCamera };

/** More than letter at 300 dots an inch; a camera gives what it has. */
const wanted = { width: { ideal: 4096 }, height: { ideal: 2160 } };
/** A photograph that has not come by then will not: the video's frame is taken. */
const photoMs = 4000;
/** Asked once a camera; the person who wants the first sheet waits for it. */
const askMs = 800;

/** A photograph must be so much wider than the video to be worth its wait. */
const worthIt = 1.15;

interface PhotoTaker {
	takePhoto(): Promise<Blob>;
	getPhotoCapabilities(): Promise<{ imageWidth?: { max?: number } }>;
}

type MakesPhotos = new (track: MediaStreamTrack) => PhotoTaker;

/** Asks for a camera: the one with this id, or the one that looks away from the person. */
export async function openEye(id?: string): Promise<Opened> {
	const { mediaDevices } = navigator as { mediaDevices?: MediaDevices };
	if (!isSecureContext || !mediaDevices) return { ok: false, why: 'insecure' };
	const which = id ? { deviceId: { exact: id } } : { facingMode: { ideal: 'environment' } };
	try {
		const stream = await mediaDevices.getUserMedia({
			audio: false,
			video: { ...which, ...wanted }
		});
		return { ok: true, eye: new Eye(stream) };
	} catch (error) {
		return { ok: false, why: whyNot(error) };
	}
}

/** What `getUserMedia` throws, as W3C Media Capture and Streams, section 9.2 names it. */
export function whyNot(error: unknown): NoCamera {
	const name = error instanceof Error || error instanceof DOMException ? error.name : '';
	if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
	if (name === 'NotReadableError' || name === 'AbortError') return 'busy';
	return 'none';
}

export class Eye {
	readonly stream: MediaStream;
	readonly #track: MediaStreamTrack | undefined;
	#photos: Promise<PhotoTaker | undefined> | undefined;

	constructor(stream: MediaStream) {
		this.stream = stream;
		[this.#track] = stream.getVideoTracks();
	}

	/** The camera that was given, which may not be the one that was asked for. */
	get id(): string | undefined {
		return this.#track?.getSettings().deviceId;
	}

	get canLight(): boolean {
		const track = this.#track as { getCapabilities?: () => { torch?: boolean } } | undefined;
		return track?.getCapabilities?.().torch === true;
	}

	/** Whether the lamp obeyed. */
	async light(on: boolean): Promise<boolean> {
		try {
			await this.#track?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] });
			return true;
		} catch {
			return false;
		}
	}

	/** Calls back once when the camera is pulled out or taken away. */
	onEnd(gone: () => void): void {
		this.#track?.addEventListener('ended', gone, { once: true });
	}

	/** The sharpest still to be had: a photograph where the camera takes finer ones than its video, else this frame. */
	async still(video: HTMLVideoElement): Promise<Still> {
		const bytes = await this.#photograph(video.videoWidth * worthIt).catch(() => undefined);
		return bytes ? { bytes } : { frame: await createImageBitmap(video) };
	}

	stop(): void {
		for (const track of this.stream.getTracks()) track.stop();
	}

	async #photograph(leastWidth: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
		const taker = await (this.#photos ??= this.#takerOver(leastWidth));
		if (!taker) return undefined;
		const blob = await within(photoMs, taker.takePhoto());
		if (!blob) {
			// A camera that hung once is not waited for again.
			this.#photos = Promise.resolve(undefined);
			return undefined;
		}
		const bytes = new Uint8Array(await blob.arrayBuffer());
		const facts = pictureFacts(bytes);
		const fits = facts?.mediaType === 'image/jpeg' && facts.width * facts.height <= maxPixels;
		return fits ? bytes : undefined;
	}

	async #takerOver(leastWidth: number): Promise<PhotoTaker | undefined> {
		const { ImageCapture } = globalThis as { ImageCapture?: MakesPhotos };
		if (!ImageCapture || !this.#track) return undefined;
		try {
			const taker = new ImageCapture(this.#track);
			// Some cameras never say what they can.
			const can = await within(askMs, taker.getPhotoCapabilities());
			return (can?.imageWidth?.max ?? 0) > leastWidth ? taker : undefined;
		} catch {
			return undefined;
		}
	}
}

/** `undefined` when it takes longer. */
function within<T>(limitMs: number, work: Promise<T>): Promise<T | undefined> {
	const late = new Promise<undefined>((resolve) => setTimeout(resolve, limitMs));
	return Promise.race([work, late]);
}

/** The cameras that may be chosen; their names are known once one was opened. */
export async function camerasHere(): Promise<readonly CameraChoice[]> {
	const devices = await navigator.mediaDevices.enumerateDevices();
	return devices
		.filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
		.map(({ deviceId, label }, i) => ({ id: deviceId, label: label || `Camera ${i + 1}` }));
}
