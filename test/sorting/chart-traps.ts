/** Traps whose danger is record content kept from the chart: invented pages, each in a register of its own. */
import type { TrapPage } from './private-traps.ts';

const progress = ['progress'] as const;
const office = ['administrative'] as const;
const chart = ['progress', 'administrative'] as const;

export const chartTraps: readonly TrapPage[] = [
	{
		trap: 'a heading that lies',
		register: 'terse abbreviations',
		kinds: progress,
		remarks: ['heading-differs'],
		text: `PSYCHOTHERAPY NOTES - KEEP SEPARATE FROM CHART
pt #2207  11/18/09  1500-1550  90806
slp 4-5h, EMA, appetite ↓, wt -6 lb, mood 3/10, anhedonia
BDI 29. No SI/HI, no A/VH. etoh 2/wk
Wellbutrin XL 300 qam, tol well
dx 296.32 mod. some prog: back at work 3d/wk
BA hierarchy, activity log. rtc 1 wk`
	},
	{
		trap: 'a heading that lies',
		register: '1950s case-history prose',
		kinds: progress,
		text: `CONFIDENTIAL - PHYSICIAN'S PRIVATE PAPERS
The patient is a married woman of thirty-three, the mother of two, referred by the surgical service.
For the past year she has suffered from attacks of palpitation and a dread of crowded shops.
Physical examination was negative; the blood pressure was 120 over 80 and the reflexes were normal.
She sleeps poorly, eats little, and has been unable to manage her household since the spring.
There are no hallucinations and she is correctly oriented. She denies any wish to die.
Diagnosis: anxiety hysteria. She was advised to rest and will be seen twice a week. The prognosis is favorable.`
	},
	{
		trap: 'a diary-like progress note',
		register: 'rambling',
		kinds: ['progress', 'unsure'],
		remarks: ['keep-succinct'],
		text: `Came in and told me about the whole week, starting with the argument in the parking lot over whose turn it was to
pick up the little one, then the dinner at his parents' where nobody spoke to her and she ended up doing the dishes
alone and crying over the sink, and then on Wednesday the phone call from the school about the fight.
She said her husband thinks she is making too much of it and she told him that he is never there anyway.
She said she slept on the sofa on Thursday and Friday and that her daughter came and lay down beside her.
She talked about her mother's last winter and how her brother took the car and the ring and never called again.
She feels worn out and sad most days, and angry in the mornings. She has been getting to work, and she ate with the
kids every evening. We talked about what helps: the walk after lunch, and calling her friend before it boils over.
She will try to ask him once this week for an hour of her own and tell me how it went.`
	},
	{
		trap: 'a diary-like progress note',
		register: 'dictated narrative',
		kinds: ['progress', 'unsure'],
		remarks: ['keep-succinct'],
		text: `Mr. Abernathy arrived and began by telling me at length of the trip to his brother's cabin, how the road had
washed out and how they had walked the last mile in the rain with the groceries, and how his brother had blamed him.
He said that he had kept his temper until the second evening, when his brother brought up the house and the money,
and that he had then shouted and gone out and sat in the truck until he was calm. He said he was ashamed of it.
His wife told him afterward that he had frightened the boys. He told her that he knew it, and apologized to them.
He has been to work every day since, and has been sleeping about six hours, with no drinking at all.
He describes feeling less angry now and more sad. He practiced the time-out he had learned, and it helped.
We reviewed the early signs and agreed that he will use the time-out before his voice rises, not after.`
	},
	{
		trap: 'private words denied',
		register: 'SOAP',
		kinds: progress,
		text: `S: No dreams recalled. Denies fantasies of revenge. Says she is not angry with this therapist about the rescheduling.
Denies secrets or affairs when asked as part of the intake questionnaire. Sleep 6-7 hrs, energy fair.
O: Calm, cooperative, eye contact good, no silence or blocking. PHQ-9: 6.
A: Adjustment disorder with depressed mood, resolving. No SI/HI. No transference or boundary concerns noted.
P: Two more sessions, then discharge. Relapse prevention handout given.`
	},
	{
		trap: 'look-alike words',
		register: 'clinic summary',
		kinds: ['progress', 'unsure'],
		text: `Nightmares about the crash 4 nights a week, woken sweating. Prazosin 3 mg at bedtime, increased to 5 mg.
Fantasy football with coworkers each Sunday, enjoys it. Describes the warehouse as her dream job.
Urinalysis negative. Psychological testing included projective drawings; T = 68 on the anxiety scale.
PTSD (F43.10). Some resistance to physical therapy for the shoulder; resistance bands at home daily.
Attends process group Wednesdays. Will consult with Dr. Imai about sleep study.
Denies suicidal ideation. Return in two weeks.`
	},
	{
		trap: 'look-alike words',
		register: 'trainee form',
		kinds: chart,
		text: `UNIVERSITY CLINIC - CONTACT RECORD
Trainee: B. Fontaine, MA. Clinical supervision provided weekly by Dr. E. Rask, license 22871.
Client transferred from J. Moss on 9/4/2012 at end of rotation; transfer of care discussed with client, who agreed.
Session 3, 2:00-2:50. Individual CBT. OQ-45 total 71 (was 83).
Reports studying four hours daily, sleeping seven. No suicidal ideation.
Reviewed thought record. Goals 1 and 3 in progress. Next session 9/25.
Reviewed in supervision and co-signed: E. Rask, PhD`
	},
	{
		trap: 'look-alike words',
		register: 'first person report',
		kinds: progress,
		text: `I saw Mr. Halvorsen today for follow up of his depression. I feel that he is doing considerably better.
I think that the increase in Cymbalta to 60 mg has helped and I suspect the remaining fatigue is from the beta blocker.
I wonder whether his thyroid should be rechecked and I have asked his internist for a TSH.
I am pleased with his progress. He is back at the shop four days a week and is sleeping through.
He denies suicidal ideation. I told him to continue the present dose and I will see him again in six weeks.`
	},
	{
		trap: 'look-alike words',
		register: 'quotations',
		kinds: ['progress', 'unsure'],
		text: `"I'm just tired," wakes 3x nightly, naps after lunch. "The voices are quieter on the new shot."
Haldol dec 75 mg IM q 4 wks, last 6/3. Mom says "he's washing again and he ate with us."
"I don't want to hurt nobody, not me neither." Group home staff: no incidents this month.
"I like the drop-in." Attends Mon/Wed/Fri, helped in the kitchen twice.
Schizophrenia, stable. Next visit 7/1 with injection. Case mgr to renew bus pass.`
	},
	{
		trap: 'a note of substance use counselling',
		register: 'terse abbreviations',
		kinds: progress,
		remarks: ['part-2'],
		text: `Outpt alcohol & drug treatment program   ind. session 45 min
14 mo sober, 3 AA mtgs/wk, sponsor weekly. UDS neg x4.
cravings 2/10 after work, rides home w/ coworker not past bar
naltrexone 50 mg qd, LFTs wnl
reviewed relapse prevention plan, ROI for PO signed
denies SI. cont 1x/wk`
	},
	{
		trap: 'a group note that names others',
		register: 'group form',
		kinds: progress,
		remarks: ['names-others'],
		text: `GROUP NOTE: Anger management, session 6 of 10, 5:30-7:00 pm, 8 members present
Topic: cost of anger. Skill taught: time-out, self-talk.
Client participated with one prompt, role-played asking for a break with Marcus and gave feedback to Dee.
Mood irritable at start, calmer by end. Reports one argument this week without yelling, progress on goal 2.
No threats, denies SI/HI. Homework: anger log. Continue weekly group.`
	},
	{
		trap: 'a couple note that names others',
		register: 'BIRP',
		kinds: progress,
		remarks: ['names-others'],
		text: `B: Couple attended conjoint session 60 min. Both report fewer arguments, two this week, down from daily.
I: Taught speaker-listener skill, coached repair statements, reviewed time-out rule.
R: Each partner completed two turns. Wife tearful when speaking about moving, husband listened without interrupting.
P: Practice 10 minutes nightly. Next conjoint session in two weeks. No violence reported; both denied safety concerns.`
	},
	{
		trap: 'office paper',
		register: 'letter',
		kinds: office,
		text: `Dear Ms. Castellanos,
Thank you for your request of March 3. Enclosed please find the dates on which your daughter was seen.
I am unable to send further records until the enclosed release of information has been signed and returned.
Please note that a copying fee of $25 applies. If you have questions kindly call the office at extension 4.
Sincerely,
D. Whitcombe, Office Manager
cc: file`
	},
	{
		trap: 'office paper',
		register: 'billing',
		kinds: office,
		text: `STATEMENT OF ACCOUNT                     Guarantor: P. Lindgren
Date        Service               Charge    Ins. paid   Adj.    You owe
02/03/10    psychotherapy 45'     135.00    84.00       31.00   20.00
02/10/10    no show fee            60.00     0.00        0.00   60.00
02/17/10    psychotherapy 45'     135.00    84.00       31.00   20.00
Balance forward 40.00. Amount due: $140.00. Payments are due in thirty days. Visa and checks accepted.`
	},
	{
		trap: 'office paper',
		register: 'consent that describes therapy',
		kinds: office,
		text: `OFFICE POLICIES AND CONSENT TO TREATMENT
Therapy may bring up strong feelings, dreams and memories, and you may at times feel angry or disappointed with me.
I may keep separate psychotherapy notes about our conversations; these are kept apart from your record.
What you say is confidential except where the law requires me to report danger or abuse.
I consult with colleagues about my work without using your name.
You agree to give 24 hours notice of cancellation or to pay the full fee.
I have read and understand these policies. Client signature ______________ Date ________`
	},
	{
		trap: 'office paper',
		register: 'questionnaire',
		kinds: office,
		text: `NEW CLIENT INFORMATION   (please print)
Name ____________________  Date of birth ________  Phone ________________
Emergency contact ______________________  May we leave a message?  [ ] yes  [ ] no
What brings you here? ______________________________________
Check all that apply:  [ ] bad dreams  [ ] sadness  [ ] anger  [ ] family secrets  [ ] trouble sleeping
Have you been in therapy before?  [ ] yes [ ] no   Insurance company ______________  Policy # __________
Signature ______________________`
	}
];
