/** Runs in the tab: an index of drawn pages, and questions to it. What it times is what the search worker does. */
import type { ClientId, FolderId, PageId } from '#lib/page/ids.ts';
import { PageIndex } from '#lib/search/page-index.ts';
import { openIndex, sealIndex } from '#lib/search/sealed-index.ts';
import { createFolder } from '#lib/vault/folder.ts';
import { makeIdentity } from '#lib/vault/identity.ts';
import { newId } from '#lib/vault/random.ts';

export interface SearchTimes {
	/** Milliseconds. */
	readonly made: number;
	readonly kept: number;
	readonly opened: number;
	readonly bytes: number;
	readonly words: number;
	readonly took: readonly number[];
}

/** As the letters of English fall. */
const letters = 'etaoinshrdlucmfwypvbgkjqxz';
/** What a practice of some years writes, names and misreadings among it. */
const vocabularySize = 60_000;
const wordsOnPage = 220;
const clients = 800;

/** What English says most often, in its order: these are nobody's search words, and the index leaves them out. */
const frequent =
	'the to and a of was in for that is on with he she her it his as be at this had by not are from or have an they but were been has their there would will so if'.split(
		' '
	);

function seeded(seed: number): () => number {
	let state = seed;
	return () => (state = (state * 1664525 + 1013904223) >>> 0) / 2 ** 32;
}

/** Words as they are spread in real text: the nth is n times rarer than the first. */
class Draw {
	readonly random = seeded(7);
	readonly words = [
		...frequent,
		...Array.from({ length: vocabularySize - frequent.length }, () =>
			Array.from(
				{ length: 2 + Math.floor(this.random() * 9) },
				() => letters[Math.floor(this.random() ** 1.6 * letters.length)]
			).join('')
		)
	];

	word(): string {
		const at = Math.floor(Math.exp(this.random() * Math.log(vocabularySize))) - 1;
		return this.words[at] ?? '';
	}

	/** Every twentieth word is misread in one letter. */
	read(): string {
		const word = this.word();
		if (this.random() > 0.05) return word;
		const at = Math.floor(this.random() * word.length);
		return word.slice(0, at) + (letters[Math.floor(this.random() * 26)] ?? '') + word.slice(at + 1);
	}

	/** One to three words of a page; every fourth question has a slip, every fourth ends early. */
	question(): string {
		const words = Array.from({ length: 1 + Math.floor(this.random() * 3) }, () => this.word());
		const last = words.pop() ?? '';
		const kind = this.random();
		const end = kind < 0.25 ? `${last.slice(0, -2)}x` : kind < 0.5 ? last.slice(0, 4) : last;
		return [...words, end].join(' ');
	}
}

export async function searchTimes(pages: number, questions: number): Promise<SearchTimes> {
	const draw = new Draw();
	const texts = Array.from({ length: pages }, () =>
		Array.from({ length: wordsOnPage }, () => draw.read()).join(' ')
	);
	let at = performance.now();
	const lap = (): number => {
		const since = performance.now() - at;
		at = performance.now();
		return since;
	};
	const index = new PageIndex();
	lap();
	texts.forEach((text, i) => {
		const client = `client-${i % clients}` as ClientId;
		const about = `${draw.words[100 + (i % clients)] ?? ''} progress note 12 March ${2000 + (i % 25)}`;
		index.add({ page: newId<PageId>(), client, print: String(i), text, about });
	});
	const made = lap();
	const { recipient } = await makeIdentity();
	const { key } = await createFolder('chart', newId<FolderId>(), [recipient]);
	lap();
	const sealed = await sealIndex(key, index);
	const kept = lap();
	const again = await openIndex(key, sealed);
	const opened = lap();
	if (!again) throw new Error('the index does not open');
	const took = Array.from({ length: questions }, () => {
		const text = draw.question();
		lap();
		again.find({ text, most: 20 });
		return lap();
	});
	return { made, kept, opened, bytes: sealed.length, words: pages * wordsOnPage, took };
}
