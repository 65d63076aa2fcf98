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
		// The typed rules do not see through Svelte's generated types for snippets and props.
		rules: {
			'@typescript-eslint/no-unsafe-assignment': 'off',
			// Rune classes replace raw values whole; a map within one is not meant to be watched.
			'svelte/prefer-svelte-reactivity': 'off'
		}
	},
	{ files: ['**/*.js'], ...ts.configs.disableTypeChecked },
	// Commands talk to a terminal.
	{
		files: ['src/station/**', 'src/server/**', 'src/build/**', 'test/**', '.ci/**'],
		rules: { 'no-console': 'off' }
	}
);
