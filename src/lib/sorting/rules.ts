/**
 * What a lawyer would insist on, as patterns: the ten exclusions of 45 CFR 164.501, safety, administrative paper,
 * and the marks of a clinician's private analysis.
 *
 * [Note: strong and weak rules] A strong rule is precise enough to bound the answer by itself (a dose, a code, a
 * clinician writing of their own feelings). A weak rule is only a feature the line model may weigh: "dream" is a
 * symptom as often as it is a dream. Rules see plain text (see folding.ts), so misread digits are already repaired.
 */
import type { Element } from '#lib/page/suggestion.ts';
import { concepts } from './concepts.ts';
import { disorders, medicines, tests } from './vocabulary.ts';

export interface Rule {
	/** Stable name: the line model knows its features by it. */
	readonly name: string;
	readonly element: Element;
	readonly strong: boolean;
	readonly pattern: RegExp;
}

const rule = (name: string, element: Element, pattern: RegExp, strong = false): Rule => ({
	name,
	element,
	strong,
	pattern
});
const strong = (name: string, element: Element, pattern: RegExp) =>
	rule(name, element, pattern, true);

const clock = String.raw`\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m?\.?)?`;
const kin = String.raw`(?:mother|father|mom|dad|sister|brother|wife|husband|parents?|aunt|uncle|son|daughter|boss|ex)`;

const chartRules: readonly Rule[] = [
	strong('dose', 'medication', /\b\d+(?:\.\d+)?\s?(?:mgs?|mcg|meq|ml)\b/),
	strong(
		'medicine-dose',
		'medication',
		new RegExp(String.raw`\b(?:${medicines})\b[^.;]{0,16}?\b\d+(?:\.\d+)?\b`)
	),
	rule('medicine', 'medication', new RegExp(String.raw`\b(?:${medicines})\b`)),
	rule('sig', 'medication', /\b(?:bid|tid|qid|qhs|q\s?hs|qam|qpm|prn|po|refills?)\b/),
	rule(
		'medication-words',
		'medication',
		/\b(?:meds?|medications?|dos(?:e|es|age)|pills?|prescri\w+|side effects?|titrat\w+|tablets?|pharmacy|taper\w*)\b/
	),
	strong('clock-range', 'session-times', new RegExp(`${clock}\\s*(?:-|to|until|till)\\s*${clock}`)),
	strong(
		'start-stop',
		'session-times',
		/\b(?:start\w*\s*(?:time)?:?\s*\d{3,4}.{0,16}(?:stop|end)\w*|(?:start|begin|in):?\s*\d{1,2}[:.]\d\d.{0,20}\b(?:stop|end|out):?\s*\d)/
	),
	rule('minutes', 'session-times', /\b\d{2,3}[\s-]?(?:min(?:ute)?s?\b|')/),
	rule('clock', 'session-times', /\b(?:\d{1,2}:\d{2}\b|\d{1,2}\s?[ap]\.?m\b)/),
	strong(
		'procedure-code',
		'modality-frequency',
		/\b(?:908[0-9]{2}|9921[1-5]|h00[0-9]{2}|h20[0-9]{2})\b/
	),
	rule(
		'modality',
		'modality-frequency',
		/\b(?:(?:individual|group|couples?|family|conjoint|supportive|psycho)\s?(?:psycho)?(?:therapy|tx|session|counseling)\b|(?:cbt|dbt|emdr|erp|ipt|act|cpt|mbct|iop|php|mi|telehealth)\b)/
	),
	rule(
		'frequency',
		'modality-frequency',
		/\b(?:(?:bi)?weekly\b|monthly\b|every other week\b|q\s?\d?\s?(?:wks?|weeks?|mos?)\b|\d\s?x\s?\/?\s?(?:per )?(?:wk|week|mo)|(?:once|twice) a (?:week|month)\b)/
	),
	strong(
		'test-score',
		'test-results',
		new RegExp(
			String.raw`\b(?:${tests})\b(?:\s?(?:today|total|score|now|of|is|was|at|=|:|\()){0,3}\s*-?\d{1,3}\b`
		)
	),
	rule('test', 'test-results', new RegExp(String.raw`\b(?:${tests})\b`)),
	rule(
		'score',
		'test-results',
		/\b(?:scores?d?\b|percentile\b|t\s?[=-]\s?\d\d\b|\d+\/30\b|standard score\b)/
	),
	strong(
		'diagnosis-code',
		'diagnosis',
		/\b(?:f[0-9]{2}(?:\.[0-9]{1,2})?\b|(?:29[0-9]|30[0-9]|31[0-9])\.[0-9]{1,2}\b|axis [i1]{1,3}v?\b)/
	),
	strong('diagnosis-label', 'diagnosis', /\b(?:dx|diagnos[ie]s|impression|imp)\s?:\s?\w/),
	rule('disorder', 'diagnosis', new RegExp(String.raw`\b(?:${disorders})\b`)),
	rule('diagnosis-words', 'diagnosis', /\b(?:dx\b|diagnos\w+|criteria\b|r\/o\b|rule out\b)/),
	rule(
		'function',
		'functional-status',
		/\b(?:works?|working|job|school|class(?:es)?|grades?|adls?|hygiene|grooming|chores|cooks?|drives?|drove|missed \w+ (?:days?|shifts?)|employed|unemployed|homework)\b/
	),
	rule(
		'plan',
		'treatment-plan',
		/\b(?:plan\s?:|goals?\b|objectives?\b|rtc\b|next (?:session|visit|appt)\b|continue\b|cont\b|refer(?:red|ral)?\b|f\/u\b|homework\b|follow[- ]?up\b)/
	),
	rule(
		'symptom',
		'symptoms',
		/\b(?:sleep(?:s|ing)?|insomnia|appetite|mood|affect|anhedonia|panic|anxious|depressed|tearful|crying|energy|concentration|hallucinations?|ah|vh|avh|delusions?|paranoi[ad]|oriented|euthymic|flashbacks?|hypervigilan\w+|irritab\w+|worry|fatigue|obsessions?|compulsions?|voices)\b/
	),
	rule(
		'mental-status',
		'symptoms',
		/\b(?:mse|wnl|alert and oriented|a&o\s?x?\s?\d|thought (?:process|content)|eye contact|linear|insight|judgment|speech)\b/
	),
	rule(
		'bad-sleep',
		'symptoms',
		/\b(?:(?:recurr\w+|frequent|denie[sd]|no|fewer|more|vivid|distressing|bad) (?:distressing )?(?:dreams|nightmares)\b|nightmares?\b.{0,14}(?:\d|x\/?|week|wk|night|month|down|up|per))/
	),
	rule('prognosis', 'prognosis', /\b(?:prognosis\b|prog\b|guarded\b|outlook\b|expected to\b)/),
	rule(
		'progress',
		'progress-to-date',
		/\b(?:improv\w+|progress|worse(?:ned|ning)?|better|stable|remission|goals? met|decreased|increased|reduced|gains|regress\w+|(?:down|up) from|since (?:last|intake))\b/
	),
	rule(
		'technique',
		'intervention',
		/\b(?:taught|reviewed|practiced|role[- ]?play\w*|modeled|rehearsed|psychoeducation|cognitive restructuring|exposure|breathing|grounding|reframed?|validated|skills?|coached|problem[- ]solv\w+|processed|coping)\b/
	),
	strong(
		'suicide',
		'risk-safety',
		/\b(?:suicid\w*|homicid\w*|(?:si|s\.i\.)\s?(?:\/|or|,|and|neg|denied|\+|-)\s?(?:hi\b|h\.i\.)?|(?:denie[sd]|no|denies any|passive|active|with|without)\s(?:si|hi)\b|c-?ssrs\b)/
	),
	strong(
		'harm',
		'risk-safety',
		/\b(?:safety plan\w*|self[- ](?:harm|injur\w+)|overdos\w+|crisis (?:line|plan)\b|kill (?:him|her|my|them)sel[fv]\w*|end (?:his|her|my|their) (?:own )?life\b|harm (?:to )?(?:him|her|my|them)?sel[fv]\w*|harm(?:ing)? (?:others|anyone|someone)\b|mandated report\w*|duty to warn\b)/
	),
	rule(
		'weapon',
		'risk-safety',
		/\b(?:(?:guns?|handgun|firearms?|pistols?|rifles?|shotguns?|gauge|revolver|glock|caliber|loaded|bullets?|ammunition|ammo|shells|knife|knives|rope|noose|razors?|blades?|weapons?|hunting license|carbon monoxide|hanging|hose)\b|9\s?mm\b)|(?:^|[^\d])\.(?:22|38|357|44|45)\b/
	),
	rule(
		'danger',
		'risk-safety',
		/\b(?:cut(?:ting|s)? (?:her|him|my)|(?:stockpil\w+|hoard\w+|saving (?:up )?(?:the|her|his)|saved up|fentanyl|narcan|heroin|oxycontin|911|988|cps|dcf|choked|strangl\w+|bruis\w+|abus(?:e|ed|ing)|drunk|blackouts?|relaps\w+|purg\w+|dui|restraining order|threat\w*|stalk\w+|follow(?:s|ed|ing) (?:her|him) home|hit (?:her|him|the))\b)/
	),
	rule(
		'dying',
		'risk-safety',
		/\b(?:better off (?:dead|without)|not (?:be|wake|waking) (?:here|up)|no (?:plan|intent|means)|intent|wish to die|want(?:s|ed)? to die|thoughts of (?:dying|death)|protective factors|means restrict\w+)\b/
	),
	strong(
		'payment',
		'administrative',
		/\b(?:co-?pay\w*|invoice\b|amount due\b|balance (?:due|forward)\b|superbill\b|claim (?:no|number|#)|sliding[- ](?:fee|scale)\b|no[- ]show (?:fee|charge)\b)/
	),
	strong(
		'consent',
		'administrative',
		/\b(?:(?:i|we) (?:hereby )?(?:authorize|consent|understand that|agree to|acknowledge)\b|revoke\b|release of information\b|notice of privacy\b|authorization (?:for|to|no|#|number)\b|power of attorney\b)/
	),
	rule(
		'office',
		'administrative',
		/\b(?:insur\w+|fax\w*|policy\b|signature\b|signed\b|witness\b|phone\b|address\b|billing\b|billed\b|paid\b|fees?\b|cancel\w*|resched\w+|request\w*|records?\b|subpoena\b|attorney\b|certif\w+|date of birth\b)|\$\s?\d/
	),
	rule('form-box', 'administrative', /\[[ x]?\]|_{3,}/),
	rule(
		'credential',
		'administrative',
		/\b(?:clinical supervisor|supervised by|supervision (?:contract|hours|log)|supervisor of record|co-?sign\w*|lcsw|lmft|lpc|psyd|ph\.?d|m\.?d)\b/
	)
];

const privateRules: readonly Rule[] = [
	strong(
		'own-feeling-formal',
		'countertransference',
		/\b(?:writer|therapist|clinician|counselor|undersigned|analyst|examiner)(?:'s)? (?:own |was |is |felt |feels |became |grew |has been |had been |found (?:him|her)self |(?:is|was|became) (?:aware|conscious) of (?:feeling |being |some |a )?){1,2}(?:\w+ )?(?:annoy\w*|irritat\w*|bor(?:ed|edom)|sleep(?:y|iness)|drows\w*|ang(?:ry|er)|asham\w*|guilt\w*|env(?:y|ious)|jealous\w*|protective|tender\w*|scold\w*|seduc\w*|flatter\w*|attract\w*|repel\w*|disgust\w*|resent\w*|dread\w*|useless|weary|weariness|impatien\w*|wish(?:ing)? to|moved|charmed|coldness|contempt|admired)\b/
	),
	strong(
		'told-in-confidence',
		'third-party',
		/\b(?:in (?:strict(?:est)? )?confidence\b.{0,60}\b(?:that|his|her|he|she)|ask(?:s|ed|ing) (?:me )?(?:that it go|that this (?:stay|not)|not to (?:write|repeat|tell)|me to forget)|made me (?:promise|swear)|swore me to|swearing me to|promised not to (?:tell|repeat))\b/
	),
	strong('countertransference', 'countertransference', /\bcounter-?\s?transf\w+/),
	strong('transference', 'transference', /(?<!counter-?\s?)\btransferen\w+/),
	strong(
		'own-feeling',
		'countertransference',
		/\b(?:i|i'm|i am|i was|i felt|i feel|me|my own) (?:\w+ ){0,2}?(?:annoyed|irritated|irritation|bored|sleepy|angry|ashamed|guilty|envious|envy|jealous|protective of|tender|scolded|seduced|flattered|attracted|repelled|disgust\w*|resent\w*|dread\w*|fond of|drowsy|useless|deskilled|shame|boredom|rage)\b/
	),
	strong(
		'caught-myself',
		'countertransference',
		/\b(?:i (?:caught|found|notice[ds]?|hear[d]?|felt) (?:myself|my own|that i (?:was|am|had|wanted))\b|my own (?:reaction|feelings?|stuff|mother|father|irritation|anger|grief|childhood|therapy|fear|shame|wish)\b|why (?:did|do|am|was) i\b)/
	),
	rule(
		'i-felt',
		'countertransference',
		/\b(?:i (?:felt|feel|wanted|wish(?:ed)?|dread|hate[d]?|love[d]?|liked?|enjoy(?:ed)?|worry|was relieved|am aware|was aware|came away)\b|felt (?:irritat\w+|bored|protective|guilty|scolded|drowsy)\b|rescue\b)/
	),
	rule(
		'i-suspect',
		'hypothesis',
		/\b(?:i (?:suspect|wonder|hypothesi[sz]e|speculate|have a hunch)\b(?! (?:the )?(?:benadryl|medication|side effect|infection))|my (?:hunch|guess|hypothesis|fantasy|theory)\b|hypothes[ie]s:|working hypothesis\b)/
	),
	rule(
		'supposing',
		'hypothesis',
		/\b(?:i (?:think|guess|imagine|believe|take|read|see)\b|as if\b|perhaps\b|maybe\b|could it be\b|possib\w+|probabl\w+|unconscious\w*|defen[cs]e\w*|formulation\b|represents?\b|stands? for\b|underneath\b|really about\b|or is it\b)/
	),
	strong(
		'me-as',
		'transference',
		new RegExp(
			String.raw`\b(?:sees?|saw|treats?|treated|experienc\w+|makes?|made|making|puts?|casts?|cast|uses?|wants?|needs?|relates? to|responds? to|reacts? to) me (?:as|like|into|in the|be|to be|for) (?:a |an |the |his |her |if i |another )?|\bi (?:am|was|become|became|'m) (?:being )?(?:cast|the|her|his|another) (?:as )?(?:\w+ )?${kin}\b|\b(?:paternal|maternal|erotic|negative|positive|idealizing|mirror) transf\w+`
		)
	),
	rule(
		'me',
		'transference',
		/\b(?:(?:with|at|from|of|to|about|toward|towards) me\b|my (?:office|chair|leave|vacation|august|absence|approval|carpet|watch|silence|face|voice|door)\b|remind\w* (?:her|him|me)\b|as w(?:ith|\/) (?:her|his)\b)/
	),
	rule(
		'dream',
		'dream-fantasy',
		/\b(?:dream(?:s|ed|t|ing)?\b(?! (?:job|house|home|car|vacation|trip|school|wedding|team))|nightmares?\b|fantas(?:y|ies|iz\w+|ize[sd]?)\b(?! (?:football|baseball|league|sports?|novels?|books?|games?))|reverie\b|daydream\w*|associat(?:es|ions?|ed)\b|assoc\b)/
	),
	strong(
		'dream-told',
		'dream-fantasy',
		/\b(?:(?:the|a|her|his|this|another|told|reports?|recounted|brought) (?:\w+ )?(?:dream|fantasy)\b(?! (?:log|journal|diary|of opening|job|house|home|car|school|football|league|novel))|dream(?:ed|t) (?:that|of|about|she|he|i)\b|i (?:dreamed|dreamt)\b)|^\s*dream\b\s?[#:;.,(]/
	),
	rule(
		'kin',
		'third-party',
		new RegExp(
			String.raw`\b(?:${kin}|cousin|neighbor|friend|coworker|in-law|landlord|partner)(?:'s|s)?\b`
		)
	),
	rule(
		'secret',
		'third-party',
		/\b(?:affairs?\b|secret\w*|nobody knows\b|never told\b|doesn'?t know\b|hidden\b|hid(?:es|ing)?\b|prison\b|arrested\b|jail\w*|abortion\b|gambl\w+|cheat\w*|embezzl\w+|hiv\b|bankrupt\w*|mistress\b|illegitimate\b|in confidence\b)/
	),
	strong(
		'ask-supervisor',
		'supervision',
		/\b(?:(?:ask|tell|bring|raise|discuss|take|talk|show|consult|role[- ]?play)\b.{0,50}\b(?:supervis(?:or|ion)|consult(?:ant|ation)?|peer (?:group|consult\w*)|consult group)\b(?! (?:hours|log|contract))|supervision q)|^\s*(?:for |re:? )?supervision\s?[:;-]/
	),
	rule(
		'supervision',
		'supervision',
		/\b(?:supervis\w+|consult(?:ant|ation)?\b|peer\b|my analyst\b|my own analysis\b|ask (?:dr\.? )?[a-z]+ (?:about|re|why|if|how|what)\b)/
	),
	rule(
		'spoken',
		'conversation-analysis',
		/\b(?:(?:she|he|they|pt|ct|client|cl) (?:said|asked|answered|replied|laughed|went quiet|whispered|repeated|stopped|paused|smiled|wept|looked)\b|silen(?:ce|t)\b|pauses?d?\b|i (?:said|asked|replied|answered|waited|told|kept quiet|did not answer|interpreted)\b|slip\b|theme\b|verbatim\b)/
	),
	strong(
		'process-recording',
		'conversation-analysis',
		/\b(?:process (?:recording|note)\b|(?:long|another|that|this|a) silence\b|slip of the tongue\b|i interpreted\b|what (?:was|is) (?:she|he) (?:asking|telling|really)\b|said without saying\b)/
	)
];

export const rules: readonly Rule[] = [...chartRules, ...privateRules, ...concepts];

/** The rules whose pattern occurs in a plain text, in the order of the table. */
export function rulesIn(plain: string): readonly Rule[] {
	return rules.filter(({ pattern }) => pattern.test(plain));
}
