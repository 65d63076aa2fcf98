/** Clients as a list to choose from: by name, told apart by birth date and record number. Pure. */
import type { ClientRow } from '#lib/desk/charts.svelte.ts';
import { dayInWords } from '#lib/ui/moments.ts';

export function clientChoices(rows: readonly ClientRow[]): readonly {
	readonly value: string;
	readonly label: string;
	readonly detail: string | undefined;
}[] {
	return rows.map(({ client: { id, name, birthDate, recordNumber } }) => ({
		value: id,
		label: name,
		detail:
			[
				birthDate && `born ${dayInWords(birthDate)}`,
				recordNumber && `record number ${recordNumber}`
			]
				.filter(Boolean)
				.join(', ') || undefined
	}));
}
