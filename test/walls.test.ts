import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { moduleLists } from '../src/build/module-list.ts';
import { graphOf, pathTo, readSources, type Graph, type Sources } from './support/import-graph.ts';

/** Who may import whom, room by room (type imports count). `page` and the room itself are always allowed. */
const arrows: Readonly<Record<string, readonly string[]>> = {
	page: [],
	// What the screens say; they ask, it asks nobody.
	language: [],
	thread: [],
	// Its worker's entry; the rest of the room knows no thread.
	sorting: ['thread'],
	// What a look at notes finds: the rules' words on readings, and no store.
	checks: ['sorting'],
	imaging: ['thread'],
	learning: [],
	separator: ['imaging'],
	camera: ['imaging', 'thread'],
	intake: ['imaging', 'thread', 'separator'],
	reading: ['imaging', 'thread'],
	vault: ['thread'],
	shelf: [],
	ledger: ['vault', 'shelf'],
	chart: ['ledger', 'vault', 'shelf'],
	cabinet: ['ledger', 'vault', 'shelf'],
	tray: ['ledger', 'vault', 'shelf', 'imaging', 'thread', 'learning', 'chart', 'cabinet'],
	// How a file is set, and read again to prove it. It knows no store, and holds no key.
	packet: ['imaging', 'thread'],
	release: ['imaging', 'thread', 'chart', 'packet'],
	// Packets of a cabinet's pages: it may know what an authorization is, and release may never know it.
	'cabinet-release': [
		...['cabinet', 'ledger', 'vault', 'packet', 'release', 'imaging', 'thread'],
		// How files are named and gone on with; none of a chart's.
		'ehr-export'
	],
	// The words of the charts and nothing else's: its worker is handed the chart's key.
	search: ['chart', 'vault', 'thread'],
	// Files of a chart's pages for another record system: set and proved like a packet, with the chart's key.
	'ehr-export': ['chart', 'packet', 'release', 'imaging', 'thread'],
	practice: ['vault', 'ledger', 'shelf', 'tray', 'chart', 'cabinet', 'spool'],
	// An invented practice with all that a real one has: it sees both sides of the wall, and nobody's real pages.
	'self-test': ['practice', 'tray', 'chart', 'release', 'packet', 'imaging', 'vault'],
	backup: ['vault', 'ledger', 'shelf', 'practice'],
	// What a scan station and the app say to each other: sealed or marked, and never opened in this room.
	spool: ['vault'],
	desk: [
		'practice',
		'tray',
		'chart',
		'cabinet',
		'cabinet-release',
		'release',
		'packet',
		'intake',
		'backup',
		'ui',
		'language',
		'separator',
		'camera',
		'learning',
		'checks',
		'self-test',
		'search',
		'ehr-export',
		'spool',
		// A picture that is turned for the screen.
		'imaging'
	],
	ui: ['language'],
	compose: [
		...['desk', 'practice', 'tray', 'chart', 'cabinet', 'cabinet-release', 'release', 'packet'],
		...[
			'intake',
			'reading',
			'sorting',
			'imaging',
			'vault',
			'ledger',
			'shelf',
			'camera',
			'separator',
			'self-test',
			'search',
			'ehr-export'
		]
	],
	routes: [
		...['desk', 'ui', 'compose', 'tray', 'chart', 'cabinet', 'release', 'packet', 'learning'],
		...['self-test', 'search', 'ehr-export', 'language', 'checks']
	],
	// It checks backups, and opens them with a kit that is given to it; it seals sides as feeding does, and holds no key
	// of its own.
	station: [
		...['imaging', 'intake', 'reading', 'sorting', 'thread', 'backup', 'vault', 'packet'],
		...['ledger', 'spool']
	],
	training: ['sorting'],
	// It hands out a station's spool, whose pieces it cannot open.
	server: ['build', 'spool', 'vault'],
	// What closes the ways out goes into the script that every page begins with.
	build: ['server', 'spool', 'bench', 'ui'],
	// It opens a backup as its owner would, to see what the app made of the pages that it was fed; it puts a whole
	// practice on real storage in a browser, to be timed and to be killed; and it builds and proves packets of such a one.
	bench: [
		...[
			'build',
			'server',
			'backup',
			'practice',
			'tray',
			'chart',
			'vault',
			'imaging',
			'ledger',
			'shelf',
			'search'
		],
		...['intake', 'packet', 'release', 'thread', 'spool']
	]
};

/** The one room (or rooms, with the reason) that may import each foreign package. */
const importers: Readonly<Record<string, readonly string[]>> = {
	'tesseract.js': ['reading'],
	// The bench holds our writes against its plain ones.
	dexie: ['shelf', 'bench'],
	// The sample of paper for tests is bound into a PDF at build time, the bench's pages before a run.
	'pdf-lib': ['build', 'bench'],
	'pdfjs-dist': ['intake'],
	'libheif-js': ['intake'],
	scanic: ['camera'],
	qr: ['separator'],
	// The catalogs are read, and the sources' texts taken out, when the app is built.
	wuchale: ['language', 'build'],
	// Node's edge of imaging; icons and the sample are made at build time.
	sharp: ['imaging', 'station', 'build', 'bench'],
	'age-encryption': ['vault'],
	// The platform's own hash takes a file whole: one that is too large to be copied is hashed piece by piece.
	'@noble/hashes': ['packet'],
	// The same bytes in every browser, whose own compressors may differ. The packets' fonts are packed at build time.
	fflate: ['packet', 'build'],
	minisearch: ['search'],
	'@zxcvbn-ts/core': ['vault'],
	'bits-ui': ['ui'],
	'@lucide/svelte': ['ui', 'routes']
};

const privateRooms =
	/^src\/lib\/(cabinet|cabinet-release|tray|practice|desk|compose|shelf|ledger|intake|self-test)(\/|\.)/;

function roomOf(file: string): string {
	const found = /^src\/(?:lib\/)?([^/.]+)/.exec(file);
	return found?.[1] ?? '';
}

/** Every import that crosses rooms against the arrows, as `from → to`. */
function crossings(graph: Graph): string[] {
	return [...graph].flatMap(([file, targets]) => {
		const from = roomOf(file);
		const allowed = new Set(['page', from, ...(arrows[from] ?? [])]);
		return targets
			.filter(
				(target) => target.startsWith('src/') && from in arrows && !allowed.has(roomOf(target))
			)
			.map((target) => `${file} → ${target}`);
	});
}

function foreign(graph: Graph): string[] {
	return [...graph].flatMap(([file, targets]) =>
		targets
			.filter((target) => importers[target]?.includes(roomOf(file)) === false)
			.map((target) => `${file} → ${target}`)
	);
}

/** The path by which the release room reaches something private, if there is one. */
function breach(graph: Graph): string | undefined {
	const release = [...graph.keys()].filter((file) => file.startsWith('src/lib/release/'));
	return pathTo(graph, release, (target) => privateRooms.test(target))?.join(' → ');
}

function withImport(sources: Sources, file: string, specifier: string): Graph {
	const text = sources.get(file);
	if (text === undefined) throw new Error(`no such source: ${file}`);
	return graphOf(new Map(sources).set(file, `import '${specifier}';\n${text}`));
}

const sources = readSources();
const graph = graphOf(sources);

describe('the arrows of the design', () => {
	it('knows every room', () => {
		const rooms = readdirSync('src/lib', { withFileTypes: true })
			.filter((entry) => entry.isDirectory())
			.map((entry) => entry.name);
		expect(rooms.filter((room) => !(room in arrows))).toEqual([]);
	});

	it('are the only ways from room to room', () => {
		expect(crossings(graph)).toEqual([]);
	});

	it('leave each foreign package to one room', () => {
		expect(foreign(graph)).toEqual([]);
	});

	it('lead only to files that exist', () => {
		const missing = [...graph].flatMap(([file, targets]) =>
			targets
				.filter((target) => target.startsWith('src/') && !existsSync(target))
				.map((target) => `${file} → ${target}`)
		);
		expect(missing).toEqual([]);
	});

	it.each([
		['src/lib/page/client.ts', '#lib/vault/open.ts'],
		['src/lib/sorting/suggest.ts', '#lib/imaging/picture.ts'],
		['src/lib/shelf/shelf.ts', '#lib/vault/open.ts'],
		['src/lib/ui/tokens.ts', '#lib/desk/session.svelte.ts']
	])('are seen to break when %s imports %s', (file, specifier) => {
		const text = sources.get(file) ?? '';
		const broken = graphOf(new Map(sources).set(file, `import '${specifier}';\n${text}`));
		expect(crossings(broken)).toEqual([`${file} → src/lib/${specifier.slice(5)}`]);
	});

	it('are seen to break when a second room imports a database', () => {
		const broken = withImport(sources, 'src/lib/chart/state.ts', 'dexie');
		expect(foreign(broken)).toEqual(['src/lib/chart/state.ts → dexie']);
	});
});

describe('the wall around the private side', () => {
	it('lets no import path lead from the release room to a private room', () => {
		expect(breach(graph)).toBeUndefined();
	});

	it.each([
		['src/lib/release/plan.ts', '#lib/cabinet/open.ts'],
		['src/lib/release/plan.ts', '#lib/cabinet/slot.ts'],
		['src/lib/release/plan.ts', '#lib/tray/state.ts'],
		['src/lib/release/plan.ts', '#lib/shelf/dexie-shelf.ts']
	])('names the path when %s imports %s', (file, specifier) => {
		const broken = withImport(sources, file, specifier);
		expect(breach(broken)).toContain(`→ src/lib/${specifier.slice(5)}`);
	});

	it('names the whole path when the breach is behind a door that is allowed', () => {
		const broken = withImport(sources, 'src/lib/chart/open.ts', '#lib/cabinet/open.ts');
		expect(breach(broken)).toMatch(
			/^src\/lib\/release\/.* → src\/lib\/chart\/open\.ts → src\/lib\/cabinet\/open\.ts$/
		);
	});

	it('holds in the packet worker as it is built', () => {
		const list = readdirSync(moduleLists).find((name) => name.startsWith('packet.worker'));
		const modules = JSON.parse(
			readFileSync(join(moduleLists, list ?? 'missing'), 'utf8')
		) as string[];
		expect(modules).toContain('src/lib/chart/open.ts');
		expect(modules.filter((path) => privateRooms.test(path))).toEqual([]);
	});

	it.each([
		['search.worker', 'src/lib/search/page-index.ts'],
		['export.worker', 'src/lib/ehr-export/press.ts']
	])('holds in the %s: it reaches no tray, no cabinet and no store', (worker, own) => {
		const list = readdirSync(moduleLists).find((name) => name.startsWith(worker));
		const modules = JSON.parse(
			readFileSync(join(moduleLists, list ?? 'missing'), 'utf8')
		) as string[];
		expect(modules).toContain(own);
		expect(modules.filter((path) => privateRooms.test(path))).toEqual([]);
	});

	it.each(['search', 'ehr-export'])(
		'lets no import path lead from %s to a private room',
		(room) => {
			const own = [...graph.keys()].filter((file) => file.startsWith(`src/lib/${room}/`));
			expect(own.length).toBeGreaterThan(0);
			expect(pathTo(graph, own, (target) => privateRooms.test(target))).toBeUndefined();
		}
	);

	it('holds the other way too: the notes worker reaches a cabinet’s pages and no chart', () => {
		const list = readdirSync(moduleLists).find((name) => name.startsWith('notes.worker'));
		const modules = JSON.parse(
			readFileSync(join(moduleLists, list ?? 'missing'), 'utf8')
		) as string[];
		expect(modules).toContain('src/lib/cabinet-release/press.ts');
		const others = /^src\/lib\/(chart|tray|practice|desk|compose|intake)(\/|\.)/;
		expect(modules.filter((path) => others.test(path))).toEqual([]);
	});

	it('leaves the setting of a file to the rooms that release', () => {
		const setters = /^src\/lib\/packet\/(setter|writer)\.ts$/;
		const others = [...graph].flatMap(([file, targets]) =>
			targets
				.filter(
					(target) =>
						setters.test(target) &&
						!/^src\/lib\/(cabinet-release|release|packet|ehr-export)\//.test(file)
				)
				.map((target) => `${file} → ${target}`)
		);
		expect(others).toEqual([]);
	});

	it('keeps screens away from storage, keys and the reader', () => {
		const screens = [...graph.keys()].filter((file) => /^src\/(routes|lib\/ui)\//.test(file));
		const direct = screens.flatMap((file) =>
			(graph.get(file) ?? [])
				.filter((target) => /^src\/lib\/(shelf|vault|reading|ledger)\//.test(target))
				.map((target) => `${file} → ${target}`)
		);
		expect(direct).toEqual([]);
	});
});

describe('sizes', () => {
	it('keeps every source file under 400 lines unless its head says why', () => {
		const long = [...sources]
			.filter(
				([, text]) => text.split('\n').length > 400 && !/\bLonger than 400 lines\b/.test(text)
			)
			.map(([file]) => file);
		expect(long.filter((file) => !file.endsWith('weights.ts'))).toEqual([]);
	});
});
