/** Follows every import, worker address and route of the sources, so that walls can be checked as paths. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** File → files and packages it imports. Files are paths from the project's root, packages bare names. */
export type Graph = ReadonlyMap<string, readonly string[]>;

/** Sources by path from the root; a test may overlay one to break a wall on purpose. */
export type Sources = ReadonlyMap<string, string>;

export function readSources(): Sources {
	const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
		.map((name) => `src/${name.replaceAll('\\', '/')}`)
		.filter((name) => /\.(ts|js|svelte)$/.test(name));
	return new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
}

/** What a file names: static and dynamic imports, re-exports, type imports, `new URL(…, import.meta.url)`. */
function specifiersOf(file: string, text: string): string[] {
	const scripts = file.endsWith('.svelte')
		? [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((found) => found[1] ?? '')
		: [text];
	return scripts.flatMap((script) => {
		const found: string[] = [];
		const visit = (node: ts.Node): void => {
			if (
				(ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
				node.moduleSpecifier &&
				ts.isStringLiteral(node.moduleSpecifier)
			)
				found.push(node.moduleSpecifier.text);
			const [first] =
				ts.isCallExpression(node) || ts.isNewExpression(node) ? (node.arguments ?? []) : [];
			if (first && ts.isStringLiteralLike(first)) {
				if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
					found.push(first.text);
				if (
					ts.isNewExpression(node) &&
					node.expression.getText() === 'URL' &&
					/^\.{1,2}\//.test(first.text)
				)
					found.push(first.text);
			}
			if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
				if (ts.isStringLiteral(node.argument.literal)) found.push(node.argument.literal.text);
			}
			ts.forEachChild(node, visit);
		};
		visit(ts.createSourceFile(file, script, ts.ScriptTarget.Latest, true));
		return found;
	});
}

function resolve(file: string, specifier: string): string {
	const plain = specifier.replace(/[?#](url|raw|worker).*$/, '');
	if (plain.startsWith('#lib/')) return `src/lib/${plain.slice(5)}`;
	if (plain.startsWith('$lib/')) return `src/lib/${plain.slice(5)}`;
	if (plain.startsWith('.')) return relative('.', join(dirname(file), plain)).replaceAll('\\', '/');
	const [scope = '', name = ''] = plain.split('/');
	return scope.startsWith('@') ? `${scope}/${name}` : scope;
}

export function graphOf(sources: Sources): Graph {
	return new Map(
		[...sources].map(([file, text]) => [
			file,
			specifiersOf(file, text).map((specifier) => resolve(file, specifier))
		])
	);
}

/** The shortest import path from any of `from` to something that `reaches`; `undefined` when there is none. */
export function pathTo(
	graph: Graph,
	from: readonly string[],
	reaches: (target: string) => boolean
): readonly string[] | undefined {
	const queue = from.map((file) => [file]);
	const seen = new Set(from);
	for (let path = queue.shift(); path; path = queue.shift()) {
		for (const target of graph.get(path.at(-1) ?? '') ?? []) {
			if (reaches(target)) return [...path, target];
			if (!seen.has(target)) {
				seen.add(target);
				queue.push([...path, target]);
			}
		}
	}
	return undefined;
}
