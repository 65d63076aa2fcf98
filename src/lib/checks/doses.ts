/** A medicine that is named on a private page and in the chart, with another dose or another day here than there. Pure. */
import { isReadable, type Reading } from '#lib/page/reading.ts';
import type { CalendarDate } from '#lib/page/date.ts';
import { datesIn } from '#lib/sorting/dates-on-paper.ts';
import { plainText } from '#lib/sorting/folding.ts';
import { medicines } from '#lib/sorting/vocabulary.ts';

export interface Differs {
	/** As it is written; a brand and its substance are two names to this. */
	readonly medicine: string;
	readonly what: 'dose' | 'day';
	/** On the private page, e.g. `50 mg`. */
	readonly here: readonly string[];
	/** In the chart. */
	readonly there: readonly string[];
	/** The private page's line. */
	readonly line: string;
}

interface Named {
	readonly medicine: string;
	readonly doses: readonly string[];
	readonly days: readonly CalendarDate[];
	readonly line: string;
}

const named = new RegExp(String.raw`\b(${medicines})\b([^.;]{0,40})`, 'g');
/** Without what follows it, which may be the next one. */
const alone = new RegExp(String.raw`\b(?:${medicines})\b`, 'g');
/** An amount, and no span of time, share, score or day. */
const amount =
	/(?<![\d/.-])(\d{1,4}(?:\.\d+)?)\s?(mgs?|mcg|meq|ml)?(?![\d/:%-]|\s?(?:weeks?|wks?|days?|months?|mos?|years?|yrs?|times?|x|pm|am|of)\b)/g;

function medicinesOn(reading: Reading): readonly Named[] {
	if (!isReadable(reading)) return [];
	return reading.lines.flatMap(({ text }) => {
		const days = datesIn(text).map(({ date }) => date);
		return [...plainText(text).matchAll(named)].map(([, medicine = '', after = '']) => ({
			medicine,
			doses: [...after.matchAll(amount)].map(
				([, count = '', unit = 'mg']) => `${Number(count)} ${unit.replace('mgs', 'mg')}`
			),
			days,
			line: text.trim()
		}));
	});
}

/** Every medicine that is named, once, in small letters; none where the words cannot be read. */
export function medicineNamesOn(reading: Reading): readonly string[] {
	if (!isReadable(reading)) return [];
	const found = reading.lines.flatMap(({ text }) => plainText(text).match(alone) ?? []);
	return [...new Set(found)];
}

/** Only what stands on both sides is compared: where one of them gives no dose or no day, nothing is said. */
export function differencesOf(held: Reading, charted: readonly Reading[]): readonly Differs[] {
	const there = charted.flatMap(medicinesOn);
	const own = Map.groupBy(medicinesOn(held), ({ medicine }) => medicine);
	return [...own].flatMap(([medicine, said]) => {
		const same = there.filter((one) => one.medicine === medicine);
		return (['dose', 'day'] as const).flatMap((what): readonly Differs[] => {
			const told = (one: Named): readonly string[] => (what === 'dose' ? one.doses : one.days);
			const [mine, theirs] = [said, same].map((all) => [...new Set(all.flatMap(told))]);
			if (!mine?.length || !theirs?.length || mine.some((one) => theirs.includes(one))) return [];
			const line = said.find((one) => told(one).length > 0)?.line ?? '';
			return [{ medicine, what, here: mine, there: theirs, line }];
		});
	});
}
