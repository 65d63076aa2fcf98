/** Finds the Chromium that tests and pictures drive. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installOnDebian } from './debian.ts';

const names = [
	'chromium',
	'chromium-browser',
	'google-chrome',
	'google-chrome-stable',
	'chrome',
	'microsoft-edge',
	'msedge'
];

const places = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
	'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
	'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'
];

/** The path of a Chromium-family browser, `CHROMIUM_PATH` first; `undefined` when there is none. */
export function findChromium(): string | undefined {
	const chosen = process.env['CHROMIUM_PATH'];
	if (chosen) return existsSync(chosen) ? chosen : undefined;
	const onPath = (process.env['PATH'] ?? '')
		.split(delimiter)
		.filter((folder) => folder !== '')
		.flatMap((folder) => names.map((name) => join(folder, name)));
	return [...onPath, ...places].find((path) => existsSync(path));
}

/** Finds a browser or, on Debian as root, installs one; otherwise says in one line what to do. */
export function ensureChromium(): string {
	const found = findChromium();
	if (found) return found;
	if (installOnDebian('chromium')) {
		const installed = findChromium();
		if (installed) return installed;
	}
	throw new Error(
		'No Chromium found: install Chrome, Chromium or Edge, or set CHROMIUM_PATH to its program file.'
	);
}
