/** What is said once a clinician has taken back the word that a page belongs in the record. */
export const wordTakenBack =
	'The word is taken back. Front desk sends this page no more until a clinician signs again.';
