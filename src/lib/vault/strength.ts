/** How long a passphrase would hold against somebody who has the key file. */
export interface Strength {
	/** 0 to 4; from 3 on it may be used. */
	readonly score: 0 | 1 | 2 | 3 | 4;
	/** One plain sentence for the screen. It never repeats the passphrase. */
	readonly sentence: string;
}

const sentences: Readonly<Record<Strength['score'], string>> = {
	0: 'Too easy to guess: take five or six unrelated words.',
	1: 'Easy to guess: take five or six unrelated words.',
	2: 'Could be guessed with some effort: add a word or two.',
	3: 'Hard to guess.',
	4: 'Very hard to guess.'
};

type Test = (passphrase: string, known: readonly string[]) => Strength;

let loading: Promise<Test> | undefined;

/** `known`: words that a guesser would try first, e.g. the practice's and the person's names. */
export async function strengthOf(
	passphrase: string,
	known: readonly string[] = []
): Promise<Strength> {
	// Remembered: only public word lists are kept here, nothing that was typed.
	loading ??= load();
	return (await loading)(passphrase, known);
}

/** The word lists are 1 MB and more: they are fetched when the first passphrase is chosen, not before. */
async function load(): Promise<Test> {
	const [{ ZxcvbnFactory }, common, english] = await Promise.all([
		import('@zxcvbn-ts/core'),
		import('@zxcvbn-ts/language-common'),
		import('@zxcvbn-ts/language-en')
	]);
	const zxcvbn = new ZxcvbnFactory({
		dictionary: { ...common.dictionary, ...english.dictionary },
		graphs: common.adjacencyGraphs,
		translations: english.translations
	});
	return (passphrase, known) => {
		// Its work grows with length, and beyond this nothing gets weaker.
		const { score, feedback } = zxcvbn.check(passphrase.slice(0, 100), [...known]);
		const warning = score < 3 ? feedback.warning : null;
		return { score, sentence: warning ? `${warning} ${sentences[score]}` : sentences[score] };
	};
}
