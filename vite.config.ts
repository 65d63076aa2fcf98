import { sveltekit } from '@sveltejs/kit/vite';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findChromium } from './src/build/chromium.ts';
import { messages } from './src/build/messages/plugin.ts';
import { moduleList } from './src/build/module-list.ts';
import { isOfPdfjs } from './src/lib/intake/dropped.ts';
import { noInlineStyle } from './src/build/no-inline-style.ts';

const chromium = findChromium();

export default defineConfig({
	plugins: [messages(), noInlineStyle(), sveltekit()],
	// Found late, they would reload the first browser test under its own feet.
	optimizeDeps: {
		include: ['bits-ui', 'wuchale/runtime'],
		exclude: ['@lucide/svelte', '@wuchale/svelte']
	},
	worker: {
		format: 'es',
		plugins: () => [moduleList()],
		rolldownOptions: { checks: { bundlerTimings: false } }
	},
	build: {
		target: 'es2024',
		chunkSizeWarningLimit: 2000,
		rolldownOptions: {
			// How long plugins took is no warning, and warnings fail the build.
			checks: { bundlerTimings: false },
			output: {
				// What every screen shares comes in few files: a first visit waits for each of them.
				codeSplitting: {
					groups: [
						{
							name: 'base',
							test: /node_modules[\\/](?:svelte|@sveltejs|wuchale|@wuchale|esm-env|clsx)[\\/]/
						},
						// By itself: it is loaded, and the language chosen, before anything that has words.
						{ name: 'language', test: /src[\\/]lib[\\/]language[\\/]/ },
						// All that the door needs, and nothing that comes after it.
						{ name: 'door', test: /src[\\/]routes[\\/]\+layout\.svelte/ },
						{ name: 'icons', test: /node_modules[\\/]@lucide[\\/]/ },
						{
							name: 'common',
							test: /src[\\/]lib[\\/](?:ui|page|desk)[\\/]/,
							minShareCount: 6
						}
					]
				}
			}
		}
	},
	server: { fs: { allow: ['test'] } },
	test: {
		expect: { requireAssertions: true },
		// See `forgiveDropped`.
		onUnhandledError: (error) => !isOfPdfjs(error),
		projects: [
			{
				extends: true,
				test: {
					name: 'node',
					environment: 'node',
					include: ['test/**/*.test.ts'],
					exclude: ['test/**/*.browser.test.ts', 'test/journeys/**'],
					testTimeout: 60_000
				}
			},
			{
				extends: true,
				test: {
					name: 'chromium',
					globalSetup: ['test/support/engine.setup.ts'],
					include: ['test/**/*.browser.test.ts'],
					testTimeout: 60_000,
					browser: {
						enabled: true,
						headless: true,
						screenshotFailures: false,
						provider: playwright({
							launchOptions: {
								...(chromium ? { executablePath: chromium } : {}),
								args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
							}
						}),
						instances: [{ browser: 'chromium' }]
					}
				}
			},
			{
				extends: true,
				test: {
					name: 'journeys',
					environment: 'node',
					include: ['test/journeys/**/*.test.ts'],
					// Each has a browser, a server and a profile of its own; much of a journey is waiting. After the others, which
					// fill the processor by themselves.
					sequence: { groupOrder: 1 },
					maxWorkers: 2,
					testTimeout: 600_000,
					hookTimeout: 600_000
				}
			}
		]
	}
});
