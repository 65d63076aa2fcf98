import { beforeAll, describe, expect, it } from 'vitest';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { fileNamesOf } from '#lib/release/disclosure.ts';
import { planRelease } from '#lib/release/plan.ts';
import { Proven } from '#lib/release/proof/proven.ts';
import { ana, chartOnPaper, type PaperChart } from './chart-on-paper.ts';
import { buildFor, orderFor } from './packets.ts';
import { imprint, ownRequest } from './requests.ts';

let chart: PaperChart;

beforeAll(async () => {
	chart = await chartOnPaper(sharpCodec, 2);
});

describe('a packet whose people have names that a file could trip over', () => {
	it.each([
		['the end of a string', 'Ana) Tj ET (x\\'],
		['an object', '>> endobj 9 0 obj << /JS (x) >>'],
		['markup', '<rdf:li>&lt;Ana</rdf:li><script>x</script>'],
		['nothing and bells', 'A\u0000n\u0007a\u001b[2J'],
		['marks that turn the line round', '\u202eanA\u202c\u2066\ufeff Ito'],
		['letters from right to left', 'مريم בן-דוד'],
		['half a letter', 'Ana \ud800 Ito\udfff'],
		['lines', 'Ana\nIto\u2028\u2029\r\tx'],
		['accents in heaps', `Z${'\u0301\u0337'.repeat(60)}algo`],
		['pictures', '👩‍👩‍👧 李明 ﬁ ½'],
		['a very long word', 'x'.repeat(20_000)],
		['nothing that can be seen', '\u200b\u2060']
	])(
		'is proved, with %s',
		async (_what, name) => {
			const client = { ...ana, name, recordNumber: name };
			const requester = { ...ownRequest.requester, name, address: `${name}\n${name}` };
			const plan = planRelease({ ...ownRequest, requester, purpose: name }, client, chart.pages);
			const practice = { ...imprint.practice, name };
			const marked = { ...imprint, practice, preparedBy: name };
			const built = await buildFor(chart, plan, marked);
			const proven = await Proven.from({ ...orderFor(chart, plan, built, marked) });
			const failed = proven.ok ? [] : proven.proof.checks.filter(({ ok }) => !ok);
			expect(failed).toEqual([]);
			if (!proven.ok) return;
			for (const file of fileNamesOf(proven.packet)) expect(file).toMatch(/^[a-z0-9.-]{5,60}$/);
		},
		60_000
	);
});
