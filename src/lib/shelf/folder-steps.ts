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
	}
];
