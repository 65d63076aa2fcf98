/**
 * Which pages of a packet are to come back after a mistake, by the numbers that are stamped on them: what a page says has no
 * place in a letter to whoever should not have it. Pure.
 */
import type { MadePage } from '#lib/packet/setter.ts';
import type { Incident } from '#lib/page/incident.ts';
import { runsOf } from './packet/runs.ts';

/** The field of an incident's form in which a person writes the numbers, e.g. "5, 7-9". */
export const wrongPagesField = 'wrongPages';

/** What was made of a packet's pictures, file after file, and which of them are pages of the record. */
export interface MadePacket {
	readonly made: readonly Pick<MadePage, 'page' | 'sheet'>[];
	readonly holds: readonly string[];
}

/** "page 5", "pages 5 and 7 to 9", "page 2 of volume 2"; `undefined` for all of it, and where nobody can tell which. */
export function wrongPagesOf(
	{ began, form }: Pick<Incident, 'began' | 'form'>,
	packet: MadePacket
): string | undefined {
	const stamped = stampsOf(packet);
	const volumes = new Set(stamped.map(({ volume }) => volume)).size;
	const typed = form[wrongPagesField]?.trim();
	// A number alone does not say of which volume it is.
	if (typed) return volumes === 1 ? typedPages(typed, stamped) : undefined;
	// What reached somebody whom nobody meant was wrong as a whole.
	if (form['wentToName']?.trim()) return undefined;
	const wrong = stamped.find(({ page }) => page === began?.page);
	if (!wrong || stamped.length === 1) return undefined;
	const words = runsOf([wrong.sheet]);
	return volumes > 1 ? `${words} of volume ${wrong.volume}` : words;
}

function typedPages(typed: string, stamped: readonly Stamped[]): string | undefined {
	const numbers = numbersIn(typed);
	const wrong = stamped.flatMap(({ sheet }) => (numbers?.has(sheet) ? [sheet] : []));
	// One that is on no page of the record is a slip: rather all of it than another page than was meant.
	if (!numbers || wrong.length < numbers.size || wrong.length === stamped.length) return undefined;
	return runsOf(wrong);
}

interface Stamped {
	readonly page: string;
	readonly sheet: number;
	/** 1-based. */
	readonly volume: number;
}

/** Every volume counts from its own first sheet. */
function stampsOf({ made, holds }: MadePacket): readonly Stamped[] {
	const record = new Set(holds);
	let [volume, before] = [1, 0];
	return made.flatMap(({ page, sheet }) => {
		if (sheet <= before) volume++;
		before = sheet;
		return record.has(page) ? [{ page, sheet, volume }] : [];
	});
}

/** `undefined` for what is no list of numbers. */
function numbersIn(typed: string): ReadonlySet<number> | undefined {
	const numbers = new Set<number>();
	for (const part of typed.split(/[,;]/u)) {
		const [, from = '', to = from] = /^\s*(\d{1,5})(?:\s*[-–]\s*(\d{1,5}))?\s*$/u.exec(part) ?? [];
		if (!from || Number(to) < Number(from)) return undefined;
		for (let at = Number(from); at <= Number(to); at++) numbers.add(at);
	}
	return numbers;
}
