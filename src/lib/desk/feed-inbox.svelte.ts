/** What waits to be fed, however it came: it outlives the screens, and what arrives while the practice is locked. */
import { shownName } from '#lib/page/shown-name.ts';
import type { CameShared } from './feed-shared.ts';

export type CameBy = 'chosen' | 'dropped' | 'pasted' | 'shared' | 'photographed';

function files(count: number): string {
	return `${count} ${count === 1 ? 'file' : 'files'}`;
}

export class Inbox {
	/** Not fed yet, and in memory only. */
	files = $state.raw<readonly File[]>([]);
	/** Shared into the app, and not taken yet: any web page can post files here, so a person says which are theirs. */
	offered = $state.raw<readonly File[]>([]);
	/** What came in last, in words. */
	said = $state<string>();
	/** What is gone, and what to do about it. */
	lost = $state<string>();

	/** The one way in. */
	add(more: readonly File[], by: CameBy = 'chosen'): void {
		if (more.length === 0) return;
		const taken = by === 'pasted' ? more.map((file) => this.#named(file)) : more;
		this.files = [...this.files, ...taken];
		this.said = by === 'pasted' ? pastedWords(taken) : `${files(more.length)} ${by}.`;
	}

	/** What another app has shared, to be asked about; nothing in it means that it was lost on the way. */
	offer(shared: CameShared): void {
		this.offered = [...this.offered, ...shared.files];
		if (shared.files.length > 0) this.lost = undefined;
		if (shared.left > 0)
			this.lost = `${files(shared.left)} could not be shared: together they are too large. Choose them here instead.`;
		else if (shared.files.length === 0)
			this.lost =
				'What was shared did not arrive: share it again. If it happens once more, save the files and choose them here.';
	}

	/** A person knows them: they wait to be fed like all others. */
	keepOffered(): void {
		const { offered } = this;
		this.offered = [];
		this.add(offered, 'shared');
	}

	/** A person does not: nothing of them is kept. */
	dropOffered(): void {
		this.offered = [];
	}

	/** Hands everything out, to be fed. */
	takeAll(): readonly File[] {
		const all = this.files;
		this.clear();
		return all;
	}

	clear(): void {
		this.files = [];
		this.said = this.lost = undefined;
	}

	/** Whoever unlocks next may be somebody else: what waited is let go of, and that is said. */
	lock(): void {
		const length = this.files.length + this.offered.length;
		this.clear();
		this.dropOffered();
		if (length > 0)
			this.lost = `${files(length)} had not gone in when the practice was locked, and ${length === 1 ? 'was' : 'were'} let go. Add ${length === 1 ? 'it' : 'them'} again.`;
	}

	/** Photographed sheets that were in no box yet when their screen went, as it does at a lock. */
	lostSheets(count: number): void {
		if (count === 0) return;
		const words = `${count} photographed ${count === 1 ? 'sheet was' : 'sheets were'} in no box yet, and ${count === 1 ? 'was' : 'were'} let go. Photograph ${count === 1 ? 'it' : 'them'} again.`;
		this.lost = this.lost === undefined ? words : `${this.lost} ${words}`;
	}

	/** Every pasted picture is called `image.png`: two must be told apart. */
	#named(file: File): File {
		if (!/^image\.\w+$/.test(file.name)) return file;
		const number = this.#pictures++;
		const ending = file.name.slice(file.name.lastIndexOf('.'));
		return new File([file], `Pasted picture ${number}${ending}`, { type: file.type });
	}

	#pictures = 1;
}

function pastedWords(pasted: readonly File[]): string {
	const [first] = pasted;
	return pasted.length === 1 && first
		? `Pasted: ${shownName(first.name)}.`
		: `Pasted: ${files(pasted.length)}.`;
}
