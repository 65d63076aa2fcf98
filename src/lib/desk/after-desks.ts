/** What lies on the desk for the time after a release: the log, accountings, incidents, fees, packets made again. */
import type { Chart } from '#lib/chart/chart.ts';
import { dayOf } from '#lib/page/date.ts';
import type { EntryId, IncidentId, RequestId } from '#lib/page/ids.ts';
import { AccountingsDesk, type AccountingMaker } from './accountings.svelte.ts';
import { FeesDesk } from './fees.svelte.ts';
import { IncidentsDesk } from './incidents.svelte.ts';
import { LogDesk } from './log.svelte.ts';
import { RebuildDesk } from './rebuild.svelte.ts';
import type { PacketMaker } from './packet-making.svelte.ts';

export interface AfterParts {
	readonly chart: Chart;
	readonly newIds: {
		entry(): EntryId;
		incident(): IncidentId;
		request(): RequestId;
	};
	readonly makePacket: PacketMaker;
	readonly makeAccounting: AccountingMaker;
	/** Which browser draws packets here, in words. */
	readonly madeWith?: string | undefined;
	readonly practice: string;
	readonly signedAs: string;
	readonly now: () => Date;
}

export class AfterDesks {
	readonly log: LogDesk;
	readonly accountings: AccountingsDesk;
	readonly incidents: IncidentsDesk;
	readonly fees: FeesDesk;
	readonly rebuild: RebuildDesk;

	constructor(parts: AfterParts) {
		const { chart, newIds, makePacket, makeAccounting, madeWith, now } = parts;
		const { practice, signedAs } = parts;
		const today = () => dayOf(now());
		const log = new LogDesk({ chart, newEntry: () => newIds.entry(), signedAs, now, today });
		const named = { practice, signedAs };
		this.log = log;
		this.accountings = new AccountingsDesk({
			...{ chart, log, make: makeAccounting, newRequest: () => newIds.request(), now, ...named }
		});
		this.incidents = new IncidentsDesk({
			...{ chart, log, newIncident: () => newIds.incident(), ...named }
		});
		this.fees = new FeesDesk({ chart, today, ...named });
		this.rebuild = new RebuildDesk({ chart, make: makePacket, madeWith, now });
	}
}
