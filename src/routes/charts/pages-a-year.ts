/** A chart's pages counted by their year of service. Pure. */
import type { FiledPage } from '../pages/page-words.ts';

export interface Years {
	/** Every year from the first to the last, also those without a page. */
	readonly years: readonly { readonly year: number; readonly pages: number }[];
	/** Pages without a date of service. */
	readonly undated: number;
}

export function pagesAYear(pages: readonly Pick<FiledPage, 'serviceDate'>[]): Years {
	const counts = new Map<number, number>();
	let undated = 0;
	for (const { serviceDate } of pages) {
		if (serviceDate) {
			const year = Number(serviceDate.slice(0, 4));
			counts.set(year, (counts.get(year) ?? 0) + 1);
		} else undated++;
	}
	if (counts.size === 0) return { years: [], undated };
	const first = Math.min(...counts.keys());
	const length = Math.max(...counts.keys()) - first + 1;
	const years = Array.from({ length }, (_, i) => ({
		year: first + i,
		pages: counts.get(first + i) ?? 0
	}));
	return { years, undated };
}
