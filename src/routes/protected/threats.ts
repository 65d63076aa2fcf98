/** What may happen, what stands against it and what does not; each promise with the test that keeps it. */

/** Who keeps a promise: keys hold without this program, the program holds while it is the one that runs. */
export type Keeper = 'keys' | 'app' | 'nobody';

export interface Threat {
	readonly what: string;
	readonly keeper: Keeper;
	readonly defence: string;
	/** What is left over, honestly. */
	readonly left: string;
	/** Test files, and words from the name of the test in each. */
	readonly tests: readonly (readonly [file: string, name: string])[];
}

export const threats: readonly Threat[] = [
	{
		what: 'The computer is stolen while it is switched off',
		keeper: 'keys',
		defence:
			'Pages, notes and decisions are stored sealed. Your passphrase opens them, and each guess is made slow.',
		left: 'A short or well-known passphrase can be guessed. Without a key one still sees the names of the practice and its people, how many entries each of them wrote, and how many and how big the stored pieces are, those of a cabinet as well.',
		tests: [
			['test/practice/practice.test.ts', 'leaves no passphrase, kit or key readable in its files'],
			['test/vault/person.test.ts', 'is locked with the work that the design asks for'],
			['test/ledger/ledger.test.ts', 'what is stored holds no word of what was done']
		]
	},
	{
		what: 'Somebody sits down at your desk',
		keeper: 'app',
		defence:
			'The app locks after 10 minutes without a touch and after sleep. An open cabinet closes 2 minutes after it was last touched, whatever you do elsewhere, or 1 minute after its window is hidden.',
		left: 'Before that, whoever sits there sees what you see. A locked window can still leave traces in the computer’s memory. Close the window to end the day.',
		tests: [
			['test/desk/desk.test.ts', 'calls once when nothing was touched for long enough'],
			['test/desk/desk.test.ts', 'takes a jump of the clock for sleep'],
			['test/desk/cabinet.browser.test.ts', 'closes sooner when its window is hidden'],
			['test/desk/cabinet.browser.test.ts', 'however busy somebody is elsewhere']
		]
	},
	{
		what: 'Somebody who may open the charts wants to read your cabinet',
		keeper: 'keys',
		defence:
			'The key of the charts does not open the cabinet. It takes your own keys and a second passphrase, or a passkey that you added. A page dropped in by somebody else cannot be taken out by them.',
		left: 'Whoever scanned the page has seen the paper, and may still have the scan. A passkey is as safe as what unlocks your device: add none where others know its PIN.',
		tests: [
			['test/vault/passkey.test.ts', 'opens for nobody else, though they hold the device'],
			['test/vault/folder.test.ts', 'holds nothing that a chart’s key opens'],
			['test/vault/folder.test.ts', 'takes both: the unlocked clinician and its own passphrase'],
			['test/cabinet/slot.test.ts', 'takes from a colleague what no key of theirs opens again']
		]
	},
	{
		what: 'Something of a private page stays outside the cabinet',
		keeper: 'app',
		defence:
			'A page that you lock away leaves your tray: its picture, its words and what was suggested of it are removed there. No history outside the cabinet is given a word of it.',
		left: 'Your tray’s history keeps, under your desk passphrase, that the page was there, its client and date, and what kinds of lines were found on it; of pages that earlier versions read, also the few lines that spoke for the suggestion. A page that stood in the chart first stays in the chart’s history with its number, client, date and the hash of its original; if it went out in a packet, what that packet is made of stays there too. A mixed page’s part in the chart shows that something was taken out. Older backups hold the tray as it was, and the browser may leave removed pieces on the disk for a while, sealed.',
		tests: [
			['test/practice/left-outside.test.ts', 'has left no word and no picture'],
			['test/desk/feed.browser.test.ts', 'and none of their words'],
			['test/tray/state.test.ts', 'stood in the chart']
		]
	},
	{
		what: 'An owner of the practice wants to read a colleague’s cabinet',
		keeper: 'keys',
		defence:
			'An owner lets people in and out, and gives staff new keys. No key of an owner, and neither of the owner’s kits, opens a tray or cabinet that is not theirs.',
		left: 'Whoever installs software on the computer can change the program, or watch the keyboard. That is true of every program.',
		tests: [
			['test/practice/role-matrix.test.ts', 'reads only what is theirs'],
			['test/practice/people.test.ts', 'never a way to become a clinician']
		]
	},
	{
		what: 'You cannot come, and your notes are needed',
		keeper: 'keys',
		defence:
			'One colleague whom you named yourself can open your cabinet to read it, out of their own open cabinet. That they did is signed and stands in everybody’s history; why, in yours and theirs. Nobody else can name them for you.',
		left: 'That the reason comes first, this program sees to, not the key. A key once given cannot be called back: if you take the name back, whoever kept a copy of it can still read with it. Without a successor, your passphrase, passkey and printed kit are the only ways in.',
		tests: [
			['test/practice/wills.test.ts', 'only who may, whatever somebody writes into storage'],
			['test/practice/role-matrix.test.ts', 'reads it only with files that she kept from before'],
			['test/desk/will.browser.test.ts', 'for everybody that it happened']
		]
	},
	{
		what: 'Somebody leaves, and not as a friend',
		keeper: 'keys',
		defence:
			'The charts get a new key that is not sealed to them, they cannot unlock, and nothing that they sign afterwards counts.',
		left: 'What they could open before, they may have copied. Pages that were filed earlier keep their earlier key until an owner seals them anew in Settings; the history’s entries from before keep it for good, and a copy of the files from before still opens with theirs. Change what they know: the computer’s password, the alarm, the lock.',
		tests: [
			['test/practice/role-matrix.test.ts', 'staff who kept the files from before they left'],
			['test/practice/people.test.ts', 'what somebody writes after they left is a fault'],
			['test/practice/reseal.test.ts', 'under a key that somebody who left may have kept'],
			['test/journeys/people.test.ts', 'lets somebody go']
		]
	},
	{
		what: 'A private page slips into a packet',
		keeper: 'app',
		defence:
			'Packets are built where no key of the cabinet is. Each packet is read back and proved against its plan before it can be saved.',
		left: 'A private page that was filed to the chart by mistake is a chart page. Look through the packet.',
		tests: [
			['test/walls.test.ts', 'lets no import path lead from the release room to a private room'],
			['test/release/proof.test.ts', 'catches a builder that'],
			['test/journeys/paper-to-packet.test.ts', 'releases no word of a private page']
		]
	},
	{
		what: 'Somebody with a right to ask wants your private notes',
		keeper: 'app',
		defence:
			'They leave the cabinet only in a packet of their own: pages that you chose one by one, on a ground that the law names, with a copy of the paper, your passphrase once more and a second person’s signature. There is no way for a subpoena alone.',
		left: 'Whether the paper in your hand is what it says, you and your counsel decide. Where nobody else works with you, the second person’s name stands on your word. The packet itself is not sealed.',
		tests: [
			['test/cabinet-release/doors.test.ts', 'no subpoena, no payment, no treatment'],
			['test/practice/second-person.test.ts', 'has signed nothing about another'],
			['test/desk/notes-release.browser.test.ts', 'before the file is handed out'],
			['test/journeys/cabinet.test.ts', 'and in none outside']
		]
	},
	{
		what: 'A colleague in training should see some private pages',
		keeper: 'app',
		defence:
			'You lend copies of the pages that you choose, into that colleague’s own locked cabinet, for up to 90 days. You see when they look, and can take the copies back.',
		left: 'That a loan ends, this program sees to, not a key: whoever kept a copy of their storage from before can still open what was lent, and what was read was read.',
		tests: [
			['test/practice/supervision.test.ts', 'to the one colleague, in their own cabinet'],
			['test/practice/supervision.test.ts', 'ends by itself when its time is over'],
			['test/practice/supervision.test.ts', 'changes nothing that is not theirs']
		]
	},
	{
		what: 'Records are changed behind your back',
		keeper: 'keys',
		defence:
			'Every decision is signed and chained to the one before. Anything changed, left out or exchanged in the middle is found; Checks walks every chain when you ask, the list of your people too.',
		left: 'Whoever controls the computer can delete what lies on it. To put back both an older copy and the note that stands for it is not found here: keep backups elsewhere.',
		tests: [
			['test/ledger/chain.test.ts', 'any event left out of the middle'],
			['test/ledger/chain.test.ts', 'any bit of any stored event turned'],
			['test/practice/verify.test.ts', 'where the newest entries are cut off'],
			['test/practice/practice.test.ts', 'of one byte of an event is seen']
		]
	},
	{
		what: 'The browser loses data',
		keeper: 'app',
		defence:
			'A history that was cut short, changed or emptied is noticed at the next unlock. Nothing is then written, and a backup can be put back after it was checked. Once a day a part of the stored pages is looked at; a damaged one is mended from a backup.',
		left: 'A page that went bad is noticed when its turn comes, within 30 days of use, or when it is opened. Pages since your last backup are on paper only. If everything of this site is cleared, the note that a practice was here is gone too.',
		tests: [
			['test/practice/practice.test.ts', 'nothing opens, and nothing is written'],
			['test/practice/practice.test.ts', 'is what an empty storage is where a practice was noted'],
			['test/ledger/folder.test.ts', 'opens only as what was named'],
			['test/backup/backup.test.ts', 'give the same practice with the same pages']
		]
	},
	{
		what: 'You forget a passphrase',
		keeper: 'keys',
		defence:
			'A clinician’s own kit renews both passphrases, and it was tried before anything was written. Staff have no kit: an owner gives them new keys.',
		left: 'Your own kit is as good as your keys: whoever holds that paper and a copy of the data can read what you can. The practice kit opens the charts in a backup, and no tray or cabinet. Kit lost and passphrase lost: the records are lost. Nobody can help, and that is the point.',
		tests: [
			['test/practice/practice.test.ts', 'renews both passphrases and refuses the old ones'],
			['test/vault/person.test.ts', 'comes back with the printed kit, as the same person'],
			['test/practice/people.test.ts', 'the charts open, and what was signed before still counts']
		]
	},
	{
		what: 'A backup is lost or stolen',
		keeper: 'keys',
		defence:
			'A backup holds the same sealed pages. Charts and private pages go into separate files, and the charts’ file holds nothing of a cabinet.',
		left: 'A backup together with the kit that belongs to it is everything in it. Keep them in different places. An older backup brings back the people and passphrases of its day, unless newer ones stand where it is restored.',
		tests: [
			['test/backup/backup.test.ts', 'holds no file and no piece of a tray or cabinet'],
			['test/backup/backup.test.ts', 'is refused when a stranger signed it'],
			['test/backup/backup.test.ts', 'a file that names a stranger lets nobody sign']
		]
	},
	{
		what: 'The app sends something out',
		keeper: 'app',
		defence:
			'Pages are read and sorted on this device. The browser is told to refuse every other address.',
		left: 'What you save or print yourself is yours to guard: packets are not sealed.',
		tests: [
			['test/journeys/ways-out.test.ts', 'carries no byte away, even for a script of our own'],
			['test/server/headers.test.ts', 'of pages allows no inline script'],
			['test/journeys/paper-to-packet.test.ts', 'sends nothing anywhere']
		]
	},
	{
		what: 'Whoever serves this app changes it',
		keeper: 'nobody',
		defence: 'None that would hold. Use an address that you or somebody you trust looks after.',
		left: 'A changed app can read everything from the next unlock on.',
		tests: []
	},
	{
		what: 'A browser extension, a virus, a camera over your shoulder',
		keeper: 'nobody',
		defence: 'None. What can read your screen or your keys can read your records.',
		left: 'Use a browser profile of its own, without extensions, and keep the computer up to date.',
		tests: []
	},
	{
		what: 'Somebody keeps a copy that they made while they could',
		keeper: 'nobody',
		defence: 'None. Nothing takes back a saved packet, a photo of the screen or an old backup.',
		left: 'Agree in writing what people who leave must give back.',
		tests: []
	}
];

/** What lies outside the program, to be done by hand; the name is how a tick is kept. */
export const byHand: readonly (readonly [name: string, todo: string, why: string])[] = [
	[
		'disk-encryption',
		'Switch on disk encryption',
		'BitLocker, FileVault or LUKS: it also covers what other programs leave.'
	],
	['screen-lock', 'Switch on the screen lock', 'After a few minutes, with a password.'],
	[
		'browser-profile',
		'Give this app a browser profile of its own',
		'Without extensions, used for nothing else.'
	],
	[
		'kits',
		'Print the recovery kits and put them away',
		'Not beside the computer, and not beside the backup.'
	],
	[
		'backups',
		'Save both backups and read them back',
		'In Settings. The charts’ file and the private one apart.'
	],
	[
		'leftovers',
		'Empty the scanner’s memory and the Downloads folder',
		'And the bin. Scans lie there unsealed.'
	],
	[
		'paper',
		'Keep the paper until the backups were read back',
		'And as long as your law and your board say.'
	]
];
