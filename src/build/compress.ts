/** Packs the built site's text with Brotli, once, so that a first visit waits for a quarter of it. The server hands it out. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const packable = /\.(?:css|js|json|mjs|svg|wasm|webmanifest)$/;
/** Of small files a header would outweigh what is saved. */
const least = 1024;
/** The large ones come after the first screen: they are packed quickly rather than tightly. */
const large = 500_000;

/** Lays a `.br` beside each file that is worth it. */
export function compressSite(folder: string): void {
	for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
		const path = join(folder, name);
		const { size } = statSync(path);
		if (!packable.test(name) || size < least) continue;
		const params = { [constants.BROTLI_PARAM_QUALITY]: size < large ? 10 : 5 };
		writeFileSync(`${path}.br`, brotliCompressSync(readFileSync(path), { params }));
	}
}
