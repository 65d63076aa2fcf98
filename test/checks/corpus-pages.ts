/** Invented pages with their labels, from the set that the sorter is measured on. */
import type { ChartElement } from '#lib/page/suggestion.ts';

export interface CorpusPage {
	readonly id: string;
	readonly kind: 'progress' | 'mixed';
	readonly text: string;
	/** Facts that stand on it in plain words, as its label has them. */
	readonly facts: readonly { readonly element: ChartElement; readonly quote: string }[];
}

export const corpusPages: readonly CorpusPage[] = [
	{
		id: 'dev-001',
		kind: 'progress',
		facts: [
			{ element: 'session-times', quote: '10:00-10:50' },
			{ element: 'test-results', quote: 'BAI = 19 today' },
			{ element: 'diagnosis', quote: 'Panic D/O w/ Agoraphobia (300.21)' }
		],
		text: `LAKESHORE ANXIETY & MOOD CLINIC
PROGRESS NOTE
Client: Priya Venkataraman     DOB: 04/11/1979     MRN 20-4471
DOS: 10/07/2008   Session 6 of 12 (Panic Control Treatment)   CPT 90806   10:00-10:50

S: Ct reports 2 full panic attacks since last visit (down from 5), both on the Blue Line at
rush hour, peak fear 7/10. Rode two stops alone on Saturday and stayed on until fear fell
to 3. Sleeping 6-7 hrs. Caffeine cut to one cup.

O: On time, casually dressed, speech WNL, affect anxious but full range. BAI = 19 today
(27 at session 3). Monitoring form complete 5 of 7 days.

A: Panic D/O w/ Agoraphobia (300.21). Responding to interoceptive work; avoidance still
moderate. Denies SI/HI.

P: 1) Straw breathing and chair spinning 3x/day, log SUDS.
   2) In vivo: three stops alone, twice before next visit.
   3) Read workbook ch. 7, complete probability sheet.
   RTC 1 wk.

J. Halloran, PsyD                                                        Page 1 of 1`
	},
	{
		id: 'dev-083',
		kind: 'mixed',
		facts: [
			{ element: 'medication', quote: "stopped the Depakote 10 days ago, hasn't told Dr V." }
		],
		text: `Lou 4/12/05 (mine)

dreamt shop window, self as dummy, father pricing him
laughed telling it. I didn't
$ tag = 1.98. "marked down"
f. priced mo. too - the Reno business, still secret fr sibs
stopped the Depakote 10 days ago, hasn't told Dr V. Said it
while tying shoe
maybe: off the meds = off the shelf. no price
me: wanted to buy him. jeez`
	},
	{
		id: 'dev-011',
		kind: 'mixed',
		facts: [
			{ element: 'risk-safety', quote: 'has been saving the Elavil since July, keeps 40 or so in' }
		],
		text: `Oct 5, 1999        Miss Haverford           private notes

Began w/ the piano again. The lid that fell on her fingers
when she was five & mother laughing in the doorway. I said
it seemed the laugh hurt more than the lid. She said
"you would say that" & for a moment I was the doorway.

She has begun to dress for the hours. Fantasy of running
into me at the concert with my husband on the other arm.
She wants to be found & to spoil it for me, both.

She mentioned in passing, putting on her gloves, that she
has been saving the Elavil since July, keeps 40 or so in
the sewing basket, "just to know they're there."

I think the basket is her mother's. Everything she hides she
hides in that woman's things. My own dread: I wished
she'd said it sooner so we'd have had the time, and
was angry that she gave it to me at the door.`
	}
];
