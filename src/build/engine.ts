/**
 * Puts the engines that run in the browser under `static/engine/`, from the packages they come in:
 * Tesseract (worker, cores, language data), what pdf.js fetches while it decodes scans, and libheif for HEIC photos.
 * Our own origin serves them; nothing is ever fetched from anywhere else.
 */
import { copyFile, mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const packages = join(root, 'node_modules');

/** Tesseract.js looks for relaxed SIMD first, then SIMD, then plain: all three must be there. */
const cores = ['relaxedsimd-lstm', 'simd-lstm', 'lstm'];

const tesseractFiles: readonly (readonly [from: string, to: string])[] = [
	[join(packages, 'tesseract.js/dist/worker.min.js'), 'tesseract/worker.min.js'],
	...cores.map((core) => {
		const name = `tesseract-core-${core}.wasm.js`;
		return [join(packages, 'tesseract.js-core', name), `tesseract/${name}`] as const;
	}),
	[join(root, 'src/lib/reading/data/eng.traineddata.gz'), 'tesseract/eng.traineddata.gz']
];

/** A file of its own, since its licence (LGPL 3) lets anybody put another build of it in its place. */
const heifFiles: readonly (readonly [from: string, to: string])[] = [
	[join(packages, 'libheif-js/libheif-wasm/libheif-bundle.mjs'), 'heif/libheif-bundle.mjs'],
	[join(packages, 'libheif-js/libheif-wasm/LICENSE'), 'heif/LICENSE']
];

/** What pdf.js finds by itself in these folders of its package, and where our code points it to. */
const pdfFolders: readonly (readonly [from: string, to: string])[] = [
	['wasm', 'pdf/wasm'],
	['iccs', 'pdf/iccs'],
	['cmaps', 'pdf/cmaps'],
	['standard_fonts', 'pdf/standard_fonts']
];

/** Copies what is missing or differs; answers how many files that were. Throws when a package is not installed. */
export async function copyEngine(to: string = join(root, 'static/engine')): Promise<number> {
	const wanted = [...tesseractFiles, ...heifFiles];
	for (const [folder, place] of pdfFolders) {
		const from = join(packages, 'pdfjs-dist', folder);
		for (const name of await readdir(from)) wanted.push([join(from, name), join(place, name)]);
	}
	let copied = 0;
	for (const [from, place] of wanted) {
		const target = join(to, place);
		if (await isSame(from, target)) continue;
		await mkdir(dirname(target), { recursive: true });
		await copyFile(from, target);
		copied++;
	}
	return copied;
}

/** By content: packages are unpacked with the same old date, so dates say nothing. */
async function isSame(from: string, to: string): Promise<boolean> {
	const [source, target] = await Promise.all([stat(from), stat(to).catch(() => undefined)]);
	if (!target || target.size !== source.size) return false;
	const [a, b] = await Promise.all([readFile(from), readFile(to)]);
	return a.equals(b);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	console.error(`${String(await copyEngine())} engine files copied`);
}
