/** Why a line speaks for the chart or for the cabinet: one plain sentence each, ending in its citation. */
import type { Element } from '#lib/page/suggestion.ts';
import type { Rule } from './rules.ts';

const law = '45 CFR 164.501';
const record = `${law}, designated record set`;
const notes = `${law}, psychotherapy notes`;

const byElement: Readonly<Record<Element, string>> = {
	medication: `Medication and its monitoring: part of the record whatever the heading says. ${law}`,
	'session-times': `Session start and stop times belong in the record. ${law}`,
	'modality-frequency': `What kind of treatment, and how often, belongs in the record. ${law}`,
	'test-results': `The result of a clinical test belongs in the record. ${law}`,
	diagnosis: `A diagnosis belongs in the record. ${law}`,
	'functional-status': `How the client functions day to day belongs in the record. ${law}`,
	'treatment-plan': `The treatment plan belongs in the record. ${law}`,
	symptoms: `Symptoms, present or denied, belong in the record. ${law}`,
	prognosis: `A prognosis belongs in the record. ${law}`,
	'progress-to-date': `Progress to date belongs in the record. ${law}`,
	intervention: `What the clinician did in treatment is part of the record that care is decided on. ${record}`,
	'risk-safety': `A safety fact: it must also be in the chart, whatever else this page holds. ${record}`,
	administrative: `Billing, consent or office paper: part of the record, not a note of the conversation. ${record}`,
	'conversation-analysis': `Retells or analyzes what was said in the session. ${notes}`,
	hypothesis: `The clinician's own guess at a meaning, not a finding for the record. ${notes}`,
	transference: `Analyzes how the client relates to the clinician. ${notes}`,
	countertransference: `The clinician's own feelings in the session. ${notes}`,
	'dream-fantasy': `A dream or fantasy told in session, as content of the conversation. ${notes}`,
	'third-party': `A private matter of another person, told in confidence during the session. ${notes}`,
	supervision: `A question for the clinician's own supervision or consultation. ${notes}`,
	neutral: `Says nothing about which kind of page this is. ${law}`
};

/** Where the pattern says more than the element does. */
const byRule: Readonly<Record<string, string>> = {
	dose: `Medication and dose: part of the record whatever the heading says. ${law}`,
	'medicine-dose': `Medication and dose: part of the record whatever the heading says. ${law}`,
	'clock-range': `Start and stop times of the session belong in the record. ${law}`,
	'start-stop': `Start and stop times of the session belong in the record. ${law}`,
	'procedure-code': `A procedure code names the modality furnished, which belongs in the record. ${law}`,
	'test-score': `A named test with its score: results of clinical tests belong in the record. ${law}`,
	'diagnosis-code': `A diagnosis code belongs in the record. ${law}`,
	suicide: `Suicidal or homicidal ideation, present or denied: a safety fact that must be in the chart. ${record}`,
	harm: `Harm or a safety plan: a safety fact that must be in the chart. ${record}`,
	weapon: `A means of harm within reach: a safety fact that must also be in the chart. ${record}`,
	payment: `Charges and payments are billing records. ${record}`,
	consent: `A consent or authorization is a record of its own. ${record}`,
	countertransference: `Names countertransference: the clinician's own reaction to the session. ${notes}`,
	transference: `Names transference: how the client relates to the clinician. ${notes}`,
	'process-recording': `A record of the session's conversation itself. ${notes}`
};

export function reasonFor(element: Element, rules: readonly Rule[]): string {
	const said = rules.find((rule) => rule.element === element && byRule[rule.name] !== undefined);
	return (said && byRule[said.name]) ?? byElement[element];
}

/** How an element is called in a sentence. */
export const elementNames: Readonly<Record<Element, string>> = {
	medication: 'medication',
	'session-times': 'session times',
	'modality-frequency': 'kind and frequency of treatment',
	'test-results': 'test results',
	diagnosis: 'diagnosis',
	'functional-status': 'daily functioning',
	'treatment-plan': 'treatment plan',
	symptoms: 'symptoms',
	prognosis: 'prognosis',
	'progress-to-date': 'progress',
	intervention: 'interventions',
	'risk-safety': 'safety',
	administrative: 'office paper',
	'conversation-analysis': 'what was said in the session',
	hypothesis: "the clinician's guesses",
	transference: 'transference',
	countertransference: "the clinician's own feelings",
	'dream-fantasy': 'dreams or fantasies',
	'third-party': 'private matters of others',
	supervision: 'questions for supervision',
	neutral: 'nothing telling'
};
