import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { expect, it } from 'vitest';
import { placePictures } from '../../src/build/first-picture.ts';

const page = `<!doctype html>
<html lang="en">
	<head>
		<link href="/_app/a.js" rel="modulepreload">
		<link href="/_app/b.css" rel="stylesheet">
	</head>
	<body spellcheck="false">
		<div id="app"><script>
			const element = document.currentScript.parentElement;
			import("/_app/a.js").then((kit) => kit.start(element));
		</script></div>
	</body>
</html>`;

const drawn = {
	pictures: [
		{ of: 'welcome', language: 'en', html: '<h1>In for $1 &amp; out</h1>' },
		{ of: 'welcome', language: 'es', html: '<h1>Bienvenida</h1>' }
	],
	css: 'h1{color:red}'
};

function place(html: string, name = 'index.html') {
	const build = mkdtempSync(join(tmpdir(), 'pictures-'));
	try {
		mkdirSync(join(build, 'prerendered'));
		writeFileSync(join(build, 'prerendered', name), html);
		placePictures(build, drawn, (scripts) => scripts.map((script) => `${script}.css`));
		const made = readFileSync(join(build, 'prerendered', name), 'utf8');
		const read = (pattern: RegExp) =>
			readFileSync(join(build, 'client', pattern.exec(made)?.[1] ?? ''), 'utf8');
		return {
			html: made,
			css: read(/<link rel="stylesheet" href="([^"]+)">/),
			script: read(/<script src="([^"]+)"><\/script>/)
		};
	} finally {
		rmSync(build, { recursive: true });
	}
}

it('stands in the page, in each language, before anything is fetched but one style sheet and one script', () => {
	const { html, css, script } = place(page);
	expect(html).toContain('<div data-picture="welcome-en" lang="en"><h1>In for $1 &amp; out</h1>');
	expect(html).toContain('<div data-picture="welcome-es" lang="es"><h1>Bienvenida</h1>');
	expect(html.match(/<(link|script)\b/g)).toEqual(['<link', '<script']);
	expect(html).not.toMatch(/modulepreload|<script>|\sstyle=/);
	expect(css).toContain("[data-first='welcome-es'] [data-picture='welcome-es']");
	expect(script).toContain('{"languages":["en","es"],"styles":["/_app/a.js.css"]');
	expect(script).toContain("const element = document.getElementById('app');");
	expect(() => new Script(script)).not.toThrow();
});

it('does not stand where everybody reads the same, locked or not', () => {
	const { html, script } = place(page, 'protected.html');
	expect(html).not.toContain('data-picture');
	expect(script).toContain('import("/_app/a.js")');
});

it('is not placed in a page that starts in another way', () => {
	expect(() => place(page.replace('document.currentScript', 'somewhere'))).toThrow(
		'starts in an unknown way'
	);
});
