import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Camera } from '../../src/build/pictures/camera.ts';
import { firstVisit } from '../../src/build/pictures/first-visit.ts';
import { lookAtHelp } from '../../src/build/pictures/further.ts';
import { openApp, type App } from '../support/app.ts';
import { barriersOn } from '../support/barriers.ts';

let app: App;
let seen: string[];
let barriers: Record<string, readonly string[]>;
let camera: Camera;

async function snap(name: string): Promise<void> {
	seen.push(name);
	const found = await barriersOn(app.page);
	if (found.length > 0) barriers[name] = found;
}

beforeEach(async () => {
	app = await openApp();
	seen = [];
	barriers = {};
	camera = { page: app.page, complaints: app.complaints, snap, close: () => app.close() };
	await app.page.goto(app.address);
});

afterEach(async () => {
	await app.close();
});

it('nobody is kept out of a new practice, by the rules that a machine can check', async () => {
	await firstVisit(camera);
	expect(barriers).toEqual({});
	expect(seen).toHaveLength(11);
});

it('nor of the sample, its history, help and limits', async () => {
	const { page } = app;
	await page.getByRole('button', { name: 'Try the sample box' }).click();
	await page.getByRole('heading', { name: 'The sample in five steps' }).waitFor();
	await page.getByRole('heading', { name: 'Pages a day' }).waitFor();
	await snap('today');
	await lookAtHelp(camera);
	expect(barriers).toEqual({});
	expect(seen).toEqual(['today', 'history', 'help', 'protected']);
});
