/** Small invented pages, one for each trap that old therapy paper sets. */
import type { PageKind } from '#lib/page/suggestion.ts';

export interface SamplePage {
	readonly text: string;
	/** The kinds that are right; `unsure` is among them where a careful person would hesitate too. */
	readonly kinds: readonly PageKind[];
}

export const privateLine = [
	'I found myself bored and then ashamed of being bored, and I wonder whose boredom it was.',
	'My own anger at the father came up again; countertransference, take it to supervision.',
	'Transference: she treats me as the mother who never looked up.'
] as const;

export const pages = {
	'a plain progress note': {
		kinds: ['progress'],
		text: `PROGRESS NOTE
Client: Dana Whitlow   DOB 4/2/1970   MRN 5512
Date: 3/14/2006   10:00-10:50   90806
S: Mood "better, a 6." Sleeping 7 hrs, appetite normal. No panic attacks this week.
O: On time, well groomed, affect full range. PHQ-9 = 8 (was 14).
A: MDD, recurrent, moderate (296.32), improving. Denies SI/HI.
P: Continue sertraline 100 mg per Dr. Ames. Weekly CBT. Thought record daily.
L. Brandt, LCSW`
	},
	'a heading that says psychotherapy note over a progress note': {
		kinds: ['progress'],
		text: `PSYCHOTHERAPY NOTE - CONFIDENTIAL
Client: R. Osgood   DOB 9/1/1962   6/2/2004   2:00-2:50 pm
Reports sleep 5 hrs, early waking, low appetite, energy 3/10. Missed two days of work.
Taking Zoloft 50 mg daily, no side effects. BDI 22, down from 30.
Dx: Major depressive disorder, single episode, moderate (296.22).
Reviewed behavioral activation; homework: walk three times before next visit.
Denies suicidal ideation, plan or intent. Weekly individual therapy continues.
P. Dunne, PhD`
	},
	'a heading that says progress note over private analysis': {
		kinds: ['psychotherapy', 'unsure'],
		text: `PROGRESS NOTE
A. K.   5/11/2003
She began with the piano and did not look at me. I felt scolded before she said a word.
I wonder if the lid that fell is the laugh she heard as a girl, and I am the one laughing now.
She said "you would say that," and then a long silence that I did not break.
I noticed that I wanted to be thought kind. My own mother again.
I think she keeps the story small so that nobody will ask to see it.
Ask Ruth at consult why I rush to comfort this one.`
	},
	'a loaded gun in a process note': {
		kinds: ['mixed', 'unsure'],
		text: `private notes
Oct 5
Began with the raincoat again. He arranges for me to be the one who asks for the ticket.
I heard myself wanting to wave him in, and then, rather meanly, to make him wait.
I think the father is the attendant, and I am being recruited to collect.
At the door he said he keeps a loaded gun under the seat and has thought of suicide each night this week.
My dread: I wished that he had said it sooner.
I wonder what he wanted me to do with my face.`
	},
	'a medication fact in a process note': {
		kinds: ['mixed', 'unsure'],
		text: `Mrs. L., Tuesday
The house filled with water to the second stair, her father rowing in his good hat.
I think the hat is mine; she remarked on it last month. Felt scolded and wanted to explain myself.
She stopped the lithium, 900 mg, ten days ago and has told nobody.
What is she asking me to notice that her father would not?
Then a silence. I said it seemed far to row alone. She laughed at me, as she laughs at him.`
	},
	'a private aside in a progress note': {
		kinds: ['mixed'],
		text: `PROGRESS NOTE   Client: Tom Farrow   DOB 2/8/1981   7/9/2012   3:00-3:50 pm   90834
S: Two panic attacks since last visit, sleep 6 hrs, appetite fair.
O: Casually dressed, affect anxious. GAD-7 = 14 (17 at intake). Denies SI/HI.
A: Panic disorder, some response to interoceptive exposure.
I notice that I feel like his scolding father and that I am angry at him for making me so; I suspect he needs me to fail him.
P: Weekly CBT, breathing practice daily, repeat GAD-7 in two weeks.
M. Ito, PsyD`
	},
	'denied dreams and nightmares as symptoms': {
		kinds: ['progress'],
		text: `VA PTSD CLINIC   Date 8/1/2009   9:00-9:50
Veteran: James Otero   DOB 1/5/1949
Nightmares 3x/week, down from nightly since prazosin 4 mg at bedtime. No daytime flashbacks this week.
Denies dreams of harming others. Denies SI/HI. Sleep 5-6 hrs.
PCL-5 41, was 58. PTSD, chronic (309.81), improving.
Plan: continue imagery rehearsal weekly, dream log nightly, return in one week.
K. Sorensen, LCSW`
	},
	'supervision as a credential': {
		kinds: ['progress', 'administrative'],
		text: `COUNSELING CENTER - SESSION NOTE
Student: Lee Navarro   DOB 3/3/1996   10/2/2016   11:00-11:45
Reviewed sleep schedule and thought record, practiced grounding skills. Attended all classes.
GAD-7 = 9 (was 13). Generalized anxiety disorder, progress toward goals 1 and 2. No SI.
Plan: weekly sessions through December, refer to study skills group.
J. Park, MA, practicum trainee. Supervised by R. Lindqvist, PsyD, supervisor of record.`
	},
	'care that was transferred': {
		kinds: ['progress', 'administrative'],
		text: `TRANSFER SUMMARY   Client: Ana Beltran   DOB 6/6/1958   Date 4/4/2008
Care transferred to Dr. Wills on 4/4/2008 after 22 weekly individual sessions of CBT.
Diagnosis: dysthymic disorder (300.4), anxiety in remission. Prognosis good with continued treatment.
Goals 1 to 3 met; goal 4 carried over. Medication: citalopram 20 mg daily.
Sleep and appetite normal, back at work full time. No safety concerns.`
	},
	'a consent form that names psychotherapy notes': {
		kinds: ['administrative'],
		text: `AUTHORIZATION FOR RELEASE OF PSYCHOTHERAPY NOTES
Patient: Ruth Halloway   Date of birth: 5/14/1960
I authorize Birch Street Counseling to disclose to the person named below.
I understand that I may revoke this authorization in writing at any time.
Treatment, payment and enrollment will not be conditioned on my signature.
Signature: ____________________   Date: __________   Witness: __________
Expires one year from the date of signature. Copy given to patient [x] yes`
	},
	'a ledger card': {
		kinds: ['administrative'],
		text: `ACCOUNT 2206   Statement
01/07/2008  90806  Psychotherapy 45-50 min   120.00   ins paid 71.20   copay 25.00
01/14/2008  90806  Psychotherapy 45-50 min   120.00   ins paid 71.20   copay 25.00
02/04/2008  Late cancel fee, patient responsible   60.00
AMOUNT DUE: $83.80   Please pay by check. Questions to the billing office.`
	}
} satisfies Record<string, SamplePage>;
