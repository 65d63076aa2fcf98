/**
 * What a release packet costs: built and proved in Node and in the built app, beside img2pdf and OCRmyPDF's sandwich of
 * the same pages in the same run.
 * Run: npm run bench:packet -- [--pages N] [--light] [--only NAMES]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../build/build.ts';
import { countOf } from './arguments.ts';
import { runBench } from './command.ts';
import { largePractice, type PaperPage } from './large-practice.ts';
import { packetInApp } from './packet-in-app.ts';
import { packetInNode, type PacketRun } from './packet-in-node.ts';
import { versionOf } from './processes.ts';
import { layOut, runImg2pdf, runSandwich } from './sandwich-run.ts';
import { typedPages } from './typed-pages.ts';

const print = (line: string): boolean => process.stdout.write(`${line}\n`);
const usage = 'npm run bench:packet -- [--pages N] [--light] [--only node,app,others]\n';
const parts = ['node', 'app', 'others'] as const;
type Part = (typeof parts)[number];

interface Others {
	readonly img2pdf: number | undefined;
	readonly sandwich: number | undefined;
}

function parse(args: string[]): {
	readonly pages: number;
	readonly light: boolean;
	readonly only: readonly Part[];
} {
	const { values } = parseArgs({
		args,
		options: {
			pages: { type: 'string', default: '500' },
			light: { type: 'boolean', default: false },
			only: { type: 'string', default: parts.join(',') }
		}
	});
	const only = values.only.split(',').map((name) => parts.find((part) => part === name));
	if (only.includes(undefined)) throw new Error(`--only takes some of ${parts.join(', ')}`);
	return {
		pages: countOf('--pages', values.pages),
		light: values.light,
		only: only.filter((part) => part !== undefined)
	};
}

async function others(pages: readonly PaperPage[]): Promise<Others> {
	const folder = await mkdtemp(join(tmpdir(), 'bench-packet-'));
	try {
		await layOut(folder, pages);
		const hasImg2pdf = versionOf('img2pdf') !== undefined;
		const img2pdf = hasImg2pdf ? await runImg2pdf(folder, pages.length) : undefined;
		return { img2pdf, sandwich: await runSandwich(folder, pages.length) };
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

const seconds = (value: number | undefined): string =>
	value === undefined ? 'not installed' : `${value.toFixed(1)} s`;
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
const times = (value: number, base: number | undefined): string =>
	base === undefined ? '-' : `× ${(value / base).toFixed(2)}`;

function tell(name: string, run: PacketRun, { img2pdf, sandwich }: Others): void {
	print(`${name}: a packet of ${megabytes(run.bytes)}`);
	print(
		`  built in ${seconds(run.build)}: ${times(run.build, img2pdf)} img2pdf, ${times(run.build, sandwich)} OCRmyPDF's sandwich`
	);
	if (run.opening !== undefined) {
		print(`  opening the sealed pages alone: ${seconds(run.opening)}`);
		if (img2pdf !== undefined) {
			const bar = 2 * img2pdf + run.opening;
			print(
				`  the aim, 2 × img2pdf and the opening: ${seconds(bar)}; built in ${times(run.build, bar)}`
			);
		}
	}
	print(
		`  proved in ${seconds(run.proof)}; building and proving ${times(run.build + run.proof, run.build)} the building (aim: under 2)`
	);
	for (const [what, bytes] of run.memory) {
		print(`  ${what}: ${megabytes(bytes)}, ${times(bytes, run.bytes)} the packet (aim: under 2)`);
	}
}

async function main(): Promise<void> {
	const { pages: count, light, only } = parse(process.argv.slice(2));
	if (only.includes('app')) await ensureBuilt();
	const [cpu] = cpus();
	print(`${cpus().length} cores (${cpu?.model ?? 'unknown'}), Node ${process.versions.node}`);
	const pages: PaperPage[] = [];
	for await (const page of typedPages(count, { light })) pages.push(page);
	const mean = pages.reduce((sum, { picture }) => sum + picture.length, 0) / count;
	print(`${count} pages of ${(mean / 1_000).toFixed(0)} kB in the middle, with their words`);
	let beside: Others = { img2pdf: undefined, sandwich: undefined };
	if (only.includes('others')) {
		beside = await others(pages);
		print(`img2pdf, pictures alone: ${seconds(beside.img2pdf)}`);
		print(`OCRmyPDF's sandwich, with words: ${seconds(beside.sandwich)}`);
	}
	const large = await largePractice(pages);
	try {
		// What comes next is measured with the practice alone in memory.
		pages.length = 0;
		if (only.includes('node')) tell('Node', await packetInNode(large), beside);
		if (only.includes('app')) {
			const { browser, selfTest, longest, ...run } = await packetInApp(large);
			tell(`the built app in ${browser}`, run, beside);
			print(`  tested itself before that in ${seconds(selfTest)} (aim: under 5)`);
			print(
				`  the screen's longest task: ${longest.testing.toFixed(0)} ms while testing, ${longest.all.toFixed(0)} ms in all`
			);
		}
	} finally {
		await large.practice.close();
	}
}

await runBench(usage, main);
