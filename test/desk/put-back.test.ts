import { expect, it } from 'vitest';
import { PutBackNote } from '#lib/desk/put-back.svelte.ts';

const now = (): Date => new Date('2026-03-04T09:00:00Z');

function notes(kept = new Map<string, string>()) {
	return {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value),
		removeItem: (key: string) => void kept.delete(key)
	};
}

it('a key file that was put back is told until somebody has read it, after a reload too', () => {
	const kept = notes();
	const note = new PutBackNote(kept, now);
	expect(note.at).toBeUndefined();
	note.happened();
	expect(note.at).toBe('2026-03-04T09:00:00.000Z');
	const later = new PutBackNote(kept, now);
	expect(later.at).toBe('2026-03-04T09:00:00.000Z');
	later.read();
	expect(later.at).toBeUndefined();
	expect(new PutBackNote(kept, now).at).toBeUndefined();
});

it('it is told in this tab though storage takes no note of it', () => {
	const full = {
		...notes(),
		setItem() {
			throw new DOMException('full', 'QuotaExceededError');
		}
	};
	const note = new PutBackNote(full, now);
	note.happened();
	expect(note.at).toBeDefined();
});
