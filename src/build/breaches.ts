/** How each of the five walls around the private side is broken on purpose, and which test has to go red over it. */

export const walls = ['keys', 'types', 'compiler and graph', 'data', 'proof'] as const;
export type Wall = (typeof walls)[number];

export interface Breach {
	readonly wall: Wall;
	/** What is broken, in a few words. */
	readonly does: string;
	readonly file: string;
	/** Stands in the file exactly once. */
	readonly from: string;
	readonly to: string;
	/** The test file, and the part of a test's name that picks it. */
	readonly test: readonly [file: string, name: string];
	/** Stands in what the red test says. */
	readonly says: string;
	/** One breach a wall is tried on every run of the tests; all of them by the command. */
	readonly short?: true;
}

export const breaches: readonly Breach[] = [
	{
		wall: 'keys',
		does: 'the cabinet opens without its passphrase',
		file: 'src/lib/vault/cabinet.ts',
		from: 'keyFile: await sealTo([owner], await hardener.seal(passphrase, text))',
		to: 'keyFile: await sealTo([owner], await hardener.seal(passphrase && "", text))',
		test: [
			'test/vault/folder.test.ts',
			'takes both: the unlocked clinician and its own passphrase'
		],
		says: 'wrong-passphrase',
		short: true
	},
	{
		wall: 'keys',
		does: 'one kit opens every clinician’s tray',
		file: 'src/lib/practice/set-up.ts',
		from: 'const kit = await makeKit();',
		to: 'const kit = ((globalThis as { kit?: Awaited<ReturnType<typeof makeKit>> }).kit ??= await makeKit());',
		test: ['test/practice/role-matrix.test.ts', 'a clinician’s own kit reads only what is theirs'],
		says: 'tray of Ida'
	},
	{
		wall: 'types',
		does: 'a cabinet’s key passes for the chart’s',
		file: 'src/lib/chart/open.ts',
		from: "export type ChartKey = FolderKey<'chart'>;",
		to: "export type ChartKey = FolderKey<'chart' | 'tray' | 'cabinet'>;",
		test: ['test/release/wall.test.ts', 'stands in the types'],
		says: "Unused '@ts-expect-error' directive",
		short: true
	},
	{
		wall: 'types',
		does: 'anybody can make a proven packet',
		file: 'src/lib/release/proof/proven.ts',
		from: '	private constructor(order: ProofOrder',
		to: '	constructor(order: ProofOrder',
		test: ['test/release/wall.test.ts', 'stands in the types'],
		says: "Unused '@ts-expect-error' directive"
	},
	{
		wall: 'compiler and graph',
		does: 'the release room imports the cabinet',
		file: 'src/lib/release/plan.ts',
		from: "import { formatDate } from '#lib/page/date.ts';",
		to: "import { formatDate } from '#lib/page/date.ts';\nimport '#lib/cabinet/open.ts';",
		test: ['test/walls.test.ts', 'lets no import path lead from the release room'],
		says: 'src/lib/release/plan.ts → src/lib/cabinet/open.ts',
		short: true
	},
	{
		wall: 'compiler and graph',
		does: 'the cabinet is behind a door that the release room may use',
		file: 'src/lib/chart/open.ts',
		from: "import { open } from '#lib/vault/open.ts';",
		to: "import { open } from '#lib/vault/open.ts';\nexport type { HeldPage } from '#lib/cabinet/state.ts';",
		test: ['test/walls.test.ts', 'lets no import path lead from the release room'],
		says: 'src/lib/cabinet/state.ts'
	},
	{
		wall: 'compiler and graph',
		does: 'the release room’s own project lists every room',
		file: 'src/lib/release/tsconfig.json',
		from: '"../page/*.ts",',
		to: '"../page/*.ts",\n\t\t"../*/*.ts",',
		test: ['test/release/wall.test.ts', 'stands in the compiler'],
		says: 'is not listed'
	},
	{
		wall: 'data',
		does: 'a page’s private band stays in the chart’s part of it',
		file: 'src/lib/tray/part-maker.ts',
		from: '{ rects: privateRegions, turn,',
		to: '{ rects: privateRegions.slice(privateRegions.length), turn,',
		test: ['test/release/marks.test.ts', 'are in no packet'],
		says: 'token',
		short: true
	},
	{
		wall: 'data',
		does: 'a page that is locked away goes to the chart as well',
		file: 'src/lib/tray/filing.ts',
		from: "if (page.decision.fate !== 'cabinet') {",
		to: "if (page.decision.fate !== 'blank') {",
		test: ['test/tray/filing.test.ts', 'by cabinet leaves no word of it'],
		says: 'pages in the chart: expected 1 to be +0'
	},
	{
		wall: 'proof',
		does: 'words that nobody planned pass',
		file: 'src/lib/packet/checks.ts',
		from: 'found.letters !== planned || walked.pages[index]?.letters !== planned',
		to: 'planned === undefined || walked.pages[index]?.letters === undefined',
		test: ['test/release/proof.test.ts', 'leaks a hidden word'],
		// The place of the word still gives it away: the test asks for both.
		says: "to include 'words'",
		short: true
	},
	{
		wall: 'proof',
		does: 'an object that nothing explains passes',
		file: 'src/lib/packet/objects-once.ts',
		from: 'if (this.#meanings.size !== this.#objects.size) {',
		to: 'if (this.#meanings.size > this.#objects.size) {',
		test: ['test/release/proof.test.ts', 'keeps a stray picture'],
		says: 'expected true to be false'
	},
	{
		wall: 'proof',
		does: 'a word painted into a picture passes',
		file: 'src/lib/packet/checks.ts',
		from: 'const detailLikeness = 0.08;',
		to: 'const detailLikeness = 1;',
		test: ['test/release/proof.test.ts', 'one small word in a picture'],
		says: "to include 'likeness'"
	}
];
