/** A dry run: what would go out of a client's chart today, without a request, and without anything being written. */
import type { Chart } from '#lib/chart/chart.ts';
import { pagesOfClient } from '#lib/chart/state.ts';
import { dayOf, type CalendarDate } from '#lib/page/date.ts';
import type { ClientId, PacketId } from '#lib/page/ids.ts';
import { authorizationElements, type AuthorizationElement } from '#lib/release/authority.ts';
import { planRelease, type Plan } from '#lib/release/plan.ts';
import { ownPurpose, type Request } from '#lib/release/request.ts';
import { ReleaseGate, type GateParts } from './release-gate.svelte.ts';

/** As whose request the chart is looked at: what may leave differs. */
export type AskedBy = 'client' | 'third-party';

const anybody = 'somebody with a valid authorization';

export class DryRun {
	plan = $state.raw<Plan>();
	askedBy = $state<AskedBy>('client');
	readonly gate: ReleaseGate;
	readonly #chart: Chart;
	readonly #now: () => Date;

	constructor(parts: Omit<GateParts, 'today'> & { readonly now: () => Date }) {
		this.#chart = parts.chart;
		this.#now = parts.now;
		// A paper cannot be missing where nobody has asked.
		this.gate = new ReleaseGate({ ...parts, today: () => this.today }, ['paper-missing']);
	}

	get today(): CalendarDate {
		return dayOf(this.#now());
	}

	/** Every page of the chart, for every day and of every kind. `false`: there is no such client. */
	look(id: ClientId, askedBy: AskedBy = this.askedBy): boolean {
		const client = this.#chart.state.clients.get(id);
		this.askedBy = askedBy;
		const plan =
			client &&
			planRelease(
				this.#request(id, client.name, askedBy),
				client,
				pagesOfClient(this.#chart.state, id)
			);
		this.plan = plan;
		if (plan) this.gate.look(plan);
		else this.gate.clear();
		return plan !== undefined;
	}

	stop(): void {
		this.gate.clear();
		this.plan = undefined;
	}

	#request(client: ClientId, name: string, askedBy: AskedBy): Request {
		const same = { id: 'dry-run' as PacketId, client, includeUndated: true } as const;
		if (askedBy === 'client') {
			return {
				...same,
				requester: { kind: 'client', name },
				purpose: ownPurpose,
				basis: { is: 'access' }
			};
		}
		return {
			...same,
			requester: { kind: 'other', name: anybody },
			purpose: ownPurpose,
			basis: {
				...{ is: 'authorization', signedOn: this.today, expiresOn: this.today, signedBy: 'client' },
				found: Object.keys(authorizationElements) as AuthorizationElement[],
				covers: { recipient: anybody },
				alsoPsychotherapyNotes: false
			}
		};
	}
}
