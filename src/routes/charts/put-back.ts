/** Files a page where it lay before it was filed elsewhere, and says so; whoever still looks at it goes with it. */
import { page as route } from '$app/state';
import type { ChartsDesk } from '#lib/desk/charts.svelte.ts';
import type { Refiled } from '#lib/desk/filed-pages.ts';
import type { ToastAction, Toasts } from '#lib/ui/toasts.svelte.ts';
import { dateWords, kindWords } from '../pages/page-words.ts';
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
		said: () => `Taken back. It is in the chart of ${nameOf(charts, refiled)} as before.`,
		tone: 'chart'
	});
}

/** Where it would lie again. */
export function backWords(charts: ChartsDesk, refiled: Refiled): string {
	const { serviceDate, kind } = refiled.was;
	return `It lies in the chart of ${nameOf(charts, refiled)} again: ${dateWords(serviceDate)}, ${kindWords[kind]}. The history keeps both.`;
}

function nameOf(charts: ChartsDesk, { was }: Refiled): string {
	return charts.client(was.client)?.name ?? '';
}
