/** What every store of the practice's files promises. */
import { describe, expect, test } from 'vitest';
import type { PracticeFiles } from '#lib/shelf/practice-files.ts';

const one = Uint8Array.of(1);
const two = Uint8Array.of(2);

export function practiceFilesContract(name: string, make: () => PracticeFiles): void {
	async function withFiles(use: (files: PracticeFiles) => Promise<void>): Promise<void> {
		const files = make();
		try {
			await use(files);
		} finally {
			await files.destroy();
		}
	}

	describe(`the practice's files in ${name}`, () => {
		test('come back by path, listed in order, and are replaced by the newest', () =>
			withFiles(async (files) => {
				await files.write([
					{ path: 'people/b.key.age', bytes: one },
					{ path: 'people/a.key.age', bytes: one },
					{ path: 'FORMAT', bytes: one }
				]);
				await files.write([{ path: 'people/a.key.age', bytes: two }]);
				expect(await files.read('people/a.key.age')).toEqual(two);
				expect(await files.list('people/')).toEqual(['people/a.key.age', 'people/b.key.age']);
				expect(await files.list()).toHaveLength(3);
				expect(await files.read('people/c.key.age')).toBeUndefined();
			}));

		test('are removed in the same step that writes others', () =>
			withFiles(async (files) => {
				await files.write([{ path: 'FORMAT', bytes: one }]);
				await files.write([{ path: 'people/a', bytes: two }], ['FORMAT']);
				expect(await files.list()).toEqual(['people/a']);
			}));

		test.each(['', '/etc/passwd', '../x', 'a/../b', 'a//b', 'a b', 'a/', 'ä'])(
			'a path like "%s" is a bug, not a file',
			(path) =>
				withFiles(async (files) => {
					await expect(files.write([{ path, bytes: one }])).rejects.toThrow('not a path');
					expect(await files.list()).toEqual([]);
				})
		);
	});
}
