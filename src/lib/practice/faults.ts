/** Why a practice is not opened. Apart from it, because the door knows them before anything behind it is loaded. */

/** A newer version of the program has written here. Nothing is damaged, and this one must not go on. */
export class NewerPractice extends Error {
	override name = 'NewerPractice';
}

/** Storage lost or changed something. The sentences say what, without names. */
export class DamagedPractice extends Error {
	override name = 'DamagedPractice';
	readonly sentences: readonly string[];

	constructor(sentences: readonly string[]) {
		super('the practice is damaged');
		this.sentences = sentences;
	}
}

/** What lies behind the door could not be loaded, e.g. because nobody serves it and it was never kept here. */
export class NotLoaded extends Error {
	override name = 'NotLoaded';
}
