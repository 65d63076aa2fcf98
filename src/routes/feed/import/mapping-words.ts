/** What a folder is taken for, as a choice and in words. */
import type { ImportRow } from '#lib/desk/import.svelte.ts';
import type { Mapping } from '#lib/desk/import-plan.ts';
import type { Client } from '#lib/page/client.ts';
import type { ClientId } from '#lib/page/ids.ts';
import type { Option } from '#lib/ui/field.ts';
import { dayInWords } from '#lib/ui/moments.ts';

const each = 'Page by page, as each says';
const none = 'Left out';

export function mappingWords(mapping: Mapping, clients: readonly Client[]): string {
	switch (mapping.is) {
		case 'client':
			return clients.find(({ id }) => id === mapping.client)?.name ?? '';
		case 'new':
			return `New client: ${mapping.client.name}`;
		case 'each':
			return each;
		case 'none':
			return none;
	}
}

/** What a folder says of its client besides the name. */
export function saysWords({ birthDate, recordNumber }: Omit<Client, 'id' | 'name'>): string {
	const born = birthDate && `born ${dayInWords(birthDate)}`;
	return [born, recordNumber && `record ${recordNumber}`].filter(Boolean).join(', ');
}

/** Every choice for a folder; `is` alone names those that are no client. */
export function optionsFor({ says }: ImportRow, clients: readonly Client[]): readonly Option[] {
	const { name } = says;
	return [
		...(name ? [{ value: 'new', label: `New client: ${name}`, detail: saysWords(says) }] : []),
		{ value: 'each', label: each },
		{ value: 'none', label: none },
		...clients.map((client) => ({
			...{ value: client.id, label: client.name, detail: saysWords(client) }
		}))
	];
}

export function valueOf(mapping: Mapping): string {
	return mapping.is === 'client' ? mapping.client : mapping.is;
}

export function mappingOf(value: string, { says }: ImportRow): Mapping {
	const { name, ...rest } = says;
	if (value === 'new' && name) return { is: 'new', client: { name, ...rest } };
	if (value === 'each' || value === 'none') return { is: value };
	return { is: 'client', client: value as ClientId };
}
