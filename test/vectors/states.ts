/** What the histories of a frozen practice fold into, and the kinds of entries in them. */
import type { OpenCabinet } from '#lib/cabinet/open.ts';
import { packState } from '#lib/ledger/pack.ts';
import type { Told } from '#lib/ledger/told.ts';
import { membersIn } from '#lib/practice/members/chain.ts';
import type { Practice } from '#lib/practice/practice.ts';
import type { Clinician, Secrets } from './vector.ts';

type Both<Thing> = Readonly<Record<Clinician, Thing>>;

/** As plain JSON. */
export interface States {
	readonly chart: unknown;
	readonly trays: Both<unknown>;
	readonly cabinets: Both<unknown>;
}

export async function opened(practice: Practice, passphrase: string): Promise<OpenCabinet> {
	const found = await practice.openCabinet(passphrase);
	if (!found.ok) throw new Error(found.why);
	return found.cabinet;
}

function plain(state: unknown): unknown {
	return JSON.parse(JSON.stringify(packState(state)));
}

export async function statesOf(
	{ ida, bea }: Both<Practice>,
	typed: Secrets['cabinets']
): Promise<States> {
	return {
		chart: plain(ida.chart.state),
		trays: { ida: plain(ida.tray.state), bea: plain(bea.tray.state) },
		cabinets: {
			ida: plain((await opened(ida, typed.ida)).state),
			bea: plain((await opened(bea, typed.bea)).state)
		}
	};
}

/** The kinds that stand in the histories, each list in order. */
export async function kindsIn(
	{ ida, bea }: Both<Practice>,
	typed: Secrets['cabinets']
): Promise<Readonly<Record<'chart' | 'tray' | 'cabinet' | 'members', readonly string[]>>> {
	const cabinets = [await opened(ida, typed.ida), await opened(bea, typed.bea)];
	const members = await membersIn(ida.files);
	if (!members.ok) throw new Error(members.why);
	return {
		chart: kinds(await ida.chart.told()),
		tray: kinds([...(await ida.tray.told()), ...(await bea.tray.told())]),
		cabinet: kinds((await Promise.all(cabinets.map((one) => one.told()))).flat()),
		members: [...new Set(members.entries.map(({ what }) => what.is))].sort()
	};
}

function kinds(told: readonly Told<{ readonly is: string }>[]): readonly string[] {
	return [...new Set(told.map(({ action }) => action.is))].sort();
}
