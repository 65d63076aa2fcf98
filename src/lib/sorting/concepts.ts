/**
 * The words of many schools, as weak rules: a broad hand-written lexicon of what clinicians put in private notes and
 * what they put in charts. None of them settles anything; the line model learns how far each can be trusted, and,
 * through the element that they share, what a word is worth that it never met.
 */
import type { Element } from '#lib/page/suggestion.ts';
import type { Rule } from './rules.ts';

const concept = (name: string, element: Element, ...patterns: readonly RegExp[]): Rule => ({
	name,
	element,
	strong: false,
	pattern: new RegExp(patterns.map(({ source }) => `(?:${source})`).join('|'))
});

const kin = String.raw`(?:mother|father|mom|dad|sister|brother|wife|husband|parents?|aunt|uncle|cousin|grand\w+|son|daughter|friend|neighbor|boss|partner|roommate|pastor|teacher|ex|in-law|coworker)`;
const feeling = String.raw`(?:annoy\w*|irritat\w*|bored\w*|sleepy|drows\w*|tired|numb|cold|angry|anger|cross|asham\w*|guilt\w*|envi?\w*|jealous\w*|protective|maternal|paternal|parental|tender\w*|scold\w*|seduc\w*|flatter\w*|attract\w*|repel\w*|disgust\w*|resent\w*|dread\w*|fond|useless|deskilled|incompetent|helpless|impatien\w*|moved|touched|hooked|pulled|recruited|punitive|reliev\w*|afraid|frightened|uneasy|lost|stuck|small|rejected|invisible|sad\w*|sorry|proud|vain|vanity|excited|silly|heavy|trapped|dismissed|accused)`;
const me = String.raw`(?:\bi\b|\bi'm\b|\bme\b|\bmy(?:self)?\b|\bwriter\b|\btherapist'?s?\b|\bth\b|\bmine\b)`;
const physician = String.raw`(?:me|th\b|the (?:therapist|analyst|doctor|physician|counselor|worker)|therapist|writer)`;

const privateConcepts: readonly Rule[] = [
	concept(
		'c-writer-inner',
		'countertransference',
		/\b(?:i|i'm|writer|therapist|clinician|undersigned|worker|analyst|examiner|physician|th)(?: \w+){0,3}? (?:aware|conscious|ashamed|tempted|inclined|inclination|reluctan\w+|struck|drawn|wishing|longing|admit\w*|confess\w*|own that|caught|unable|too (?:quick|eager|warm|sharp))\b/
	),
	concept(
		'c-feeling-mine',
		'countertransference',
		new RegExp(
			String.raw`(?:\bi|\bi'm|\bwriter|\btherapist|\bth) (?:\w+ ){0,4}?(?:feel(?:s|ing)?|felt|found|am|was|became|got|grew|notic\w+|aware|left|came away|went) (?:\w+ ){0,5}?${feeling}\b`
		),
		new RegExp(String.raw`^(?:felt|feeling|feel) (?:\w+ ){0,3}?${feeling}\b`),
		new RegExp(String.raw`\b(?:my|therapist's|writer's) (?:own )?${feeling}\b`)
	),
	concept(
		'c-own-reaction',
		'countertransference',
		/\b(?:my|therapist'?s?|writer'?s?|clinician'?s?) (?:own |personal )?(?:reaction|feelings?|response|stuff|issues|material|history|childhood|loss|grief|divorce|need to|wish to|urge|stomach|chest|jaw|shoulders|heart)\b/,
		/^own (?:reaction|feelings?|response)\b|\bmine,? not (?:hers|his|theirs)\b|\bin my (?:body|chest|stomach|gut)\b|\bunder my skin\b/
	),
	concept(
		'c-pull',
		'countertransference',
		new RegExp(
			String.raw`${me}.{0,30}\b(?:pull(?:ed)?|urge|urges|wish(?:ed)?|temptation|tempted|want(?:ed|ing)?|impulse)\b.{0,16}\b(?:rescue|save|fix|protect|scold|reassure|comfort|mother|hug|hold|argue|punish|defend|adopt|shake|flee|hide|interrupt|side|leave|escape|please|impress)\b`
		),
		/\brescu(?:e|ing)\b/
	),
	concept(
		'c-enactment',
		'countertransference',
		/\bcollu(?:de|ded|ding|sion|sive)\b|\bover-?identif\w+|\bparallel process\b|\benact(?:ment|ed|ing)\b|\bblind spots?\b|\bmy buttons\b|\bprojective identification\b|\bseduced into\b|\bself[- ]disclos\w+/
	),
	concept(
		'c-liking',
		'countertransference',
		/\bi (?:do not|don't|didn't|did not|really|quite|rather)? ?(?:like|liked|dislike[d]?|miss(?:ed)?|admire[d]?|pity|pitied|love[d]?|hate[d]?|resent(?:ed)?|adore[d]?) (?:him|her|them|it|this (?:one|client|patient|man|woman|boy|girl|child|couple|family))\b/,
		/\b(?:dread(?:ed|ing)?|look(?:ed|ing)? forward to|relie(?:ved|f) (?:when|at)|glad when) (?:this|the|our|she|he|they)\b/
	),
	concept(
		'c-lapse',
		'countertransference',
		/\bi (?:talked|spoke|said) too (?:much|soon|long)\b|\bi (?:let the (?:hour|time|session)|went blank|drifted|nearly|almost|blurted|changed the subject|rushed|lectured|preached|confess|admit|envy|envied|blush\w*)\b|\bif i'?m honest\b|\bashamed of\b/
	),
	concept(
		'c-i-as',
		'transference',
		/\b(?:i am|i'm|i was|i become|i became|i have become|i had become|i'm to be|i am to be)\b.{0,14}\b(?:the|her|his|another|one more|supposed|meant|to be)\b.{0,24}\b(?:who|father|mother|mom|dad|brother|sister|aunt|uncle|teacher|judge|priest|boss|grand\w+|baby|parent|one)\b/,
		new RegExp(
			String.raw`\b(?:makes?|made|turn(?:s|ed)?|casts?|puts?|place[sd]?|treats?|treated|sees?|saw|uses?|experienc\w+|views?|regards?|regarded|hears?|calls?) ${physician}\b.{0,20}\b(?:as|like|into|in the|to be|with the)\b`
		)
	),
	concept(
		'c-toward-me',
		'transference',
		new RegExp(
			String.raw`\b(?:test(?:s|ed|ing)?|provok\w+|seduc\w+|pleas(?:e|es|ing)|protect(?:s|ing)?|punish(?:es|ing|ed)?|flatter\w*|ideali[sz]\w+|devalu\w+|charm\w*|flirt\w*|compet\w+|angry|mad|cool|cold|warm|suspicious|afraid|defiant|disappointed|hopes?|hoped|wants?|needs?|expects?|waits?|waiting|dares?|begs?|asks?) (?:\w+ )?(?:with |for |at |to |of |toward |in )?(?:whether )?${physician}\b`
		),
		/\b(?:whether|if) i(?:'ll| will|'d| would|'m| am)\b/
	),
	concept(
		'c-my-frame',
		'transference',
		/\bmy (?:vacation|absence|leave|cancel\w+|holiday|trip|illness|silence|lateness|bill|ring|waiting room|couch|chair|approval|attention|disapproval|favou?rite|face|voice|kids|wife|husband|coat|shoes|desk|door|question)\b/
	),
	concept(
		'c-like-him',
		'transference',
		/\byou(?:'re| are) (?:just |exactly )?like (?:him|her|my|them|all)\b|\byou (?:hate|don't (?:like|care|believe|want)|must (?:think|hate|be|hear))\b|\bin the transference\b|\b(?:father|mother|paternal|maternal) (?:figure|imago|image|complex|substitute|surrogate)\b|\bin love with (?:me|the (?:doctor|physician|analyst|therapist))\b/
	),
	concept(
		'c-supposing',
		'hypothesis',
		/\b(?:hunch|my guess|speculat\w+|conjectur\w+|surmis\w+|i (?:suspect|suppose|wonder|conclude[d]?)|we may suppose|may be (?:inferred|understood|supposed)|my (?:sense|read|take|thought|theory|view|belief|map|fantasy) (?:is|that|of|so far)|could it be|might (?:it|this|that|he|she) be|is (?:it|this) (?:really )?(?:about|that|because)|or is (?:he|she|it)|what if|come to (?:believe|think|suspect)|formed the opinion|between ourselves|wondering (?:if|whether)|not shared with|not to share)\b/
	),
	concept(
		'c-meaning',
		'hypothesis',
		/\b(?:stands? (?:in )?for|symboli[sz]\w+|really (?:about|means?|wants)|is a (?:way of|test|plea|letter|message|gift|prayer|wall|cover)|the meaning of|serves? (?:to|the purpose)|served the purpose|concealed|behind (?:this|the|his|her|it)|underneath|beneath|unspoken|expresses? (?:the|something|a)|what (?:she|he) calls|so that nobody|in order to (?:stay|keep|avoid|be|remain))\b|\bwhat does .{3,40}\b(?:get|want|protect|need)\b|\s=\s(?:the|her|his|no|a|test|not)\b/
	),
	concept(
		'c-depth',
		'hypothesis',
		/\b(?:unconscious\w*|oedip\w+|repress\w+|libid\w+|superego|introject\w*|object relations?|false self|true self|splitting|projecti(?:on|ve)|projects? (?:onto|his|her|it)|reaction formation|displac\w+|sublimat\w+|resistance|fixation|narcissistic|attachment (?:wound|figure)|internali[sz]ed|exiles?|protector|manager part|shadow|anima|archetyp\w+|complex|wish[- ]?fulfil\w+|psychic|instinct\w*|primal|screen memory|secondary gain|condensation|abandonment|defen[cs](?:e|ive)|armor|mask)\b/
	),
	concept(
		'c-working',
		'hypothesis',
		/\b(?:working (?:idea|theory|model|hypothesis)|formulation|speculation|hypothesis|hyp|hunch|guess|idea|theory)(?: so far| only)?\s?[-:?]|^\?\s?\w/
	),
	concept(
		'c-turn',
		'conversation-analysis',
		/^\s*(?:t|th|ther|therapist|c|cl|ct|client|pt|patient|co|couns|counsell?or|interviewer|doctor|me|her|him)\s?[:-]\s?["'a-z(]/
	),
	concept(
		'c-speech',
		'conversation-analysis',
		/\b(?:um|uh|mm+-?h?m*|hmm|yeah|you know|i mean|i guess|sort of|kind of|i don't know|gonna|wanna)\b/
	),
	concept(
		'c-two-quotes',
		'conversation-analysis',
		/"[^"]{3,}"[^"]{1,60}"[^"]{2,}"/,
		/\bword for word\b|\bverbatim\b|\bused the word\b|\bthe word "|\bx\s?\d+, (?:last|first)\b|\bi never said\b/
	),
	concept(
		'c-i-put',
		'conversation-analysis',
		/\bi (?:put it to|remarked|pointed out|insisted|wondered aloud|observed (?:that|to)|drew (?:her|his) attention|requested (?:him|her)|pressed (?:him|her)|reflected back|said nothing|let it sit|tried silence|stayed quiet|waited)\b|\bwhen i (?:asked|remarked|said|pointed|repeated|named)\b|\b(?:on|upon) (?:being asked|my (?:asking|insisting|urging|inquir\w+))\b|\bi (?:now )?asked (?:him|her|them) (?:to tell|what|who|whether|why)\b|\bsaid: /
	),
	concept(
		'c-manner',
		'conversation-analysis',
		/\b(?:whisper\w*|mutter\w*|blush\w*|colou?red (?:deep|up)\w*|hesitat\w+|trailed off|chang(?:es|ed) the subject|looked (?:away|down|at the)|(?:went|fell|was|grew) (?:quiet|silent|still)|laugh(?:s|ed) (?:at|when|whenever|it|again|then)|long (?:pause|quiet|silence)|hum(?:s|med)\b|sigh\w*|opening words?|closing words?|door ?knob|at the door|on (?:her|his) way out|as (?:she|he) put on|tone (?:dropped|changed|went)|voice (?:dropped|changed|went|small)|contradict\w+)\b|\(laughs?\)|\(cries\)|\.\.\.\s?$/
	),
	concept(
		'c-association',
		'conversation-analysis',
		/\b(?:free associat\w+|associat(?:es|ed|ions?)|(?:come|comes|came|occurs?|occurred) (?:in)?to (?:his|her|your|the) mind|occurred to (?:him|her)|recollect\w+|slip of|forgotten (?:name|word)|next thought|leads? (?:him|her) to|passed at once|sequence)\b/
	),
	concept(
		'c-play',
		'conversation-analysis',
		/\b(?:sand ?(?:tray)?|puppets?|doll(?:s|house)?|soldiers?|played (?:house|shop|school|war|doctor))\b.{0,60}\b(?:buried|said|put|fence|gave|bites|shut|me|my)\b/
	),
	concept(
		'c-invite',
		'conversation-analysis',
		/\btell me more\b|\bsounds? like you\b|\bit sounds like\b|\bwhat comes (?:up|to mind)\b|\bon the one hand\b|\b(?:what|how) (?:do|did|would|is|was) (?:you|that|it)\b[^?]{0,60}\?|\byou(?:'re| are| were) (?:feeling|saying|telling|not sure|supposed)\b/
	),
	concept(
		'c-dream',
		'dream-fantasy',
		/\b(?:in|to|of|with) (?:the|a|her|his|this|another|second|same) (?:\w+ )?(?:dream|fantasy|phantasy|daydream|vision)\b|\bdream(?:s|t|ed)? (?:that|of|about|she|he|in which|ran|again)\b|\bdream\s?[:,#-]|\bphantas\w+|\breverie\b|\bactive imagination\b|\bimage that came\b|\bdaydreams? (?:of|that)\b|\bpictured (?:himself|herself|me)\b|\bimagines (?:that|herself|himself|me|the)\b|\b(?:latent|manifest) (?:content|thoughts?)\b|\bassoc\s?:/
	),
	concept(
		'c-confidence',
		'third-party',
		/\b(?:in confidence|as a secret|made (?:her|him|me) (?:swear|promise)|sworn to|no one (?:in|knows|else)|nobody (?:in town|knows|else)|not (?:out to|supposed to know)|never told|kept from|hidden from|confessed|never to tell|only one who knows|told only|behind (?:her|his|their) backs?|heard (?:it )?from|doesn'?t know|don'?t know|secretly|under another name)\b/
	),
	concept(
		'c-others-matter',
		'third-party',
		new RegExp(
			String.raw`\b${kin}\b.{0,50}\b(?:affairs?|abortion|prison|jail|gay|lesbian|hiv|herpes|deals|dealer|addict\w*|drank|stole|steals|skims|embezzl\w+|second family|illegitimate|another child|adopted|gave it up|sleeping with|seeing someone|cheat\w*|gambl\w+|bankrupt\w*|arrest\w*|rehab|investigated|miscarriage|pregnan\w+|mistress|hiding money|irs)\b`
		)
	),
	concept(
		'c-consult',
		'supervision',
		/\b(?:supervis(?:or|ion)|sup\b|consult(?:ation)?(?: group| team)?|peer (?:group|consult\w*|supervision)|case conference|my (?:own )?(?:analyst|therapist|consultant|supervisor|analysis)|second opinion|(?:monday|tuesday|wednesday|thursday|friday|tues|thurs|dbt) (?:group|team|consult))\b/
	),
	concept(
		'c-bring',
		'supervision',
		/^(?:\W*)(?:ask|tell|bring|take|show|present|told|talk to|talk with|run this by|question for|for my|need to talk|would like a)\b.{2,}\b(?:about|why|whether|if i|my|am i|re|how i|what i|i'm|the tape|segment)\b/
	),
	concept('c-me', 'transference', new RegExp(String.raw`${me}.{0,60}\b(?:she|he|her|his|him)\b`)),
	concept(
		'c-self-question',
		'hypothesis',
		/\b(?:am i|did i|do i|was i|why (?:do|did|am|was) i)\b[^.]{0,60}\?/
	)
];

const chartConcepts: readonly Rule[] = [
	concept(
		'c-told-others',
		'functional-status',
		new RegExp(
			String.raw`\b(?:he|she|they|${kin})(?: then| has| had)? (?:told|asked|called|yelled at|shouted at|blamed|hung up on|apologi[sz]ed to|argued with|fought with|promised|warned|visited|drove) (?:him|her|them|his|their|the|${kin})\b`
		)
	),
	concept(
		'c-physic',
		'medication',
		/\b(?:tablets?|capsules?|injections?|doses?|dosing|refills?|rx|pharmac\w+|bromides?|chloral|morphi[an]e?|sulphonal|veronal|paraldehyde|prescri\w+|side effects?|level|milligrams?|insulin|started on|p\.o\.|prn|allergies|(?:increas|decreas|lower|rais|start|stopp|restart)(?:ed|ing) (?:the|his|her)? ?(?:dose|med\w*))\b/
	),
	concept(
		'c-examination',
		'test-results',
		/\b(?:physical exam\w*|reflex\w*|knee jerks?|pupils?|blood pressure|ekg|eeg|mri|urine|uds|wassermann|spinal fluid|(?:negative|positive) for|within normal|percentile|binet|mental age|screen(?:ed|ing)?|vital signs|pulse|temperature|scored?|scale|checklist|index|suds?|voc)\b/
	),
	concept(
		'c-report-heading',
		'symptoms',
		/^\s*(?:chief complaint|history of present illness|hpi|past (?:psychiatric|medical|surgical) history|family (?:psychiatric |medical )?history|social history|mental status|allergies|medications|assessment|impression|axis|diagnos[ei]s|hospital course|reason for|identif\w+ (?:data|information)|review of systems|physical exam\w*|disposition|recommendations?|developmental history|condition on|substance use)\b/
	),
	concept(
		'c-attacks',
		'symptoms',
		/\b(?:attacks?|seizures?|convuls\w+|faint\w*|paraly\w+|ana?esthesia|headaches?|vomit\w*|tremors?|trembl\w+|palpitat\w*|hallucinat\w+|delusion\w*|melanchol\w+|agitat\w+|restless\w*|apath\w+|stupor\w*|confus\w+|orient\w+|sleepless\w*|depress\w+|exhaust\w*|phobia|noisy|incoherent|mute|dizz\w+|cravings?|tearful|cried|crying|worr(?:y|ies|ied)|hopeless|sad|nervous|numb)\b/
	),
	concept(
		'c-life',
		'functional-status',
		/\b(?:born (?:in|at|the)|eldest|youngest|siblings?|finished (?:high school|\w+ grade)|graduated|works? as|worked as|occupation|married|divorced|widow\w*|lives (?:with|alone|in)|employed|unemployed|retired|raised by|custody|rent|bills|grades|detention\w*|chores|sober living)\b/
	),
	concept(
		'c-course',
		'progress-to-date',
		/\b(?:admitted|admission|discharg\w+|hospitali[sz]\w+|recovered|improv\w+|relaps\w+|readmitted|months? out|weeks? later|days (?:clean|sober)|has ceased|ceased|no change|gains?|lost ground|doing (?:well|better|worse)|went well|less (?:anxious|often|avoid\w*)|remained well|goals? (?:\d )?(?:met|partly)|responding|steady)\b/
	),
	concept(
		'c-plan',
		'treatment-plan',
		/\b(?:next (?:week|time|visit|session|appt)|return(?:s)? (?:in|to|six|two|four)|back (?:next|in)|follow[- ]?up|will (?:start|begin|continue|coordinate|refer|try|invite|finish|practice|see|call)|hw|homework|refer(?:red|ral)? to|recommend\w*|advised|target|objective|aims?|keep appt|step down|taper|coordinate|call if|plan:|rtc)\b/
	),
	concept(
		'c-work',
		'intervention',
		/\b(?:taught|reviewed|practic\w+|role[- ]?play\w*|modeled|rehears\w+|psychoeducation|reframed?|validat\w+|coached|processed|chain analysis|bilateral|sets of|target image|calm place|container|resourc\w+|empty chair|externaliz\w+|defusion|motivational|ambivalence|time-?out|speaker-listener|thought (?:log|record)|handout|worksheet|psychodrama|breathing|grounding|exposure|skills?|normaliz\w+|facilitat\w+|supportive|under hypnosis|suggest(?:ed|ion) (?:to|that|was)|topic)\b/
	),
	concept(
		'c-danger',
		'risk-safety',
		/\b(?:better off dead|not (?:waking|wake)|wish(?:es)? to die|hurt(?:ing)? (?:him|her|my|them)sel[fv]\w*|kill\w*|took (?:a handful|all|twice|the whole)|saving (?:up )?(?:her|his|the) pills|gun|shotgun|pistol|blades?|cut (?:thigh|arm|wrist|her|him)|grabbed|order of protection|child protective|report made|drove drunk|drunk driving|in danger|no danger|danger to|under (?:constant )?watch|15 minute checks|throw (?:herself|himself)|drown|fentanyl|narcan|unsafe|safety)\b/
	),
	concept(
		'c-frequency',
		'modality-frequency',
		/\b(?:weekly|every (?:second|other|week|two)|(?:once|twice|thrice|one|two|three) (?:a|per|sessions? a|times a) (?:week|month|day)|\d\s?x\s?(?:\/|a|per)? ?w(?:ee)?k|hypnotic|electrical|play therapy|telephone check|video visit|phone session|members, closed|conjoint\w*|skills group|intensive outpatient|face to face)\b/
	),
	concept(
		'c-outlook',
		'prognosis',
		/\bprognos\w+|\boutlook\b|\bexpect(?:s|ed)? (?:\w+ )?(?:to|full|return|recover\w*)\b|\bchances? of\b|\bguarded\b|\bfavou?rable\b|\bshould be able\b/
	),
	concept(
		'c-terms',
		'administrative',
		/\b(?:you (?:may|have the right|will|can|agree|are responsible|should|might)|your (?:therapist|counselor|records?|rights?|information|signature|insurance|child|first|last)|i (?:understand|agree|consent|authorize|acknowledge|certify|give permission|have read|wish to receive)|undersigned|hereby|revoc\w+|take back this|expires?|guardian|initials?|grievance|client rights|confidential,? (?:with|except)|permission|this (?:form|request|information|agreement|letter))\b/
	),
	concept(
		'c-letter',
		'administrative',
		/\bdear (?:dr|mr|mrs|ms|sir|colleague|madam)\b|\bto whom it may\b|\bsincerely\b|\byours\b|\bkind regards\b|\bthank you for\b|\benclosed\b|^re:|\bcc:|\bplease (?:call|send|contact|find|note|sign|print)\b|\bin receipt of\b/
	),
	concept(
		'c-office',
		'administrative',
		/\b(?:copay\w*|ins(?:urance)?|superbill|invoice|statement|owes?|pd|payment|charges?|charged|check|cash|fee|fees|roster|attendance|subpoena|court order|request|mailed|left (?:msg|message)|r\/s|resched\w*|on file|chart audit|group number|policy|closing your file)\b/
	),
	concept(
		'c-says-of-self',
		'symptoms',
		/\b(?:client|pt|patient|ct|cl|she|he|they|mother|mom|father|dad|parents?|teacher|staff|couple) (?:reports?|reported|states?|stated|denies|denied|endorse[sd]?|complain\w*|describe[sd]?|identifie[sd]|agree[sd]?|verbaliz\w*|presents?|presented|was (?:referred|seen|admitted|given|able)|is (?:a|an|the)|has been|continues?|rates?|rated)\b/
	),
	concept(
		'c-negated',
		'symptoms',
		/\b(?:denie[sd]|no|without|not|nor|never|neg(?:ative)? for) (?:\w+ ){0,2}?(?:dreams?|nightmares?|flashbacks?|panic|hallucinat\w*|delusions?|cravings?|thoughts? of|concerns?|symptoms?|side effects?|change|psychosis|use|drinking|purging|avoid\w*)\b/
	)
];

/** Weak rules all; see [Note: strong and weak rules] in rules.ts. */
export const concepts: readonly Rule[] = [...privateConcepts, ...chartConcepts];
