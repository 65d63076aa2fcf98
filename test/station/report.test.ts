import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { BoxId, PageId } from '#lib/page/ids.ts';
import { emptyJournal, foldEntry, type Entry, type Journal } from '#lib/spool/journal.ts';
import { parseCommand } from '../../src/station/arguments.ts';
import { isHere } from '../../src/build/outside-tools.ts';
import { completionFor, shells } from '../../src/station/completion.ts';
import { watchHelp } from '../../src/station/watch/help.ts';
import { reportOf } from '../../src/station/watch/report.ts';
import { tallyOf } from '../../src/station/watch/tally.ts';

const [first, second] = ['b'.repeat(26), 'c'.repeat(26)] as [BoxId, BoxId];
const file = 'f'.repeat(64);
const [failed, returned, copy, mixed] = ['1', '2', '3', '4'].map((digit) => digit.repeat(64)) as [
	...[string, string, string, string]
];
const ref = { sha256: 'a'.repeat(64), size: 1 };

function sealed(
	box: BoxId,
	filePage: number,
	mark: string,
	blank: 'no' | 'yes' | 'unread',
	of = file
): Entry {
	const side = { page: 'p'.repeat(26) as PageId, facts: ref, picture: ref, thumbnail: ref };
	return { is: 'side-sealed', box, file: of, filePage, side, mark, blank };
}

const at = '2026-03-01T08:00:00.000Z';
const entries: readonly Entry[] = [
	{ is: 'box-begun', box: first, at, files: [file] },
	sealed(first, 1, 'one', 'no'),
	sealed(first, 2, 'two', 'yes'),
	{ is: 'refused', box: first, file, filePage: 3, why: 'damaged' },
	{ is: 'box-spooled', box: first, at, seconds: 4 },
	{ is: 'box-begun', box: second, at, files: [file] },
	sealed(second, 1, 'one', 'no'),
	sealed(second, 2, 'three', 'unread')
];
const journal: Journal = entries.reduce(foldEntry, emptyJournal);

describe('the batch report', () => {
	it('counts sides, blanks, repeated originals, unread and refused, and the rate', () => {
		expect(tallyOf(journal).boxes).toMatchObject([
			{ box: first, sides: 2, blanks: 1, duplicates: 0, unread: 0, refused: 1, sidesPerMinute: 30 },
			{ box: second, sides: 2, blanks: 0, duplicates: 1, unread: 1, refused: 0 }
		]);
	});

	it('says the same as a table and as a page, and runs nothing', () => {
		const { csv, html } = reportOf('AB<C', tallyOf(journal), at);
		const rows = csv.trimEnd().split('\r\n');
		expect(rows).toHaveLength(4);
		const all = ['All', '', '', '', 1, 1, 0, 0, 4, 1, 0, 0, 1, 1, 1, '', ''];
		expect(rows.at(-1)).toBe(all.map((each) => `"${each}"`).join(','));
		// Which original a box came from, as the log names it: the page to read does without.
		expect(rows[1]).toMatch(new RegExp(`,"${file.slice(0, 16)}"$`));
		expect(html).not.toContain(file.slice(0, 16));
		expect(html).not.toMatch(/<script|AB<C/);
		expect(html).toContain('AB&lt;C');
		// A moment to the minute where it is read; to the millisecond where it is calculated with.
		expect(csv).toContain(at);
		expect(html).not.toContain(at);
		expect(html).toMatch(/<td>2026-0[23]-\d\d \d\d:\d\d<\/td>/);
	});
});

describe('the files of the batch report', () => {
	const third = 'd'.repeat(26) as BoxId;
	const done = (of: string, as: 'done' | 'failed' = 'done'): Entry => ({
		...{ is: 'file-ended', file: of, as }
	});
	const taken = (box: BoxId, of: string): readonly Entry[] => [
		{ is: 'box-begun', box, at, files: [of] },
		sealed(box, 1, of, 'no', of),
		{ is: 'box-spooled', box, at, seconds: 4 },
		{ is: 'files-spooled', files: [of] },
		done(of)
	];
	const night: readonly Entry[] = [
		...taken(first, file),
		// Nothing came of it, so that it has no box; and somebody tried it again.
		...[done(failed, 'failed'), done(failed, 'failed')],
		...taken(second, copy),
		// The same scan under two more names.
		...[done(copy), done(copy)],
		...taken(third, returned),
		{ is: 'box-returned', box: third, at }
	];
	const tallyAfter = (...more: readonly Entry[]) =>
		tallyOf([...night, ...more].reduce(foldEntry, emptyJournal));

	it('are all taken, known or failed, those in no box too', () => {
		const tally = tallyAfter();
		expect(tally.files).toEqual({ taken: 2, known: 3, failed: 2 });
		const { csv, html } = reportOf('CODE', tally, at);
		const rows = csv.trimEnd().split('\r\n');
		expect(rows[0]).toContain('"Files seen","Taken","Known","Failed"');
		expect(
			rows.slice(1).map((row) => row.split(',').slice(4, 8).join(' ').replaceAll('"', ''))
		).toEqual([...['1 1 0 0', '3 1 2 0', '2 0 1 1', '1 0 0 1', '7 2 3 2']]);
		for (const text of [csv, html]) expect(text).toContain(`none: file ${failed.slice(0, 16)}`);
		expect(html).not.toContain(failed);
	});

	it('count a file of a box that was given back once when it is taken in anew', () => {
		expect(tallyAfter(...taken(third, returned)).files).toEqual({ taken: 3, known: 3, failed: 1 });
	});

	it('count a file that failed beside others in their box, once the box is sealed', () => {
		const fourth = 'e'.repeat(26) as BoxId;
		const begun: readonly Entry[] = [
			{ is: 'box-begun', box: fourth, at, files: ['5'.repeat(64), mixed] },
			sealed(fourth, 1, 'five', 'no', '5'.repeat(64))
		];
		expect(tallyAfter(...begun).boxes.at(-1)?.fileTally).toEqual({ taken: 2, known: 0, failed: 0 });
		const spooled: Entry = { is: 'box-spooled', box: fourth, at, seconds: 4 };
		expect(tallyAfter(...begun, spooled).boxes.at(-1)?.fileTally).toEqual({
			...{ taken: 1, known: 0, failed: 1 }
		});
	});
});

describe('the command line', () => {
	it.each([
		[['watch'], 'needs a folder'],
		[['watch', 'a', 'b', '--for', 'p'], 'one folder'],
		[['watch', 'a'], '--for'],
		[['watch', 'a', '--for', 'p', '--jobs', '0'], '--jobs'],
		[['watch', 'a', '--for', 'p', '--box-by', 'day'], '--box-by'],
		[['watch', 'a', '--for', 'p', '--settle', 'x'], '--settle'],
		[['watch', 'a', '--for', 'p', '--kit', 'k'], '--kit'],
		[['status'], '--for'],
		[['completion', 'csh'], 'bash']
	])('refuses %j with what is wrong', (args, why) => {
		const parsed = parseCommand(args);
		expect(parsed).toMatchObject({ ok: false, why: expect.stringContaining(why) as string });
	});

	it('takes what its help shows', () => {
		const options = [...watchHelp.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, option]) => option);
		expect(options).toHaveLength(8);
		expect(parseCommand(['watch', '--help'])).toMatchObject({ command: { about: 'watch' } });
		const args = ['watch', 'a', '--for', 'p', '--box-by', 'folder', '--once', '--delete-originals'];
		expect(parseCommand(args)).toMatchObject({
			command: { by: 'folder', once: true, deleteOriginals: true, dryRun: false, settle: 3 }
		});
	});

	it.each(shells)('has a completion for %s that names every command', (shell) => {
		const script = completionFor(shell);
		for (const name of ['read', 'watch', 'status', 'prove']) expect(script).toContain(name);
	});

	/** What each shell makes of `station watch --b`, or that it has taken the command's completion on. */
	const asked = {
		bash: ['-c', 'COMP_WORDS=(station watch --b) COMP_CWORD=2; _station; echo "${COMPREPLY[@]}"'],
		zsh: ['-fc', 'print "${_comps[station]}"'],
		fish: ['-c', 'complete -C "station watch --b"']
	};
	it.each(shells.filter(isHere))('%s understands it', (shell) => {
		const [how = '', question = ''] = asked[shell];
		const { stdout, stderr } = spawnSync(shell, [how, `${completionFor(shell)}\n${question}`]);
		expect(stderr.toString()).toBe('');
		expect(stdout.toString().trim()).toBe(shell === 'zsh' ? '_station' : '--box-by');
	});
});
