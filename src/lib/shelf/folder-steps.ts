/** The shapes that a folder's database has had. See [Note: Shapes]. */
import type { Step } from './database.ts';

export const folderSteps: readonly [Step, ...Step[]] = [
	{ stores: { events: 'n', blobs: 'id', kept: 'name' } },
	// What should lie here, apart from the pieces: one that storage lost is then missed also where nobody may open the
	// folder and read its history. A program that removed pieces without the list would make it tell of losses.
	{
		stores: { listed: 'id' },
		async fill(upgrade) {
			const ids = await upgrade.table('blobs').toCollection().primaryKeys();
			await upgrade.table('listed').bulkPut(ids.map((id) => ({ id: id as string })));
		},
		shutsOut: true
	},
	// What an act removed on purpose: a piece that is in neither list was lost. An older program that removes without
	// noting it here makes a backup keep a piece too long, and harms nothing.
	{ stores: { removed: 'id' } }
];
