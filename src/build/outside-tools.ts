/** Programs by others that tests hold our files against. Whoever has none of them can run every other test. */
import { spawnSync } from 'node:child_process';
import { installOnDebian } from './debian.ts';

const tools = [
	{ program: 'age', inPackage: 'age', without: 'opening a backup by hand' },
	{ program: 'qpdf', inPackage: 'qpdf', without: 'a packet’s syntax, by another program' },
	{
		program: 'pdftotext',
		inPackage: 'poppler-utils',
		without: 'a packet’s words, by another program'
	}
] as const;

/** Installs what is missing where that is ours to do, and says in one line each what cannot be tested. */
export function lookForTools(): void {
	for (const { program, inPackage, without } of tools) {
		if (isHere(program) || installed(inPackage)) continue;
		console.log(`The program ${program} is not here: ${without} is not tested.`);
	}
}

/** Whether the shell knows a program of this name. */
export function isHere(program: string): boolean {
	return spawnSync(program, ['--version']).error === undefined;
}

function installed(name: string): boolean {
	try {
		return installOnDebian(name);
	} catch {
		// No network, or another program holds the package list: the rest can be tested all the same.
		return false;
	}
}
