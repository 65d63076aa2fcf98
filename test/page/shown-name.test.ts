import { describe, expect, it } from 'vitest';
import { shownName, withoutUnseen } from '#lib/page/shown-name.ts';

describe('a name as it is shown', () => {
	it.each([
		['a plain one', 'Drawer 2 – é 日本.pdf', 'Drawer 2 – é 日本.pdf'],
		['right to left, by its own letters', 'תיק.pdf', 'תיק.pdf'],
		['an emoji of several', '👩‍⚕️.pdf', '👩‍⚕️.pdf'],
		['joined letters', 'می‌خواهم.pdf', 'می‌خواهم.pdf'],
		['a false ending', 'notes\u202efdp.exe', 'notes\ufffdfdp.exe'],
		['an embedding', '\u202a\u202b\u202c\u202da', '\ufffd\ufffd\ufffd\ufffda'],
		['an isolate', 'a\u2066b\u2067c\u2068d\u2069', 'a\ufffdb\ufffdc\ufffdd\ufffd'],
		['marks of direction', '\u200ea\u200f\u061c', '\ufffda\ufffd\ufffd'],
		['a line’s end', 'a\nb\r\u2028\u2029', 'a\ufffdb\ufffd\ufffd\ufffd'],
		['a tab, a null, an escape', 'a\tb\u0000\u001b[31m', 'a\ufffdb\ufffd\ufffd[31m'],
		['a later control', 'a\u007f\u0085\u009b', 'a\ufffd\ufffd\ufffd'],
		['a space of no width', 'a\u200bb\u2060\ufeff', 'a\ufffdb\ufffd\ufffd'],
		['an empty letter', 'a\u3164b\uffa0\u115f\u2800', 'a\ufffdb\ufffd\ufffd\ufffd'],
		['half a letter', 'a\ud800b', 'a\ufffdb']
	])('shows %s', (_, name, shown) => {
		expect(shownName(name)).toBe(shown);
		expect(shownName(shown)).toBe(shown);
	});

	it('gives another name nothing that is not seen', () => {
		expect(withoutUnseen('Quin\u202etero\u0000, \u2066Ana')).toBe('Quintero, Ana');
	});
});
