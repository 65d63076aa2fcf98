import { resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import type { ChartKey } from '#lib/chart/open.ts';
import type { Built } from '#lib/packet/setter.ts';
import type { BuildOrder } from '#lib/release/packet/build.ts';
import type { Job } from '#lib/release/packet/press.ts';
import type { discloseOf } from '#lib/release/disclosure.ts';
import { Proven } from '#lib/release/proof/proven.ts';
import type { chartWitness } from '#lib/release/proof/witness.ts';
import type { FolderKey, FolderSlot } from '#lib/vault/folder-key.ts';

declare const cabinetKey: FolderKey<'cabinet'>;
declare const trayKey: FolderKey<'tray'>;
declare const chartSlot: FolderSlot<'chart'>;
declare const built: Built;

/** Never run: the compiler is what is tested, each expected error a promise. */
export function promises(): readonly unknown[] {
	return [
		// @ts-expect-error -- a cabinet's key builds no packet
		cabinetKey satisfies BuildOrder['key'],
		// @ts-expect-error -- a tray's key builds no packet
		trayKey satisfies BuildOrder['key'],
		// @ts-expect-error -- a cabinet's key does not reach the packet worker
		cabinetKey satisfies Job['key'],
		// @ts-expect-error -- a cabinet's key opens nothing for a proof
		cabinetKey satisfies Parameters<typeof chartWitness>[1],
		// @ts-expect-error -- a slot is not a key
		chartSlot satisfies ChartKey,
		// @ts-expect-error -- what is only built has no file to save
		built satisfies Pick<Proven, 'file'>,
		// @ts-expect-error -- what is only built leaves no line in the log
		'logged' satisfies Built extends Parameters<typeof discloseOf>[0] ? 'logged' : never,
		// @ts-expect-error -- nobody makes a proven packet but its proof
		Proven satisfies new (...parts: never[]) => unknown
	];
}

const parsedFiles = new Map<string, ts.SourceFile>();

/** The errors of the release room's own project when one of its files also imports something else. */
function compileWith(specifier: string): string[] {
	const project = resolve('src/lib/release/tsconfig.json');
	const { config } = ts.readConfigFile(project, (file) => ts.sys.readFile(file)) as {
		config: unknown;
	};
	const parsed = ts.parseJsonConfigFileContent(config, ts.sys, resolve('src/lib/release'));
	const host = ts.createCompilerHost(parsed.options);
	const read = host.getSourceFile.bind(host);
	host.getSourceFile = (name, options) => {
		const source = parsedFiles.get(name) ?? read(name, options);
		if (source) parsedFiles.set(name, source);
		if (!source || !name.endsWith('release/plan.ts')) return source;
		return ts.createSourceFile(name, `import '${specifier}';\n${source.text}`, options);
	};
	const program = ts.createProgram({ rootNames: parsed.fileNames, options: parsed.options, host });
	return ts
		.getPreEmitDiagnostics(program, program.getSourceFile(resolve('src/lib/release/plan.ts')))
		.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

/** What the compiler says of this very file, whose expected errors are the promises above. */
function complaintsOfPromises(): string[] {
	const { config } = ts.readConfigFile('tsconfig.json', (file) => ts.sys.readFile(file)) as {
		config: unknown;
	};
	const { options } = ts.parseJsonConfigFileContent(config, ts.sys, resolve('.'));
	const file = resolve('test/release/wall.test.ts');
	const program = ts.createProgram({
		rootNames: [file],
		options: { ...options, types: ['node'], noEmit: true }
	});
	return program
		.getSemanticDiagnostics(program.getSourceFile(file))
		.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

describe('the wall around the release room', () => {
	it('stands in the types: every promise above is an error to the compiler', () => {
		expect(complaintsOfPromises()).toEqual([]);
	}, 120_000);

	it('stands in the compiler: what is not listed cannot be imported', () => {
		expect(compileWith('#lib/chart/reader.ts')).toEqual([]);
		for (const room of ['cabinet/state.ts', 'tray/state.ts', 'ledger/told.ts', 'vault/seal.ts']) {
			expect(compileWith(`#lib/${room}`).join(' ')).toContain(`src/lib/${room}' is not listed`);
		}
	}, 120_000);

	it('stands at run time: a proven packet cannot be forged', () => {
		expect(Object.keys(Proven.prototype)).toEqual([]);
		expect(() => (Object.create(Proven.prototype) as Proven).file()).toThrow(TypeError);
	});
});
