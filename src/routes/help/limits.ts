/** The words of the program, and what it does not know or cannot do, as Help says them. */

export const words = [
	{
		word: 'Box',
		means: 'What one feed brought in. Sides in equal fates out, or it says what is missing.'
	},
	{
		word: 'Chart',
		means:
			'A client’s record, which clients, insurers and courts may see. Whatever is filed here can be released.'
	},
	{
		word: 'Cabinet',
		means:
			'One clinician’s locked, private store. It has a passphrase of its own, and packets from the charts hold nothing of it.'
	},
	{
		word: 'Mixed page',
		means:
			'Chart and private matter on one side of paper. It is split: the chart gets a part without the private regions, the cabinet the whole.'
	},
	{ word: 'Suggestion', means: 'What the program would say of a page, and why. It files nothing.' },
	{
		word: 'Packet',
		means: 'The PDF that answers a request, read again from its finished bytes before it is saved.'
	},
	{ word: 'Backup', means: 'A sealed copy in files of yours. It counts once it was read back.' }
] as const;

export const limits = [
	{
		what: 'It does not decide',
		how: 'A page that somebody files to the chart by mistake is chart, and can go out. The gate before a release and the checks look once more; they do not catch everything.'
	},
	{
		what: 'Suggestions are wrong at times',
		how: '“How suggestions are made” shows how often, on which pages. A one-line private aside in unusual words can pass for chart.'
	},
	{
		what: 'Handwriting',
		how: 'Often it cannot be read, and then it says so. Nothing that was not read can be searched for, or found to be private.'
	},
	{
		what: 'It is not the law',
		how: 'A locked page is not a psychotherapy note because it is locked (45 CFR 164.501). Letters and forms are to be read with counsel. Nobody becomes compliant by using a program.'
	},
	{
		what: 'Lost keys',
		how: 'Without a passphrase and without the printed recovery kit, nobody opens the pages again. There is no back door.'
	},
	{
		what: 'This device',
		how: 'Locking lets go of keys, but only closing the window clears the machine’s memory. Encrypt the disk. A browser can lose its storage: keep a backup.'
	},
	{
		what: 'Large scans',
		how: 'Scans of more than 60 million dots are refused with that reason, and very thick files need much memory.'
	},
	{
		what: 'Browsers',
		how: 'It was tried in Chromium (Chrome, Edge). Firefox and Safari are untried.'
	}
] as const;
