/** What is planted on the pages, and what is told between the tab and the test. */
export const planted = 'Marrowbone Quillfeather';

export type Place = 'tray' | 'chart' | 'cabinet';

export type Told =
	/** Work has begun that may be cut. */
	| { readonly is: 'begun' }
	| { readonly is: 'stands'; readonly page: string; readonly n: number; readonly place: Place }
	| { readonly is: 'backed-up' | 'migrated' }
	| { readonly is: 'restored'; readonly sentence: string | undefined };

/** A page's bytes, 90 to 110 kB as a small scan has: the planted words over and over, and the page's number. */
export function pageBytes(n: number): Uint8Array<ArrayBuffer> {
	const line = `${planted} came on day ${n}. `;
	return new TextEncoder().encode(line.repeat(2_500 + (n % 7) * 80));
}
