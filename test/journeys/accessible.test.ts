import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Camera } from '../../src/build/pictures/camera.ts';
import { firstVisit } from '../../src/build/pictures/first-visit.ts';
import { lookAtTheFrontDesk } from '../../src/build/pictures/front-desk.ts';
import { paper, walkTheSample } from '../../src/build/pictures/sample.ts';
import { lookAtStorage } from '../../src/build/pictures/storage.ts';
import { openApp, type App } from '../support/app.ts';
import { barriersOn } from '../support/barriers.ts';

/** Every address that the app answers with a screen. */
const addresses = readdirSync('src/routes', { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('+page.svelte'))
	.map((file) => join('/', dirname(file)))
	.sort();

const visited = new Set<string>();
let app: App;
let seen: string[];
let barriers: Record<string, readonly string[]>;
let camera: Camera;

async function snap(name: string): Promise<void> {
	seen.push(name);
	visited.add(new URL(app.page.url()).pathname);
	const found = await barriersOn(app.page);
	if (found.length > 0) barriers[name] = found;
}

beforeEach(async () => {
	app = await openApp();
	// Pages are read on the way.
	app.context.setDefaultTimeout(240_000);
	seen = [];
	barriers = {};
	camera = { page: app.page, complaints: app.complaints, snap, close: () => app.close() };
	await app.page.goto(app.address);
});

afterEach(async () => {
	await app.close();
});

// The walks are those of `npm run pictures`: what a person looks at there, axe looks at here, in both themes.

it('nobody is kept out of a new practice, by the rules that a machine can check', async () => {
	await firstVisit(camera);
	expect(barriers).toEqual({});
	expect(seen).toContain('recover');
});

it('nor of what storage does to it: backups, damage, a newer version', async () => {
	await lookAtStorage(camera, paper);
	expect(barriers).toEqual({});
	expect(seen).toContain('newer-called-damaged');
});

it('nor of the front desk', async () => {
	await lookAtTheFrontDesk(camera, paper);
	expect(barriers).toEqual({});
	expect(seen).toContain('staff-settings');
});

it('nor of the sample, from its first page to its packet, its log and its letters', async () => {
	await walkTheSample(camera);
	expect(barriers).toEqual({});
	expect(seen).toContain('today-after');
});

it('and no address was left out', () => {
	// Whoever adds a screen adds it to the walks.
	expect([...visited].sort()).toEqual(addresses);
});
