export interface Start {
	/** Those that a picture was drawn in; the first is spoken where none was chosen. */
	readonly languages: readonly string[];
	readonly styles: readonly string[];
	readonly scripts: readonly string[];
}

/**
 * The only script that a page waits for; its text goes into a file of its own, so it can use nothing around it.
 * Whether a practice stands here, and the language chosen, say which picture the page shows. The app is fetched once
 * that is drawn. What is pressed, held down or sent meanwhile is noted for the screen that comes: see `src/lib/ui/first-picture.ts`.
 */
export function startPage({ languages, styles, scripts }: Start, startApp: () => void): void {
	const page = document.documentElement;
	let kept: string[] = [];
	let language: string | null = null;
	try {
		kept = Object.keys(localStorage);
		language = localStorage.getItem('cc-language');
		// The first look into it waits for the disk; the app's router looks while somebody waits for the app.
		sessionStorage.getItem('');
	} catch {
		// A browser that keeps nothing shows what a first visit shows.
	}
	// Anchors stand outside the databases for as long as there is a practice.
	const of = kept.some((key) => key.startsWith('cc-anchor-')) ? 'door' : 'welcome';
	page.lang = languages.find((known) => known === language) ?? languages[0] ?? 'en';
	page.dataset['first'] = `${of}-${page.lang}`;

	const closest = (target: EventTarget | null, selector: string) =>
		target instanceof Element ? target.closest<HTMLElement>(selector) : null;
	const controls = 'button, summary';
	const note = (what: 'pressed' | 'held', target: EventTarget | null): HTMLElement | undefined => {
		const picture = closest(target, '[data-picture]');
		const control = closest(target, controls);
		if (!picture || !control) return undefined;
		picture.dataset[what] = String([...picture.querySelectorAll(controls)].indexOf(control));
		return control;
	};
	addEventListener('click', ({ target }) => {
		note('pressed', target)?.setAttribute('aria-busy', 'true');
	});
	addEventListener('pointerdown', ({ target, button }) => {
		if (button === 0) note('held', target);
	});
	const letGo = () => delete document.querySelector<HTMLElement>('[data-held]')?.dataset['held'];
	addEventListener('pointerup', letGo);
	addEventListener('pointercancel', letGo);
	addEventListener('submit', (event) => {
		const picture = closest(event.target, '[data-picture]');
		if (!picture) return;
		event.preventDefault();
		picture.dataset['sent'] = '';
	});

	const link = (rel: string, href: string) =>
		Object.assign(document.createElement('link'), { rel, href });
	let isBegun = false;
	const begin = () => {
		if (isBegun) return;
		isBegun = true;
		document.head.append(
			// As the app's own loader asks for them, or they would come twice.
			...styles.map((href) =>
				Object.assign(link('preload', href), { as: 'style', crossOrigin: '' })
			),
			...scripts.map((href) => link('modulepreload', href))
		);
		startApp();
	};
	// What is fetched before the picture is drawn would keep it waiting.
	new PerformanceObserver((drawn) => {
		if (drawn.getEntriesByName('first-contentful-paint').length > 0) begin();
	}).observe({ type: 'paint', buffered: true });
	// A page that nobody looks at, or that has no picture, draws none.
	addEventListener('DOMContentLoaded', () => {
		const picture = document.querySelector(`[data-picture='${page.dataset['first']}']`);
		if (document.hidden || !picture) begin();
		else setTimeout(begin, 1500);
	});
}
