import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChartPage } from '#lib/chart/reader.ts';
import { planExport, unknownIn, usualPattern } from '#lib/ehr-export/export-plan.ts';
import { safeName, uniqueName } from '#lib/ehr-export/safe-name.ts';
import { ensureDate } from '#lib/page/date.ts';
import type { ClientId, PageId } from '#lib/page/ids.ts';

describe('a safe name', () => {
	it.each([
		['Ana Marlow-Ünal', 'Ana Marlow-Ünal'],
		['../../etc/passwd', '-..-etc-passwd'],
		['a/b\\c:d*e?f"g<h>i|j', 'a-b-c-d-e-f-g-h-i-j'],
		['CON', '_CON'],
		['nul.txt', '_nul.txt'],
		['  . name .. ', 'name'],
		['one\u0000two\u202ethree\r\nfour', 'one two three four'],
		['', 'unnamed'],
		['...', 'unnamed'],
		['A'.repeat(200), 'A'.repeat(80)]
	])('of “%s” is “%s”', (text, name) => {
		expect(safeName(text)).toBe(name);
	});

	it('is one part of a path, is not empty, and stays as it is', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				const name = safeName(text);
				expect(name).not.toBe('');
				expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}]|^[\s.]|[\s.]$/u);
				expect(safeName(name)).toBe(name);
			})
		);
	});

	it('is told apart from its like, whatever the letters’ case', () => {
		const taken = new Set<string>();
		expect(['Ana', 'ana', 'ANA', 'Bo'].map((name) => uniqueName(name, taken))).toEqual([
			'Ana',
			'ana (2)',
			'ANA (3)',
			'Bo'
		]);
	});
});

const ref = { sha256: '', size: 0 };
function page(id: string, kind: ChartPage['kind'], serviceDate?: string): ChartPage {
	return {
		...{ page: id as PageId, client: 'ana' as ClientId, kind, filedOn: '', filedBy: '' },
		...(serviceDate ? { serviceDate: ensureDate(serviceDate) } : {}),
		...{ picture: ref, thumbnail: ref, reading: undefined, mediaType: 'image/png', sha256: '' },
		...{ width: 1, height: 1, dpi: 200, provenance: 'unknown' }
	};
}
const ana = { id: 'ana' as ClientId, name: 'Ana Marlow', recordNumber: 'R-1' };

describe('the files of an export', () => {
	const pages = [
		page('a', 'progress', '2020-02-02'),
		page('b', 'progress', '2020-02-02'),
		page('c', 'administrative', '2020-02-02'),
		page('d', 'other')
	];

	it('are one for each date and kind, each page in exactly one', () => {
		const files = planExport([{ client: ana, pages }], usualPattern);
		expect(files.map(({ path, pages: some }) => [path, some.map((one) => one.page)])).toEqual([
			['Ana Marlow R-1/2020-02-02 progress note.pdf', ['a', 'b']],
			['Ana Marlow R-1/2020-02-02 administrative.pdf', ['c']],
			['Ana Marlow R-1/undated page.pdf', ['d']]
		]);
	});

	it('never share a name, whatever the pattern', () => {
		const twins = [ana, { ...ana, id: 'other' as ClientId }].map((client) => ({ client, pages }));
		fc.assert(
			fc.property(fc.string(), fc.string(), (folder, file) => {
				const paths = planExport(twins, { folder, file }).map(({ path }) => path.toLowerCase());
				expect(new Set(paths).size).toBe(6);
				for (const path of paths) expect(path.split('/')).toHaveLength(2);
			})
		);
	});

	it('do not take a name that the export itself needs', () => {
		const [first] = planExport([{ client: { ...ana, name: 'Proofs' }, pages }], {
			folder: '{name}',
			file: '{date}'
		});
		expect(first?.path).toBe('Proofs (2)/2020-02-02.pdf');
	});

	it('of a client without pages are none', () => {
		expect(planExport([{ client: ana, pages: [] }], usualPattern)).toEqual([]);
	});

	it('say which braces mean nothing', () => {
		expect(unknownIn('{name} {ssn} {}')).toEqual(['ssn', '']);
		expect(unknownIn(usualPattern.folder)).toEqual([]);
	});
});
