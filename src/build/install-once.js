// Lets one command install at a time, over all processes. Plain JavaScript on purpose: see bootstrap.js.
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Longer than any installing takes: then the number in the lock belongs to another process by now. */
const longest = 30 * 60_000;
/** Between making the lock and writing into it whose it is lies no more than a moment. */
const moment = 10_000;

/**
 * Installs unless `isDone`. Whoever comes while another process installs waits, and looks again. A lock whose process is
 * gone is taken over.
 *
 * @param {object} how
 * @param {string} how.lock a folder that is made; not in `node_modules`, which is emptied by installing
 * @param {() => boolean} how.isDone
 * @param {() => void} how.install throws when it fails; the next in line then tries
 * @param {(sentence: string) => void} how.say
 */
export function installOnce({ lock, isDone, install, say }) {
	if (isDone()) return;
	take(lock, say);
	try {
		if (!isDone()) install();
	} finally {
		rmSync(lock, { recursive: true, force: true });
	}
}

/** @param {string} lock @param {(sentence: string) => void} say */
function take(lock, say) {
	mkdirSync(dirname(lock), { recursive: true });
	let told = false;
	while (!made(lock)) {
		if (isLeft(lock)) {
			takeAway(lock);
			continue;
		}
		if (!told) say('Another command is installing packages. Waiting for it.');
		told = true;
		pause(200);
	}
	writeFileSync(join(lock, 'pid'), String(process.pid));
}

/** Exactly one of all that ask at once makes it. @param {string} folder */
function made(folder) {
	try {
		mkdirSync(folder);
		return true;
	} catch (error) {
		if (codeOf(error) === 'EEXIST') return false;
		throw error;
	}
}

/** Its process has ended without removing it. @param {string} lock */
function isLeft(lock) {
	const age = ageOf(lock);
	if (age === undefined) return false;
	const pid = Number(textOf(join(lock, 'pid')));
	if (!pid) return age > moment;
	return age > longest || !isRunning(pid);
}

/**
 * One process takes a left lock away; it looks once more when it is the only one that does, so that a lock which was taken
 * over meanwhile stays.
 *
 * @param {string} lock
 */
function takeAway(lock) {
	const turn = `${lock}.left`;
	if (!made(turn)) {
		if ((ageOf(turn) ?? 0) > moment) rmSync(turn, { recursive: true, force: true });
		pause(50);
		return;
	}
	try {
		if (isLeft(lock)) rmSync(lock, { recursive: true, force: true });
	} finally {
		rmSync(turn, { recursive: true, force: true });
	}
}

/** @param {number} pid */
function isRunning(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// Somebody else's process cannot be asked, and runs.
		return codeOf(error) === 'EPERM';
	}
}

/** @param {string} path */
function ageOf(path) {
	const found = statSync(path, { throwIfNoEntry: false });
	return found && Date.now() - found.mtimeMs;
}

/** @param {string} file */
function textOf(file) {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return '';
	}
}

/** @param {unknown} error */
function codeOf(error) {
	return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** @param {number} milliseconds */
function pause(milliseconds) {
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
