/** What a recovery kit's paper tells a stranger to type: three `age` commands that open a backup without this program. */
import type { FolderId } from '#lib/page/ids.ts';
import type { KitCommand } from '#lib/ui/kit.ts';

/** In order. `folder`: the one that the kit opens, the chart or the clinician's cabinet. */
export function kitCommands(
	kind: 'practice' | 'cabinet',
	folder: FolderId
): readonly [KitCommand, KitCommand, KitCommand] {
	const pages = (key: string): KitCommand => ({
		command: `for f in blobs/*.age; do age -d -i ${key} "$f" > "\${f%.age}"; done`,
		does: 'Opens its pages as ordinary picture files; those of other folders are refused.'
	});
	if (kind === 'practice') {
		return [
			{
				// The chart gets another key whenever somebody leaves: the kit opens every one of them.
				command: `for f in folders/${folder}/e*.key.age; do age -d -i kit.txt "$f"; done > chart.key`,
				does: 'Opens the chart’s keys.'
			},
			{
				command: `age -d -i chart.key folders/${folder}/index.age > index.json`,
				does: 'Opens the list of clients and pages: which page is which file.'
			},
			pages('chart.key')
		];
	}
	return [
		{
			command: `age -d -i kit.txt folders/${folder}/e1.kit.age > cabinet.key`,
			does: 'Opens your locked cabinet’s key.'
		},
		{
			command: `for f in folders/${folder}/events/*.event; do tail -n +2 "$f" | age -d -i cabinet.key > "$f.json"; done`,
			does: 'Opens the cabinet’s history: which page is which file.'
		},
		pages('cabinet.key')
	];
}
