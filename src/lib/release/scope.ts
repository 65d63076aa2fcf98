/** Which pages of a chart are spoken of: by date of service and by kind. */
import type { ChartKind } from '#lib/chart/reader.ts';
import type { CalendarDate } from '#lib/page/date.ts';

/** Kinds of chart pages that a request can ask for; a mixed page's chart part is a session note. */
export const scopeKinds = {
	notes: { label: 'session notes', holds: ['progress', 'mixed-part'] },
	administrative: { label: 'administrative papers', holds: ['administrative'] },
	other: { label: 'other papers', holds: ['other'] }
} as const satisfies Record<
	string,
	{ readonly label: string; readonly holds: readonly ChartKind[] }
>;
export type ScopeKind = keyof typeof scopeKinds;
export const scopeKindNames = Object.keys(scopeKinds) as readonly ScopeKind[];

/** Both days are included; an absent limit is none. */
export interface Scope {
	readonly from?: CalendarDate;
	readonly to?: CalendarDate;
	readonly kinds?: readonly ScopeKind[];
}
