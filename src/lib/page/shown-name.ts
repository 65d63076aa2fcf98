/** Names of files and folders as a screen, a paper or a log may show them. Whoever named them need not mean well. Pure. */

/**
 * Without a picture of their own, or able to turn the rest of a line round (UAX #9), to break it or to hide in it; letters
 * that are empty, e.g. the Hangul fillers, as well. The two joiners are left: letters of many scripts, and emoji, are put
 * together by them.
 */
const unseen =
	/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]/gu;

/** Each such character has a sign in its place, so that nothing is hidden, and two names stay as long as they were. */
export function shownName(name: string): string;
/** What has no name stays without one. */
export function shownName(name: string | undefined): string | undefined;
export function shownName(name: string | undefined): string | undefined {
	return name?.replace(unseen, '\ufffd');
}

/** For a name that is made of another: a client's of a folder's. */
export function withoutUnseen(name: string): string {
	return name.replace(unseen, '');
}
