/** The camera's screen by what cameras do: refuse, be busy, be missing, be pulled out, hide, and be left. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { whyNot } from '#lib/camera/eye.ts';
import { CameraDesk } from '#lib/desk/camera.svelte.ts';
import { Inbox } from '#lib/desk/feed-inbox.svelte.ts';

type Ask = (constraints: MediaStreamConstraints) => Promise<MediaStream>;

const devices = navigator.mediaDevices;
const desks: CameraDesk[] = [];
const filmed: MediaStream[] = [];

/** A dark desk with a white sheet on it, as a camera films it. */
function film(): MediaStream {
	const canvas = document.createElement('canvas');
	[canvas.width, canvas.height] = [480, 640];
	const context = canvas.getContext('2d');
	const draw = (): void => {
		if (!context) return;
		context.fillStyle = '#4a3a2c';
		context.fillRect(0, 0, 480, 640);
		context.fillStyle = '#f4f3f0';
		context.fillRect(60, 70, 360, 466);
	};
	draw();
	const timer = setInterval(draw, 50);
	const stream = canvas.captureStream(20);
	stream.getVideoTracks()[0]?.addEventListener('ended', () => clearInterval(timer));
	filmed.push(stream);
	return stream;
}

function answers(ask: Ask): void {
	Object.defineProperty(devices, 'getUserMedia', { value: ask, configurable: true });
}

function refuses(name: string): void {
	answers(() => Promise.reject(new DOMException('a browser’s own words', name)));
}

function desk(): CameraDesk {
	const made = new CameraDesk();
	desks.push(made);
	return made;
}

function isLive(stream: MediaStream | undefined): boolean {
	return stream?.getTracks().some(({ readyState }) => readyState === 'live') ?? false;
}

async function shown(camera: CameraDesk): Promise<HTMLVideoElement> {
	const video = document.createElement('video');
	video.muted = true;
	video.srcObject = camera.stream ?? null;
	document.body.append(video);
	await video.play();
	return video;
}

/** Opens, looks and takes so many sheets. */
async function withSheets(camera: CameraDesk, count: number): Promise<() => void> {
	await camera.open();
	const unwatch = camera.watch(await shown(camera));
	for (let n = 1; n <= count; n++) {
		await camera.take();
		await vi.waitFor(() => expect(camera.ready).toHaveLength(n), 20_000);
	}
	return unwatch;
}

beforeEach(() => answers(() => Promise.resolve(film())));
afterEach(() => {
	for (const made of desks.splice(0)) made.close();
	for (const stream of filmed.splice(0)) for (const track of stream.getTracks()) track.stop();
	for (const video of document.querySelectorAll('video')) video.remove();
	Reflect.deleteProperty(devices, 'getUserMedia');
	Reflect.deleteProperty(navigator, 'mediaDevices');
});

describe('no picture', () => {
	test.each([
		['a person or a policy refuses it', 'NotAllowedError', 'denied'],
		['the page may not ask', 'SecurityError', 'denied'],
		['another program has it', 'NotReadableError', 'busy'],
		['it fails while it starts', 'AbortError', 'busy'],
		['there is none', 'NotFoundError', 'none'],
		['the one that was chosen is gone', 'OverconstrainedError', 'none']
	] as const)('because %s', async (_, name, why) => {
		refuses(name);
		const camera = desk();
		await camera.open();
		expect(camera).toMatchObject({ stage: 'refused', why, stream: undefined });
	});

	test('because this machine has none: what the browser itself says', async () => {
		Reflect.deleteProperty(devices, 'getUserMedia');
		const camera = desk();
		await camera.open();
		expect(camera.stage).toBe('refused');
		expect(['none', 'denied']).toContain(camera.why);
	});

	test('because the address is not secure: browsers have no camera there at all', async () => {
		Object.defineProperty(navigator, 'mediaDevices', { value: undefined, configurable: true });
		const camera = desk();
		await camera.open();
		expect(camera).toMatchObject({ stage: 'refused', why: 'insecure' });
	});

	test('is tried again, and comes', async () => {
		refuses('NotReadableError');
		const camera = desk();
		await camera.open();
		answers(() => Promise.resolve(film()));
		await camera.open();
		expect(camera.stage).toBe('live');
	});

	test('because something was thrown that is no error of a camera', () => {
		expect(whyNot('odd')).toBe('none');
	});
});

describe('the light of the camera', () => {
	test('goes off while the page is hidden, and on again after', async () => {
		const camera = desk();
		await camera.open();
		const { stream } = camera;
		await camera.hide(true);
		expect(camera).toMatchObject({ stage: 'resting', stream: undefined });
		expect(isLive(stream)).toBe(false);
		await camera.hide(false);
		expect(camera.stage).toBe('live');
		expect(isLive(camera.stream)).toBe(true);
	});

	test('stays off when the page was hidden before the permission came', async () => {
		let give: (stream: MediaStream) => void = () => undefined;
		answers(() => new Promise((resolve) => (give = resolve)));
		const camera = desk();
		const opening = camera.open();
		await camera.hide(true);
		const late = film();
		give(late);
		await opening;
		expect(camera.stage).toBe('resting');
		expect(isLive(late)).toBe(false);
	});

	test('goes off when the screen is left, also while the permission is asked for', async () => {
		let give: (stream: MediaStream) => void = () => undefined;
		answers(() => new Promise((resolve) => (give = resolve)));
		const camera = desk();
		const opening = camera.open();
		camera.close();
		const late = film();
		give(late);
		await opening;
		expect(isLive(late)).toBe(false);
		expect(camera.stream).toBeUndefined();
	});

	test('a refusal is not asked about again when the page comes back', async () => {
		refuses('NotAllowedError');
		const camera = desk();
		await camera.open();
		await camera.hide(true);
		await camera.hide(false);
		expect(camera).toMatchObject({ stage: 'refused', why: 'denied' });
	});

	test('a camera that is pulled out is said to be gone', async () => {
		const camera = desk();
		await camera.open();
		camera.stream?.getVideoTracks()[0]?.dispatchEvent(new Event('ended'));
		expect(camera).toMatchObject({ stage: 'refused', why: 'busy', stream: undefined });
	});
});

describe('sheets in hand', () => {
	test('outlast a hidden page and a camera that is pulled out', async () => {
		const camera = desk();
		const unwatch = await withSheets(camera, 2);
		await camera.hide(true);
		expect(camera.ready).toHaveLength(2);
		await camera.hide(false);
		camera.stream?.getVideoTracks()[0]?.dispatchEvent(new Event('ended'));
		unwatch();
		expect(camera.ready).toHaveLength(2);
		const files = camera.handOver();
		expect(files.map(({ name, type }) => [name, type])).toEqual([
			['camera-001.jpg', 'image/jpeg'],
			['camera-002.jpg', 'image/jpeg']
		]);
		expect(camera.sheets).toEqual([]);
	});

	test('are let go of with the screen, pictures and all', async () => {
		const camera = desk();
		const unwatch = await withSheets(camera, 1);
		const thumb = camera.sheets[0]?.thumb ?? '';
		expect((await fetch(thumb)).ok).toBe(true);
		unwatch();
		camera.close();
		expect(camera.sheets).toEqual([]);
		await expect(fetch(thumb)).rejects.toThrow();
	});

	test('are named to whoever unlocks the app that was locked over them', () => {
		const inbox = new Inbox();
		inbox.add([new File(['1'], 'a.pdf')]);
		inbox.lock();
		inbox.lostSheets(3);
		expect(inbox.lost).toMatch(/^1 file had not gone in .* Add it again\. 3 photographed sheets/);
		const other = new Inbox();
		other.lostSheets(0);
		expect(other.lost).toBeUndefined();
		other.lostSheets(1);
		expect(other.lost).toContain('1 photographed sheet was in no box yet');
	});

	test('a still that is taken while the screen is left leaves nothing behind', async () => {
		const camera = desk();
		await camera.open();
		const unwatch = camera.watch(await shown(camera));
		await camera.take();
		unwatch();
		camera.close();
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(camera.sheets).toEqual([]);
	});
});
