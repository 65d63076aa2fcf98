/**
 * The language that the screens speak on this device: English, or the one chosen in Settings or at the door. It is
 * loaded before the first screen and stays until the page is loaded again.
 *
 * Adding one: name it here and in `src/build/messages/hub.ts`, run `npm run messages`, and fill the new catalog.
 */
import { learn } from './say.ts';
import { speak } from './words.loader.ts';

export const languages = { en: 'English', es: 'Español' } as const;
export type Language = keyof typeof languages;

/** How days and numbers are written: a practice of the United States, in its reader's language. */
const tags = { en: 'en-US', es: 'es-US' } as const satisfies Record<Language, string>;

const catalogs = {
	es: () => Promise.all([import('virtual:words/es'), import('virtual:told/es')])
} as const satisfies Record<Exclude<Language, 'en'>, unknown>;

/** Kept beside the device's own name; it tells of the reader, and of nobody's record. */
const place = 'cc-language';

function isLanguage(word: string | null): word is Language {
	return word !== null && Object.hasOwn(languages, word);
}

export function chosenLanguage(kept: Pick<Storage, 'getItem'>): Language {
	const word = kept.getItem(place);
	return isLanguage(word) ? word : 'en';
}

/** Holds from the next load of the page on. */
export function chooseLanguage(kept: Pick<Storage, 'setItem'>, language: Language): void {
	kept.setItem(place, language);
}

let spoken: Language = 'en';

export const spokenLanguage = (): Language => spoken;

export function otherLanguages(): readonly {
	readonly language: Language;
	readonly name: string;
}[] {
	return (Object.keys(languages) as Language[])
		.filter((language) => language !== spoken)
		.map((language) => ({ language, name: languages[language] }));
}

/** For `Intl`. */
export const languageTag = (): string => tags[spoken];

/** Must be done before any screen is loaded: constants are worded then. English stays when the words cannot be had. */
export async function speakIn(language: Language): Promise<void> {
	if (language === 'en') return;
	const [words, { told }] = await catalogs[language]();
	speak(words, language);
	learn(told, tags[language]);
	spoken = language;
}

/** Screens that speak English yet, whatever was chosen. */
const englishOnly = ['/decide', '/cabinet', '/how', '/protected'];
/** What a clinician has of it does; the front desk's part is translated. */
const englishForClinicians = ['/checks'];

/** Whether a screen is shown in English to a reader of another language. */
export function isForeign(path: string, isStaff = false): boolean {
	const places = isStaff ? englishOnly : [...englishOnly, ...englishForClinicians];
	return spoken !== 'en' && places.some((place) => path === place || path.startsWith(`${place}/`));
}
