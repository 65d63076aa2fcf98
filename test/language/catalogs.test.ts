import { readFileSync } from 'node:fs';
import PO from 'pofile';
import { describe, expect, it } from 'vitest';

const folder = 'src/lib/language';
/** The screens of the front desk: the door, the rail, Today, Feed, staff, Charts, Release, Settings. */
const frontDesk =
	/^src\/(routes\/([A-Z+][^/]*|since-words\.ts|(feed|staff|charts|pages|release|settings)\/.*)|lib\/ui\/.*|lib\/desk\/(feed|release|request|packet|sentences|charts|people|session).*)$/;
/** A text that was written today may still wait for its Spanish: English stands there until then. */
const mayWait = 0.03;

const read = (file: string) => PO.parse(readFileSync(`${folder}/${file}`, 'utf8')).items;

function blanks(text: string): string[] {
	return (text.match(/\{\d+\}|<\/?\d+\/?>/g) ?? []).sort();
}

/** Blanks that are one word of two (`is`, `are`): a language may do without. */
function choices({ extractedComments }: { readonly extractedComments: string[] }): Set<string> {
	const found = extractedComments.join('; ').matchAll(/(\d+): (?=[^;]*(\?|verb\())/g);
	return new Set(Array.from(found, ([, at]) => `{${at}}`));
}

describe.each([['es.po'], ['told/es.po']])('the Spanish of %s', (file) => {
	const items = read(file).filter(({ obsolete }) => !obsolete);

	it('keeps the blanks of each text', () => {
		const wrong = items.filter((item) => {
			const said = item.msgstr[0] ?? '';
			if (said === '') return false;
			const may = choices(item);
			const [before, after] = [blanks(item.msgid), blanks(said)];
			const lost = before.filter((blank) => !after.includes(blank) && !may.has(blank));
			return lost.length > 0 || after.some((blank) => !before.includes(blank));
		});
		expect(wrong.map(({ msgid }) => msgid)).toEqual([]);
	});

	it('says nothing in English that is said in Spanish elsewhere', () => {
		const same = items.filter(
			({ msgid, msgstr }) => msgstr[0] === msgid && /\b(the|is|are|was|of|this)\b/.test(msgid)
		);
		expect(same.map(({ msgid }) => msgid)).toEqual([]);
	});
});

describe('the front desk', () => {
	it('has its texts in Spanish, but for the newest', () => {
		const theirs = read('es.po').filter(
			({ references, obsolete }) => !obsolete && references.some((file) => frontDesk.test(file))
		);
		const missing = theirs.filter(({ msgstr }) => !msgstr[0]).map(({ msgid }) => msgid);
		expect(theirs.length).toBeGreaterThan(1000);
		expect(missing.length, missing.join('\n')).toBeLessThan(theirs.length * mayWait);
	});
});

describe('the catalogs', () => {
	it('hold the same texts in each language', () => {
		for (const part of ['', 'told/']) {
			const [en, es] = ['en.po', 'es.po'].map((name) =>
				read(part + name).map(({ msgid }) => msgid)
			);
			expect(es).toEqual(en);
		}
	});
});
