import adapter from '@sveltejs/adapter-node';

/** @type {import('@sveltejs/kit').Config} */
export default {
	compilerOptions: { runes: true, warningFilter: () => true },
	kit: {
		adapter: adapter({ precompress: false }),
		output: { preloadStrategy: 'modulepreload' },
		serviceWorker: { register: false },
		paths: { relative: false }
	}
};
