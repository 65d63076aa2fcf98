/** Import: folders that another system exported, a box for each client's, looked over before any of it is taken in. */
import type { Chart } from '#lib/chart/chart.ts';
import { sha256Hex } from '#lib/packet/sha256.ts';
import { clientFor, type Client } from '#lib/page/client.ts';
import { dayOf } from '#lib/page/date.ts';
import type { Provenance } from '#lib/page/fate.ts';
import type { BoxId, ClientId } from '#lib/page/ids.ts';
import type { TrayBox } from '#lib/tray/state.ts';
import type { Tray } from '#lib/tray/tray.ts';
import type { FeedDesk } from './feed.svelte.ts';
import {
	depthOf,
	exportedFolders,
	mappingFor,
	type ExportedFolder,
	type Mapping
} from './import-plan.ts';
import { sentenceFor } from './sentences.ts';

export interface ImportRow extends ExportedFolder {
	mapping: Mapping;
	/** Somebody should look at what it is taken for. */
	isSure: boolean;
	/** `was-in`: an earlier import took it in whole, so it is not taken in twice. */
	status: 'waiting' | 'going-in' | 'in' | 'stopped' | 'was-in';
	box?: BoxId;
	readonly source: string;
}

export interface ImportParts {
	readonly chart: Pick<Chart, 'act' | 'state'>;
	readonly tray: Pick<Tray, 'state'>;
	readonly feed: FeedDesk;
	readonly newClient: () => ClientId;
	readonly now?: () => Date;
}

export class ImportDesk {
	rows = $state<ImportRow[]>([]);
	/** How deep clients' folders lie below the one that was chosen, and how deep any lie. */
	level = $state(0);
	depth = $state(0);
	/** Where the paper behind the files was kept. */
	provenance = $state<Provenance>();
	running = $state(false);
	/** Why it came to a halt. */
	halted = $state<string>();

	readonly #parts: ImportParts;
	#files: readonly File[] = [];
	#isStopping = false;

	constructor(parts: ImportParts) {
		this.#parts = parts;
	}

	get clients(): readonly Client[] {
		return [...this.#parts.chart.state.clients.values()];
	}

	/** Rows that go in when it is started, or have begun to. */
	get wanted(): readonly ImportRow[] {
		return this.rows.filter(({ mapping }) => mapping.is !== 'none');
	}

	get left(): readonly ImportRow[] {
		return this.wanted.filter(({ status }) => status === 'waiting' || status === 'stopped');
	}

	/** Lays the files out for a look; nothing is taken in. */
	async look(files: readonly File[]): Promise<void> {
		if (this.running) return;
		this.#files = files;
		this.halted = undefined;
		this.depth = depthOf(files);
		await this.lieAt(Math.min(1, this.depth));
	}

	/** Clients' folders lie so deep. */
	async lieAt(level: number): Promise<void> {
		if (this.running) return;
		this.level = level;
		const today = dayOf(this.#parts.now?.() ?? new Date());
		const rows: ImportRow[] = [];
		for (const folder of exportedFolders(this.#files, level, today)) {
			const source = await sourceOf(folder);
			const before = this.#boxOf(source);
			rows.push({
				...folder,
				source,
				...mappingFor(folder, this.clients),
				status: before?.fed ? 'was-in' : before ? 'stopped' : 'waiting',
				...(before ? { box: before.box } : {})
			});
		}
		this.rows = rows;
	}

	/** A person says whose it is. */
	map(row: ImportRow, mapping: Mapping): void {
		if (row.status !== 'waiting') return;
		row.mapping = mapping;
		row.isSure = true;
	}

	/** Takes in what waits, one folder after the other. Resolves when all is in, or when it is stopped. */
	async start(): Promise<void> {
		const { feed } = this.#parts;
		if (this.running || feed.taking || this.provenance === undefined) return;
		[this.running, this.#isStopping, this.halted] = [true, false, undefined];
		try {
			for (const row of this.left) {
				if (this.#isStopped()) break;
				row.status = 'going-in';
				const isIn = await this.#take(row, this.provenance);
				row.status = isIn ? 'in' : 'stopped';
				if (!isIn) break;
			}
		} finally {
			this.running = false;
		}
	}

	/** The file that is going in is broken off; `start` goes on with it. */
	stop(): void {
		this.#isStopping = true;
		this.#parts.feed.stop();
	}

	/** Puts everything back that is not in yet. */
	clear(): void {
		if (this.running) return;
		this.#files = [];
		this.rows = [];
		this.provenance = this.halted = undefined;
	}

	#isStopped(): boolean {
		return this.#isStopping;
	}

	/** `false`: it was stopped, or storage refused; what is in stays in. */
	async #take(row: ImportRow, provenance: Provenance): Promise<boolean> {
		const { feed } = this.#parts;
		const client = await this.#clientOf(row);
		if (this.halted || this.#isStopping) return false;
		let isTaken: boolean;
		if (row.box) isTaken = await feed.goOn(row.box, row.files, row.days);
		else {
			const input = {
				provenance,
				label: `Import of ${dayOf(this.#parts.now?.() ?? new Date())}, folder ${this.rows.indexOf(row) + 1}`,
				source: row.source,
				days: row.days,
				...(client ? { client } : {})
			};
			isTaken = await feed.feed(row.files, input);
			if (isTaken && feed.current) row.box = feed.current;
		}
		this.halted = feed.halted;
		if (!isTaken) {
			this.halted ??= 'Another box is being fed. Go on with the import when it is in.';
			return false;
		}
		return !this.halted && feed.stopped.length === 0;
	}

	/** Begins the chart of somebody who has none, once. */
	async #clientOf(row: ImportRow): Promise<ClientId | undefined> {
		const { mapping } = row;
		if (mapping.is === 'client') return mapping.client;
		if (mapping.is !== 'new') return undefined;
		// Two folders of one person, or a chart that was begun meanwhile.
		const known = clientFor(mapping.client, this.clients);
		if (known) {
			row.mapping = { is: 'client', client: known.id };
			return known.id;
		}
		const client = this.#parts.newClient();
		const added = await this.#parts.chart.act({
			is: 'client-added',
			client: { ...mapping.client, id: client }
		});
		if (!added.ok) {
			this.halted = sentenceFor(added.why);
			return undefined;
		}
		row.mapping = { is: 'client', client };
		return client;
	}

	/** The box that these very files went into, whole or in part. */
	#boxOf(source: string): TrayBox | undefined {
		return [...this.#parts.tray.state.boxes.values()].find((box) => box.source === source);
	}
}

/** By which a folder's files are known again: a hash of their paths and sizes, for a name may be a client's. */
async function sourceOf({ files }: ExportedFolder): Promise<string> {
	const lines = files.map((file) => `${file.webkitRelativePath}\n${file.size}\n`).sort();
	return sha256Hex(new TextEncoder().encode(lines.join('')));
}
