/** The elements of 45 CFR 164.501 as a sentence names them. */
import type { Element } from '#lib/page/suggestion.ts';

export const elementWords: Readonly<Partial<Record<Element, string>>> = {
	medication: 'Medication',
	'session-times': 'Session start and stop times',
	'modality-frequency': 'Modality and frequency of treatment',
	'test-results': 'Results of clinical tests',
	diagnosis: 'Diagnosis',
	'functional-status': 'Functional status',
	'treatment-plan': 'The treatment plan',
	symptoms: 'Symptoms',
	prognosis: 'Prognosis',
	'progress-to-date': 'Progress to date',
	intervention: 'An intervention',
	'risk-safety': 'Risk and safety',
	administrative: 'Something administrative'
};
