import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openApp, type App } from '../support/app.ts';

let app: App;

beforeAll(async () => {
	app = await openApp();
});
beforeEach(async () => {
	await app.page.goto(app.address);
	await app.page.getByRole('button', { name: 'Set up my practice' }).waitFor();
});
afterAll(() => app.close());

const waysOut: readonly (readonly [string, () => void])[] = [
	['going to an address', () => (location.href = 'http://elsewhere.example/words')],
	[
		'a link in a new window',
		() => {
			const link = document.createElement('a');
			link.href = 'http://elsewhere.example/words';
			link.target = '_blank';
			document.body.append(link);
			link.click();
		}
	],
	[
		'a refresh',
		() => {
			const meta = document.createElement('meta');
			meta.httpEquiv = 'refresh';
			meta.content = '0;url=http://elsewhere.example/words';
			document.head.append(meta);
		}
	],
	[
		'a page made on the spot',
		() => {
			const html = '<meta http-equiv="refresh" content="0;url=http://elsewhere.example/words">';
			location.href = URL.createObjectURL(new Blob([html], { type: 'text/html' }));
		}
	]
];

it.each(waysOut)('%s carries no byte away, even for a script of our own', async (_, leave) => {
	await app.page.evaluate(leave);
	await app.page.waitForTimeout(1_500);
	expect(app.page.url()).toBe(`${app.address}/`);
	expect(app.sink.arrived).toEqual([]);
});

it('there is no WebRTC, under any of its names', async () => {
	const names = await app.page.evaluate(() =>
		Object.getOwnPropertyNames(globalThis).filter((name) => /RTCPeerConnection$/.test(name))
	);
	expect(names).toEqual([]);
});

it('a file can still be saved', async () => {
	const saving = app.page.waitForEvent('download');
	await app.page.evaluate(() => {
		const link = document.createElement('a');
		link.href = URL.createObjectURL(new Blob(['words']));
		link.download = 'kept.txt';
		link.click();
	});
	expect((await saving).suggestedFilename()).toBe('kept.txt');
});
