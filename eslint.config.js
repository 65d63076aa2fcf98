import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default ts.config(
	{ ignores: ['build/', '.svelte-kit/', 'node_modules/', 'static/', '.cache/'] },
	...ts.configs.strictTypeChecked,
	...svelte.configs.recommended,
	prettier,
	...svelte.configs.prettier,
	{
		languageOptions: {
			globals: { ...globals.browser, ...globals.node },
			parserOptions: {
				projectService: true,
				tsconfigRootDir: import.meta.dirname,
				extraFileExtensions: ['.svelte']
			}
		},
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		rules: {
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			'@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/switch-exhaustiveness-check': 'error',
			'@typescript-eslint/prefer-nullish-coalescing': 'error',
			'no-console': ['error', { allow: ['error'] }],
			// `const { is: _, ...rest }` is how a field is left out.
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ ignoreRestSiblings: true, varsIgnorePattern: '^_+$', argsIgnorePattern: '^_+$' }
			]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
		// The typed rules do not see through Svelte's generated types for snippets and props; svelte-check does.
		rules: {
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-argument': 'off',
			'@typescript-eslint/no-unsafe-member-access': 'off',
			'@typescript-eslint/no-unsafe-return': 'off',
			'@typescript-eslint/no-unsafe-call': 'off',
			'@typescript-eslint/unbound-method': 'off',
			// Rune classes replace raw values whole; a map within one is not meant to be watched.
			'svelte/prefer-svelte-reactivity': 'off'
		}
	},
	// The service worker has a project of its own: see src/service-worker.tsconfig.json.
	{ files: ['**/*.js', 'src/service-worker.ts'], ...ts.configs.disableTypeChecked },
	// Commands talk to a terminal.
	{
		files: ['src/station/**', 'src/server/**', 'src/build/**', 'test/**', '.ci/**'],
		rules: { 'no-console': 'off' }
	}
);
