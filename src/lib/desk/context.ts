/** How screens find the session and what lies on the desk: typed context, set once by the layout. */
import { createContext } from 'svelte';
import type { OpenDesk } from './open-desk.svelte.ts';
import type { AnyDesk } from './staff-desk.svelte.ts';
import type { Toasts } from '#lib/ui/toasts.svelte.ts';
import type { Session } from './session.svelte.ts';

export const [getSession, setSession] = createContext<Session>();
export const [getToasts, setToasts] = createContext<Toasts>();

/** For screens behind the lock that staff see as well: throws when the practice is locked, which none of them ever is. */
export function ensureAnyDesk(session: Session): AnyDesk {
	if (!session.desk) throw new Error('the practice is locked');
	return session.desk;
}

/** For a clinician's screens, which staff are never shown. Throws for staff, and when the practice is locked. */
export function ensureDesk(session: Session): OpenDesk {
	const desk = ensureAnyDesk(session);
	if (desk.role !== 'clinician') throw new Error('this screen is for clinicians');
	return desk;
}
