import { describe, expect, it } from 'vitest';
import { offerFor } from '#lib/desk/whose-page.ts';
import type { Client, PageHints } from '#lib/page/client.ts';
import type { CalendarDate, DateOfService } from '#lib/page/date.ts';
import type { BoxId, ClientId, PageId } from '#lib/page/ids.ts';
import type { TrayPage } from '#lib/tray/state.ts';
import { newId } from '#lib/vault/random.ts';

const ana: Client = { id: newId<ClientId>(), name: 'Ana Marlow' };
const ben: Client = { id: newId<ClientId>(), name: 'Ben Okafor' };
const cleo: Client = { id: newId<ClientId>(), name: 'Cleo Dane' };
const gone = newId<ClientId>();

const bare: TrayPage = {
	side: {
		...{ page: newId<PageId>(), box: newId<BoxId>(), order: 0, filePage: 1, filePages: 1 },
		...{ sha256: '', mediaType: 'image/png', width: 1, height: 1, dpi: 300 }
	},
	picture: { sha256: '', size: 0 },
	thumbnail: { sha256: '', size: 0 },
	takenAt: '',
	turn: 0
};

describe('whose papers are in the box, as whoever fed it says', () => {
	it.each([
		['is offered where nothing else is known', {}, undefined, ana.id, ana.id, 'box'],
		[
			'gives way to what the page says',
			{ hints: { name: ben.name } },
			undefined,
			ana.id,
			ben.id,
			'page'
		],
		[
			'gives way to a name that was misread',
			{ hints: { name: 'Ben Okafcr' } },
			undefined,
			ana.id,
			ben.id,
			'likely'
		],
		[
			'gives way to a separator sheet',
			{ behind: { keepPrivate: false, client: cleo.id } },
			undefined,
			ana.id,
			cleo.id,
			'separator'
		],
		['gives way to what was chosen before', {}, ben.id, ana.id, ben.id, 'kept'],
		['agrees with what was chosen before', {}, ana.id, ana.id, ana.id, 'box'],
		['counts for nothing where it names nobody here', {}, undefined, gone, undefined, 'kept'],
		['may be missing', {}, ben.id, undefined, ben.id, 'kept']
	] as const)('%s', (_, facts, client, indexed, offered, from) => {
		const offer = offerFor({ ...bare, ...facts }, [ana, ben, cleo], { client }, indexed);
		expect(offer).toMatchObject({ clientFrom: from });
		expect(offer.client).toBe(offered);
	});
});

describe('of which day the page is', () => {
	const read = '2008-10-07' as CalendarDate;
	const named = '2008-10-01' as DateOfService;
	const before = '2008-09-30' as DateOfService;
	it.each([
		['what it says', { hints: { serviceDate: read } }, read, 'page'],
		[
			'what it seems to say, in doubt',
			{ hints: { serviceDate: read, dateUnsure: true } },
			read,
			'likely'
		],
		[
			'what it says before the day of its file',
			{ hints: { serviceDate: read }, fileDay: named },
			read,
			'page'
		],
		[
			'the day of its file before what was hard to read',
			{ hints: { serviceDate: read, dateUnsure: true }, fileDay: named },
			named,
			'file'
		],
		['the day of its file before that of the page before', { fileDay: named }, named, 'file']
	] as const)(
		'is %s',
		(_, { fileDay, ...facts }: { fileDay?: DateOfService; hints?: PageHints }, day, from) => {
			const side = { ...bare.side, ...(fileDay ? { fileDay } : {}) };
			const kept = { client: ana.id, serviceDate: before };
			const offer = offerFor({ ...bare, ...facts, side }, [ana], kept, ana.id);
			expect(offer).toMatchObject({ serviceDate: day, dateFrom: from });
		}
	);
});
