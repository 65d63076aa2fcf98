/** Traps whose danger is a leak: invented pages with something private on them, each in a register of its own. */
import type { PageKind, RemarkCode } from '#lib/page/suggestion.ts';

export interface TrapPage {
	readonly trap: string;
	readonly register: string;
	/** The kinds that are right; `unsure` is among them where a careful person would hesitate too. */
	readonly kinds: readonly PageKind[];
	readonly remarks?: readonly RemarkCode[];
	/** Part of the line that an `also-in-chart` remark must point to. */
	readonly alsoInChart?: string;
	readonly text: string;
}

const both: readonly PageKind[] = ['mixed'];
const hidden = { trap: 'a fact hidden in a private page', remarks: ['also-in-chart'] } as const;

export const privateTraps: readonly TrapPage[] = [
	{
		...hidden,
		register: 'rambling',
		kinds: ['mixed', 'unsure'],
		alsoInChart: 'end her life',
		text: `Mon night. Can't shake this one. She talked about the allotment for half an hour, the beans, the
fence, her neighbor's radio, and I drifted off and was cross with myself for drifting off.
I keep thinking the fence is me. Or the fee. Something that lets the slugs in anyway.
And then with her coat on, almost in the corridor, that she had thought how she would end her life
and had looked up the trains. I said sit down. We sat down. Forty minutes over.
Why do I only wake up when there's an alarm? That's my father's house all over again.
She wanted to see if I'd wake, I think.`
	},
	{
		...hidden,
		register: 'verbatim dialogue',
		kinds: ['mixed', 'unsure'],
		alsoInChart: 'overdose',
		text: `TH: You went somewhere just then.
CL: Did I? I was looking at your plant.
TH: What did the plant say?
CL: Ha. That it'd be watered whether it was good or not.
TH: Whether it was good or not.
CL: My mother used to say plants don't sulk. I sulk.
TH: When did you last sulk?
CL: Saturday, I guess, when I took the overdose. I took 30 Tylenol and I told nobody.
TH: I'm glad you're telling me.
CL: You look like she did. Like I spilled something.`
	},
	{
		...hidden,
		register: 'terse abbreviations',
		kinds: ['mixed', 'unsure'],
		alsoInChart: 'Lamictal',
		text: `N. wk 31
late again, smirk. = "make me wait then"
me: heat in face, wanted to win. old stuff w/ J.
? he is the teacher now, I'm the kid at the board
stopped Lamictal 200 mg 8 d ago, no taper, not told Dr P
then the joke about the couch. didn't laugh. shd I have
bring to Thurs consult: why I compete w/ this one`
	},
	{
		...hidden,
		register: '1950s case-history prose',
		kinds: ['mixed', 'unsure'],
		alsoInChart: 'revolver',
		text: `The hour was taken up with the phantasy of the drowned regiment, to which he returned of his own accord.
He associated to the bandmaster, whose baton had reminded him of the analyst's pencil, and fell silent.
It may be inferred that the bandmaster has inherited the feeling which formerly belonged to the father, and
that I am at present obliged to stand in the place of both.
I was aware in myself of a certain coldness, for which the material alone does not account.
In leaving he remarked that he has purchased a revolver, that it lies loaded beside the bed, and that
he has more than once considered suicide.
The defiance of the last weeks thus appears in a new light, as a plea to be disarmed by someone stronger.`
	},
	{
		...hidden,
		register: 'formal report',
		kinds: ['mixed', 'unsure'],
		alsoInChart: 'lithium',
		text: `PROCESS NOTES - SEPARATE FILE
The transference has shifted since the interruption in April. The client now addresses the therapist as one
would address a customs officer, with every item declared before it is asked for.
The therapist's countertransference was one of weariness, followed by guilt at being weary.
It is hypothesized that the declared items conceal the undeclared one, namely her wish to be searched.
It was disclosed in passing that lithium 600 mg has been taken irregularly for three weeks.
The remark was made in the tone in which she formerly spoke of unreturned library books.`
	},
	{
		...hidden,
		register: 'bullet list',
		kinds: ['mixed', 'unsure'],
		alsoInChart: 'self-harm',
		text: `For my eyes
- opened with the weather, twice, third time she laughed at herself
- I felt shut out and got clever, which is what I do
- the "nice doctor" again; I'm the nice doctor who never notices
- self-harm x2 since last visit, forearm, did not need stitches
- she showed it the way a kid shows a drawing
- my guess: wants me angry on her behalf, nobody ever was`
	},
	{
		trap: 'one private line in a progress note',
		register: 'terse abbreviations',
		kinds: both,
		text: `3/9/11  10:00-10:50  90806
S: ↑ worry re layoffs, sleep 5h, appetite ok. No EtOH x 6 wk.
O: neat, affect anxious, linear. GAD-7 15 (was 12).
felt myself get bossy w/ him, my brother again, watch this
A: GAD 300.02, some slippage. SI/HI denied.
P: worry log qd, cont weekly CBT, f/u 1 wk`
	},
	{
		trap: 'one private line in a progress note',
		register: 'formal report',
		kinds: ['mixed', 'unsure'],
		text: `SESSION SUMMARY
Client: Marguerite Oyelaran    Date of service: 05/02/2014    Start 1:00 pm  Stop 1:53 pm
The client was seen for individual psychotherapy, CPT 90834. She reports improved sleep of seven hours and a
return of appetite. Panic attacks have decreased from four a week to one.
Mental status: alert and oriented, mood "lighter," affect full. She denies suicidal and homicidal ideation.
The writer is aware of wishing to be admired by this client and suspects that she senses it and obliges.
Diagnosis: Panic disorder (F41.0). Prognosis good. Plan: continue weekly sessions; exposure hierarchy, step 4.`
	},
	{
		trap: 'one private line in a progress note',
		register: '1950s case-history prose',
		kinds: both,
		text: `The patient, a bookkeeper of forty-one, was seen on the usual day for fifty minutes.
He complains of sleeplessness, headaches and a poor appetite, and has lost eight pounds since September.
Phenobarbital gr. 1/2 at bedtime is continued; he takes it as directed and without ill effect.
He was able to go to his work on each day but one. There are no delusions or hallucinations.
I confess that his politeness irritates me, and I suspect that it irritates me as mine irritated my own father.
Impression: anxiety reaction, moderately improved. He will return in one week.`
	},
	{
		trap: 'one private line in a progress note',
		register: 'rambling',
		kinds: both,
		text: `Saw Renny today, on time for once, she says the new job at the bakery is going fine, up at three in the morning
which she actually likes, and she's sleeping from seven to two with the blinds down. No panic since the move.
Eating better, weight up four pounds. Still on the Lexapro 20 mg and no side effects to speak of.
Her aunt, she told me and made me promise, is wanted in another state and lives under the sister's name.
We went over the breathing and the list of early signs again and she'll keep the log. Denies any suicidal thoughts.
Back in two weeks, Thursday at 4:00.`
	},
	{
		trap: 'one private line in a progress note',
		register: 'telehealth form',
		kinds: both,
		text: `TELEHEALTH PROGRESS NOTE
Video visit, client at home in same state, identity and location verified. Consent to telehealth on file.
Start 0900 Stop 0953   90837-95
Data: Reports PHQ-9 of 11, down from 17. Taking sertraline 100 mg as prescribed. Using grounding at work.
Assessment: MDD, recurrent, moderate, responding. No SI, no HI.
Dream, told as the call froze: she is a lighthouse keeper and I am the boat that never signals.
Plan: weekly video sessions; behavioral activation calendar; review meds with Dr. Ahn.`
	},
	{
		trap: 'a heading that lies',
		register: 'verbatim dialogue',
		kinds: ['psychotherapy', 'unsure'],
		remarks: ['heading-differs'],
		text: `PROGRESS NOTE
T: And the letter you didn't send?
C: It's in the glove box. It's been in the glove box since, I don't know, the funeral.
T: Riding around with you.
C: (laughs) Yeah. Passenger. Doesn't pay for gas.
T: If it could talk, your passenger.
C: It'd say turn around. It'd say you forgot something.
T: What did you forget?
C: (long pause) To be mad at him. I went straight to being good.
T: You're being good right now, I think. With me.`
	},
	{
		trap: 'a heading that lies',
		register: 'typewriter capitals',
		kinds: ['psychotherapy', 'mixed', 'unsure'],
		text: `MEDICATION CLINIC
HE MAKES OF ME THE EXAMINER WHO HOLDS BACK THE MARKS.
I NOTICED THAT I WAS ENJOYING THE PART, AND WAS THEN ASHAMED OF ENJOYING IT.
HE SAID "YOU WILL TELL ME WHEN I HAVE PASSED," AND A LONG SILENCE FOLLOWED.
I SUSPECT THAT THE EXAMINATION IS HIS MOTHER'S SICKROOM, WHERE ONE WAITED TO BE CALLED IN.
HE DREAMED OF A CORRIDOR WITH HIS OWN HANDWRITING ON EVERY DOOR.
TAKE UP WITH DR. VOSS WHY I AM SO SLOW TO LET HIM GO.`
	},
	{
		trap: 'chart words denied in a private page',
		register: 'diary',
		kinds: ['psychotherapy', 'unsure'],
		text: `Not one word from her about sleep or pills or the job, nothing I could put in the chart.
Only the swan. The swan on the canal with the plastic ring round its neck, for the whole hour.
I felt the ring. I actually put my hand up to my collar and she saw it and looked pleased.
She says "nobody cuts it off because it might bite," and I thought, I am the one with the scissors, afraid to be bitten.
Is it that she wants to be freed, or wants me to be the kind who would try?
I was jealous of the swan, silly as it sounds.`
	},
	{
		trap: 'a note of substance use counselling',
		register: 'rambling',
		kinds: ['psychotherapy', 'unsure'],
		remarks: ['part-2'],
		text: `SUD counselor's own notes, kept apart from the program record
He told the story of the garage again, only this time he's the one who locks it. That's new.
I felt lectured at and noticed I was nodding like his old sponsor, which is who I get to be on Fridays.
I think the drug counseling itself is the latest thing he's being good at so as not to be known.
"You people always write it down," he said. And waited to see if I'd stop writing. I stopped.
My own recovery gets in the way here. Ask Lou whether I should say so.`
	},
	{
		trap: 'a couple note that names others',
		register: 'process recording',
		kinds: ['psychotherapy', 'unsure'],
		remarks: ['names-others'],
		text: `Couple, process notes
Teo said "we're fine," and Ines looked at me as though I had said it.
I took her side with my eyebrows before I knew I had. Countertransference, and an old one.
The silence after "fine" belonged to him; he gave it to her to hold, as he gives her the keys.
She told me in the hallway, in confidence, that her sister's baby is Teo's cousin's.
My hypothesis: they need a third to be wrong, so that neither of them has to be.
Bring to consult group why I want them to stay married.`
	}
];
