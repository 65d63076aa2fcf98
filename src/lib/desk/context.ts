/** How screens find the session and what lies on the desk: typed context, set once by the layout. */
import { createContext } from 'svelte';
import type { OpenDesk } from './open-desk.svelte.ts';
import type { Toasts } from '#lib/ui/toasts.svelte.ts';
import type { Session } from './session.svelte.ts';

export const [getSession, setSession] = createContext<Session>();
export const [getToasts, setToasts] = createContext<Toasts>();

/** For screens behind the lock: throws when the practice is locked, which no such screen ever is. */
export function ensureDesk(session: Session): OpenDesk {
	if (!session.desk) throw new Error('the practice is locked');
	return session.desk;
}
