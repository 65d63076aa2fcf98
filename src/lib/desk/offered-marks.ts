/** What a page's own words say of its session and author, offered when it is filed to the chart. Pure. */
import type { PageMarks } from '#lib/page/marks.ts';
import type { TrayPage } from '#lib/tray/state.ts';

/** Papers of a practice name kinds of session without being of one: a bill, a plan of an insurer. */
const ofSessions: ReadonlySet<string> = new Set(['progress', 'psychotherapy', 'mixed']);

/**
 * That the client was alone is not offered of a page that seems to name somebody else: whoever releases it would not be
 * asked about them (45 CFR 164.508 speaks of one individual).
 */
export function offeredMarks(page: Pick<TrayPage, 'hints' | 'suggestion'> | undefined): PageMarks {
	const { session, contact, author } = page?.hints ?? {};
	const { kind, remarks } = page?.suggestion ?? {};
	const isSession = kind !== undefined && ofSessions.has(kind);
	const namesOthers = remarks?.some(({ code }) => code === 'names-others') ?? false;
	const isSure = session !== undefined && (session !== 'individual' || !namesOthers);
	return {
		...(isSession && isSure ? { session } : {}),
		...(isSession && contact ? { contact } : {}),
		...(author ? { author } : {})
	};
}
