/** The headers of every response: what a page of ours may load and reach, which is nothing but ourselves. */

/** Scripts whose own thread compiles WebAssembly (the OCR engine, the picture decoders of PDF, the sheet finder). The page never may. */
const wasmWorkers = [
	/^\/engine\/tesseract\/worker\.min\.js$/,
	/^\/_app\/immutable\/workers\/(intake|packet-reader|finder)[.\w-]*\.js$/
];

const everyWorker = /^\/_app\/immutable\/workers\//;

const nowhereElse = ["default-src 'none'", "base-uri 'none'", "connect-src 'self'"];

const pagePolicy = [
	...nowhereElse,
	"script-src 'self'",
	"style-src 'self'",
	"img-src 'self' blob:",
	"font-src 'self'",
	"manifest-src 'self'",
	"worker-src 'self'",
	"frame-src 'none'",
	"object-src 'none'",
	"form-action 'none'",
	"frame-ancestors 'none'",
	"require-trusted-types-for 'script'",
	'trusted-types default svelte-trusted-html',
	// No allow-popups: a window that a script opens is a way out (measured with a network sink).
	'sandbox allow-scripts allow-same-origin allow-forms allow-downloads allow-modals'
].join('; ');

const workerPolicy = [
	...nowhereElse,
	"script-src 'self'",
	"img-src 'self' blob:",
	"font-src 'self'"
].join('; ');
const wasmPolicy = [
	...nowhereElse,
	"script-src 'self' 'wasm-unsafe-eval'",
	"img-src 'self' blob:",
	"font-src 'self'"
].join('; ');

/** The content security policy for a path below the site's root. */
export function policyFor(path: string): string {
	if (wasmWorkers.some((worker) => worker.test(path))) return wasmPolicy;
	if (everyWorker.test(path) || path === '/service-worker.js') return workerPolicy;
	return pagePolicy;
}

const closed = [
	'accelerometer',
	'clipboard-read',
	'display-capture',
	'geolocation',
	'gyroscope',
	'magnetometer',
	'microphone',
	'midi',
	'payment',
	'serial',
	'usb'
];

/** Every header but the content type and the caching ones, which the static handler adds. */
export function headersFor(path: string): Readonly<Record<string, string>> {
	return {
		'Content-Security-Policy': policyFor(path),
		'Cross-Origin-Opener-Policy': 'same-origin',
		'Cross-Origin-Embedder-Policy': 'require-corp',
		'Cross-Origin-Resource-Policy': 'same-origin',
		'Origin-Agent-Cluster': '?1',
		'Referrer-Policy': 'no-referrer',
		'X-Content-Type-Options': 'nosniff',
		'X-DNS-Prefetch-Control': 'off',
		'X-Frame-Options': 'DENY',
		'Permissions-Policy': [
			...closed.map((feature) => `${feature}=()`),
			'camera=(self)',
			'publickey-credentials-get=(self)'
		].join(', ')
	};
}
