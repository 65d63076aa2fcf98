/** Files a page where it lay before it was filed elsewhere, and says so; whoever still looks at it goes with it. */
import { page as route } from '$app/state';
import type { FiledUnder } from '#lib/chart/actions.ts';
import type { ChartsDesk } from '#lib/desk/charts.svelte.ts';
import type { Refiled } from '#lib/desk/filed-pages.ts';
import type { ToastAction, Toasts } from '#lib/ui/toasts.svelte.ts';
import { filedAsWords } from '../pages/page-words.ts';
import { undoing } from '../undoing.ts';
import { goToChart, idIn } from './places.ts';

export function puttingBack(charts: ChartsDesk, toasts: Toasts, refiled: Refiled): ToastAction {
	const { page, was } = refiled;
	return undoing(toasts, {
		back: async () => {
			const outcome = await charts.filed.putBack(refiled);
			if (outcome.ok && idIn(route.url.searchParams, 'page') === page)
				await goToChart(was.client, page, { turning: true });
			return outcome;
		},
		said: () =>
			isSameChart(refiled)
				? `Taken back. It is filed as ${filedAsWords(refiled.was)}, as before.`
				: `Taken back. It is in the chart of ${nameOf(charts, refiled.was)} as before.`,
		tone: 'chart'
	});
}

/** Where it lies now: only what has changed is news. */
export function filedWords(charts: ChartsDesk, refiled: Refiled): string {
	const { now } = refiled;
	return isSameChart(refiled)
		? `It is filed anew as ${filedAsWords(now)}.`
		: `It is in the chart of ${nameOf(charts, now)} now.`;
}

/** Where it would lie again. */
export function backWords(charts: ChartsDesk, { was }: Refiled): string {
	return `It lies in the chart of ${nameOf(charts, was)} again, as ${filedAsWords(was)}. The history keeps both.`;
}

function isSameChart({ was, now }: Refiled): boolean {
	return was.client === now.client;
}

function nameOf(charts: ChartsDesk, { client }: FiledUnder): string {
	return charts.client(client)?.name ?? '';
}
