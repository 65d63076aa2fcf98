/** HEIC in Node, for the station and the tests: libheif from its installed package. */
import { createRequire } from 'node:module';
import type { HeicDecoder } from './heic.ts';
import { decodeByLibheif, type Libheif } from './heic-libheif.ts';

const require = createRequire(import.meta.url);

export const nodeHeic: HeicDecoder = (bytes) =>
	decodeByLibheif(bytes, () => {
		const start = require('libheif-js/libheif-wasm/libheif-bundle.js') as () => Libheif;
		return start();
	});
