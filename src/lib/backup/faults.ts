/** What is wrong with a backup, in words: what it is, and what to do. */
import type { BackupFault } from './verify.ts';

export const backupFaults: Readonly<Record<BackupFault | 'unreadable', string>> = {
	'not-a-backup':
		'This file is not a backup of Chart & Cabinet, or it was cut short. Choose another one.',
	newer: 'This backup was written by a newer version of Chart & Cabinet. Update, then try again.',
	'bad-signature':
		'This backup was not signed by anyone of this practice, or was changed afterwards. Do not use it.',
	'missing-file': 'A part of this backup is missing. Copy it again from where it was saved.',
	'altered-file': 'A part of this backup is damaged. Copy it again from where it was saved.',
	'stray-file': 'This backup holds something that was not in it when it was made. Do not use it.',
	'broken-members':
		'The list of people in this backup does not hold together: it was changed, or a part of it is missing. Do not use it.',
	unreadable:
		'This backup cannot be read to its end. If it is on a stick or another disk, copy it to this machine and choose the copy.',
	'broken-ledger': 'The history in this backup does not hold together. Do not use it.'
};
