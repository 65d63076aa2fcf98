/** What came of making a packet again, in words. Pure. */
import type { Compared } from '#lib/release/recipe.ts';

export interface AgainWords {
	readonly same: boolean;
	readonly title: string;
	readonly text: string;
}

export function againWords({
	compared,
	then,
	now,
	gone
}: {
	readonly compared: Compared;
	/** What made it then, and what makes it now. */
	readonly then: string;
	readonly now: string;
	/** How many of its pages have left the chart since. */
	readonly gone: number;
}): AgainWords {
	const sent =
		gone > 0
			? 'A page of it has left the chart since: do not send it to anybody.'
			: 'If you send it to somebody, that is a disclosure of its own.';
	if (compared.is === 'same')
		return {
			same: true,
			title: 'The same file, to the byte',
			text: `It was made again from what is stored, and its SHA-256 is the one in the log. ${sent}`
		};
	const proved = 'It holds the same pages in the same order: its proof has passed.';
	if (compared.is === 'rest') {
		const { title, why } = rest(compared.because);
		return { same: false, title, text: `${why} ${proved} ${sent}` };
	}
	const { differ, of } = compared;
	const which = differ === of ? 'The pictures were' : `${differ} of ${of} pictures were`;
	const why =
		then === now
			? `This is the same version of the browser (${now}), perhaps on another machine: browsers may draw one picture in different bytes.`
			: `It was made with ${then}; this is ${now}, which writes the same picture in other bytes.`;
	return {
		same: false,
		title: 'The same pages, not the same bytes',
		text: `${which} written differently. ${why} ${proved} ${sent}`
	};
}

function rest(because?: 'lock' | 'layout'): { readonly title: string; readonly why: string } {
	if (because === 'lock')
		return {
			title: 'The same pages, without the password',
			why: 'It left locked, and nothing keeps the password: this copy opens without one, so it cannot be the same to the byte. Every picture is.'
		};
	const title = 'The same pages, in another file';
	if (because === 'layout')
		return {
			title,
			why: 'Every picture is the same to the byte, but the file round them is not: this version of the program sets its own sheets in another way than the one that made it.'
		};
	return {
		title,
		why: 'Every picture is the same to the byte, but the file round them is not, and nothing that this program knows of explains it. Keep the copy that was sent, if you have one, and do not rely on this one in its place.'
	};
}
