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
		const why = compared.isLaterLayout
			? 'This version of the program sets its own sheets in another way than the one that made it.'
			: 'Nothing that this program knows of explains it. Keep the copy that was sent, if you have one, and do not rely on this one in its place.';
		return {
			same: false,
			title: 'The same pages, in another file',
			text: `Every picture is the same to the byte, but the file round them is not. ${why} ${proved} ${sent}`
		};
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
