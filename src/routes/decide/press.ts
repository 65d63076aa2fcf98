/** Which key means what on the Decide screen, and when it belongs to somebody else. Pure but for looking at the event. */
import type { Fate } from '#lib/page/fate.ts';
import { isTyping } from '#lib/ui/shortcut.ts';
import { verdicts } from './keys.ts';

export type Press =
	| { readonly is: 'decide'; readonly fate: Fate }
	| { readonly is: 'mark'; readonly number: number }
	| {
			readonly is:
				| 'undo'
				| 'next'
				| 'previous'
				| 'zoom'
				| 'accept'
				| 'client'
				| 'date'
				| 'keys'
				| 'leave'
				| 'compare'
				| 'view'
				| 'line'
				| 'order'
				| 'overview'
				| 'together'
				| 'replace';
	  };

const plain: Readonly<Record<string, Exclude<Press['is'], 'decide' | 'mark'>>> = {
	u: 'undo',
	j: 'next',
	arrowright: 'next',
	k: 'previous',
	arrowleft: 'previous',
	z: 'zoom',
	' ': 'zoom',
	a: 'accept',
	f: 'client',
	t: 'date',
	x: 'compare',
	l: 'line',
	o: 'order',
	v: 'overview',
	g: 'together',
	i: 'replace',
	'?': 'keys',
	'+': 'view',
	'=': 'view',
	'-': 'view',
	'0': 'view',
	w: 'view',
	'[': 'view',
	']': 'view',
	arrowup: 'view',
	arrowdown: 'view'
};

/** What a key press asks for; `undefined` when it is not the screen's. */
export function pressOf(event: KeyboardEvent): Press | undefined {
	if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return undefined;
	const target = event.target instanceof HTMLElement ? event.target : undefined;
	if (isTyping(event)) {
		// The first Escape closes an open list, the next one leaves its field.
		const hasList = target?.getAttribute('aria-expanded') === 'true';
		return event.key === 'Escape' && !hasList ? { is: 'leave' } : undefined;
	}
	const key = event.key.toLowerCase();
	const isControl = target?.matches('button:not([data-mark]), a, summary') ?? false;
	if (key === ' ' && isControl) return undefined;
	if (key.startsWith('arrow') && target?.matches('[role=slider], [role=option]')) return undefined;
	const verdict = verdicts.find((one) => one.key.toLowerCase() === key);
	if (verdict) return { is: 'decide', fate: verdict.fate };
	if (/^[1-5]$/.test(key)) return { is: 'mark', number: Number(key) };
	const is = plain[key];
	return is && { is };
}
