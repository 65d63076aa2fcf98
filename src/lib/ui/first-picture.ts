/** The picture that a page comes with, before the scripts: a screen takes its place, and what was begun there goes on. */

const controls = 'button,summary';

/**
 * Takes the picture away. When `screen` is what it showed, what was typed, pressed, held down, sent or in focus there is so
 * on the screen too; both are the same component, so their controls stand in the same order.
 *
 * @param of - what the screen is, as the pictures are named: `welcome`, `door`
 */
export function takePlaceOfPicture(of: string | undefined, screen: () => ParentNode | null): void {
	const first = document.getElementById('first');
	if (!first) return;
	const shown = document.documentElement.dataset['first'] ?? '';
	const picture = first.querySelector<HTMLElement>(`[data-picture='${shown}']`);
	const focused = picture?.contains(document.activeElement) ? document.activeElement : null;
	first.remove();
	const live = screen();
	if (picture && live && shown.startsWith(`${of}-`)) goOn(picture, focused, live);
}

function goOn(picture: HTMLElement, focused: Element | null, screen: ParentNode): void {
	const early = picture.querySelector<HTMLInputElement>('input[type=password]');
	const field = screen.querySelector<HTMLInputElement>('input[type=password]');
	if (early?.value && field) {
		field.value = early.value;
		early.value = '';
		field.dispatchEvent(new InputEvent('input', { bubbles: true }));
	}
	const pairOf = (element: Element): HTMLElement | undefined => {
		const all = (of: ParentNode) => [...of.querySelectorAll<HTMLElement>(`${controls},a`)];
		return all(screen)[all(picture).indexOf(element as HTMLElement)];
	};
	if (focused) (focused === early ? field : pairOf(focused))?.focus();

	// Where several people may be meant, the passphrase alone is not enough.
	const isSent = 'sent' in picture.dataset && !screen.querySelector('input[type=radio]');
	const noted = (what: 'pressed' | 'held') =>
		screen.querySelectorAll<HTMLElement>(controls)[Number(picture.dataset[what] ?? -1)];
	if (isSent) field?.form?.requestSubmit();
	else noted('pressed')?.click();
	pressWhenLetGo(noted('held'));
}

/** A pointer went down on the picture's control: no browser takes letting go of it on the screen's for a click. */
function pressWhenLetGo(control: HTMLElement | undefined): void {
	if (!control) return;
	const over = new AbortController();
	const end = ({ type, target }: Event): void => {
		over.abort();
		if (type === 'pointerup' && target instanceof Node && control.contains(target)) control.click();
	};
	for (const type of ['pointerup', 'pointercancel'])
		addEventListener(type, end, { signal: over.signal });
}
