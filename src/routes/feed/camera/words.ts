/** Why there is no picture, and what to do about it. */
import type { NoCamera } from '#lib/desk/camera.svelte.ts';

export const noCameraWords: Readonly<Record<NoCamera, { title: string; lead: string }>> = {
	none: {
		title: 'No camera was found',
		lead: 'Plug a camera in, or open this screen on a phone, and try again.'
	},
	denied: {
		title: 'The camera is not allowed here',
		lead: 'Allow it by the camera sign beside the address, or in the browser’s settings for this site, and try again.'
	},
	busy: {
		title: 'The camera is busy or was unplugged',
		lead: 'Close what else uses it, e.g. a video call, check its cable, and try again.'
	},
	insecure: {
		title: 'The browser gives no camera to this address',
		lead: 'Open the app by https, or on the machine that serves it by http://localhost.'
	}
};
