/** "Undo" beside a message: takes back what was just done, and says so, or why it could not. */
import type { Outcome } from '#lib/desk/sentences.ts';
import type { Toast, ToastAction, Toasts } from '#lib/ui/toasts.svelte.ts';

export interface Undoing {
	readonly back: () => Promise<Outcome>;
	/** What is said when it is taken back. */
	readonly said: () => string;
	readonly tone?: Toast['tone'];
}

export function undoing(toasts: Toasts, { back, said, tone = 'plain' }: Undoing): ToastAction {
	toasts.dropOffers();
	const act = async (): Promise<void> => {
		toasts.dropOffers();
		const outcome = await back();
		if (outcome.ok) toasts.show(said(), { tone });
		else toasts.show(outcome.sentence, { tone: 'danger' });
	};
	return { label: 'Undo', act: () => void act() };
}
