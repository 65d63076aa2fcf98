/** The first pictures, in each language, as the build places them in every page: see `src/build/first-picture.ts`. */
import { languages, speakIn, type Language } from '#lib/language/language.ts';
import { render } from 'svelte/server';
import FirstPicture from './FirstPicture.svelte';

export interface Picture {
	readonly of: 'welcome' | 'door';
	readonly language: Language;
	readonly html: string;
}

export async function drawPictures(): Promise<readonly Picture[]> {
	const pictures: Picture[] = [];
	// English comes first: the others are learned on top of it.
	for (const language of Object.keys(languages) as Language[]) {
		await speakIn(language);
		for (const of of ['welcome', 'door'] as const) {
			const { body } = render(FirstPicture, {
				props: { of },
				idPrefix: `${of}-${language}`
			});
			pictures.push({ of, language, html: body.replace(/<!--.*?-->/g, '').trim() });
		}
	}
	return pictures;
}
