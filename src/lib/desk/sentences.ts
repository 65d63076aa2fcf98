/** Every expected failure in words: what happened, and what to do. No name and no page's word is ever in them. */

const notStored = {
	behind: 'Another tab or window changed this practice first. Nothing was lost: try again.',
	full: 'This device is out of space, so nothing was changed. Free some space, then try again.',
	'nearly-full':
		'The browser’s storage is nine tenths full, so no more pages are taken in, and nothing was changed. Free space on this device, then go on.',
	broken:
		'The browser could not write to its storage. Nothing was filed: close other tabs, reload, and try again.',
	outdated:
		'A newer version of Chart & Cabinet has written here. Nothing is damaged: reload this page to go on with that version. If this comes again, and no newer version was ever used here, save both backups (Settings, Backup), clear this address’s data in the browser’s settings, and restore them on the empty start.'
} as const;

const failures = {
	...notStored,
	'needs-client': 'Choose whose page this is first.',
	'needs-regions': 'Mark what is private on the page first.',
	'needs-attestation':
		'This paper was kept in the chart. Say in your own words why it is private first.',
	'needs-cabinet': 'This page is in your locked cabinet. Open the cabinet, then take it back.',
	'needs-pages': 'Choose at least one page first.',
	'needs-programme': 'Say which training programme this is for.',
	'no-such-day': 'Choose a last day from today on, and no more than 90 days ahead.',
	'no-such-cabinet': 'That colleague has no cabinet in this practice. Choose another place for it.',
	'with-colleague':
		'This page is in a colleague’s locked cabinet now. Ask the colleague to hand it back.',
	'not-decided': 'There is no decision on this page to take back.',
	'wrong-passphrase': 'That passphrase does not open it. Check capitals and spaces, and try again.',
	'same-passphrase':
		'That one opens the other lock too. Choose another: whoever learns the one must not have the other.',
	'too-short': 'Some of the recovery code is missing: it has 58 letters and digits.',
	'too-long': 'That is longer than a recovery code: it has 58 letters and digits.',
	mistyped:
		'There is a typing mistake in the recovery code. Compare it with the paper, group by group.',
	'another-kit': 'That is a recovery code, but not the one for this practice and person.',
	'not-loaded':
		'The rest of the program could not be loaded. Nothing is lost: connect to the address that you installed it from, reload this page, and unlock again.',
	damaged:
		'A key file of this practice is damaged. Nothing was changed: restore your latest backup.',
	'damaged-key':
		'The key file of this cabinet is missing, or is not the one that belongs to it. The cabinet stays closed, and nothing in it was changed. Put your latest private backup back: Settings, Backup.',
	'unproved-key':
		'That passphrase does not open it, and its key file is not the one that last opened this cabinet. If you are sure of the passphrase, somebody has exchanged the file: put your latest private backup back, in Settings, Backup. Nothing in the cabinet was changed.',
	'damaged-history':
		'The history of this cabinet does not hold, so it stays closed and nothing is written into it. Put your latest private backup back: Settings, Backup.',
	'not-stored': 'The new passphrase could not be stored. The old one still works: try again.',
	'no-right': 'Only an owner of the practice may do this, and one owner must stay.',
	older:
		'This practice was set up by an earlier version, without a practice kit. It can have one person only: set up a new practice to work together.',
	'charts-only':
		'The charts alone are open here, and this is noted in every tray and cabinet. Restore the private backup first.',
	'kit-untried': 'The new kit has not been tried yet. Type its code back from the paper.',
	cancelled:
		'Nothing was changed and nothing opened: the passkey was not given, or this device does not have it any more. The passphrase works as ever.',
	cannot:
		'The passkeys of this device and browser cannot open a cabinet. The passphrase works as ever; a new passkey that the device may list now opens nothing, and can be deleted there.',
	'another-address':
		'This passkey was made at another address of this program, and answers only there. The passphrase works here.',
	'needs-reason': 'Say in your own words why you open this cabinet first.',
	'not-yours':
		'A key file here was sealed to somebody else, so it is not the one that belongs here. Nothing was changed: put your latest backup back.'
} as const;

export type Failure = keyof typeof failures;

export function sentenceFor(why: Failure): string {
	return failures[why];
}

/** The outcome of an act as a screen shows it. */
export type Outcome = { readonly ok: true } | { readonly ok: false; readonly sentence: string };

export const fine: Outcome = { ok: true };

export function outcomeOf(
	result: { readonly ok: true } | { readonly ok: false; readonly why: Failure }
): Outcome {
	return result.ok ? fine : { ok: false, sentence: sentenceFor(result.why) };
}
