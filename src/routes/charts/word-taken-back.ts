/** What is said once a clinician has taken back the word that a page belongs in the record. */
export const wordTakenBack = 'The word is taken back. The gate asks about this page again.';
