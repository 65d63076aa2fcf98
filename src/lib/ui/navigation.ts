/** The screens of the app as its rail lists them. */
import type { LucideIcon } from '@lucide/svelte';
import CalendarCheck from '@lucide/svelte/icons/calendar-check';
import CircleQuestionMark from '@lucide/svelte/icons/circle-question-mark';
import FolderOpen from '@lucide/svelte/icons/folder-open';
import History from '@lucide/svelte/icons/history';
import Inbox from '@lucide/svelte/icons/inbox';
import ListChecks from '@lucide/svelte/icons/list-checks';
import LockKeyhole from '@lucide/svelte/icons/lock-keyhole';
import Send from '@lucide/svelte/icons/send';
import SlidersHorizontal from '@lucide/svelte/icons/sliders-horizontal';
import Stamp from '@lucide/svelte/icons/stamp';

export interface NavItem {
	readonly href: string;
	readonly label: string;
	readonly icon: LucideIcon;
	/** The cabinet's entry wears its own colour and frame. */
	readonly tone?: 'cabinet';
	/** How many wait there, and what they are called: "12 pages". */
	readonly count?: number | undefined;
	readonly counted?: string | undefined;
}

/** In the order of the work. On a phone the first four stand in the bar, the rest under "More". */
export const navItems: readonly NavItem[] = [
	{ href: '/', label: 'Today', icon: CalendarCheck },
	{ href: '/feed', label: 'Feed', icon: Inbox },
	{ href: '/decide', label: 'Decide', icon: Stamp },
	{ href: '/charts', label: 'Charts', icon: FolderOpen },
	{ href: '/cabinet', label: 'Cabinet', icon: LockKeyhole, tone: 'cabinet' },
	{ href: '/release', label: 'Release', icon: Send },
	{ href: '/history', label: 'History', icon: History },
	{ href: '/checks', label: 'Checks', icon: ListChecks },
	{ href: '/settings', label: 'Settings', icon: SlidersHorizontal }
];

/** What staff have: they feed, index and release; nothing is decided or locked away by them. */
export const staffItems: readonly NavItem[] = navItems.filter(({ href }) =>
	['/', '/feed', '/charts', '/release', '/history', '/checks', '/settings'].includes(href)
);

/** Beside the screens of the work, for everybody. */
export const helpItem: NavItem = { href: '/help', label: 'Help', icon: CircleQuestionMark };

export const inBar = 4;

/** Whether the path is the item's screen or lies under it. */
export function isAt(item: Pick<NavItem, 'href'>, path: string): boolean {
	return item.href === '/' ? path === '/' : path === item.href || path.startsWith(`${item.href}/`);
}
