/** What a box is called on the screens: as it was labelled, else by the day on which it was opened. */
import { languageTag } from '#lib/language/language.ts';
import { shownName } from '#lib/page/shown-name.ts';

interface Titled {
	readonly label?: string | undefined;
	/** ISO time. */
	readonly openedAt: string;
}

export function boxTitle({ label, openedAt }: Titled): string {
	const day = new Intl.DateTimeFormat(languageTag()).format(new Date(openedAt));
	return shownName(label) ?? `Box of ${day}`;
}
