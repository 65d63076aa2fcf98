/** Dots per inch, as the file says or, when that cannot be, as the paper's usual size suggests. */

/** Longest edge in inches that we believe of a sheet from a clinic: tabloid is 17 by 11. */
const longestSheet = 18;
const shortestSheet = 2;
/** US letter's long edge: what a page is taken for when nothing better is known. */
const letterLength = 11;

/**
 * A camera writes 72 whatever it saw, which would make the sheet 56 inches long;
 * such a claim is dropped and the picture taken for a letter page.
 */
export function dpiOf(width: number, height: number, claimed: number | undefined): number {
	const long = Math.max(width, height);
	if (claimed !== undefined && claimed > 0) {
		const inches = long / claimed;
		if (inches <= longestSheet && inches >= shortestSheet) return Math.round(claimed);
	}
	return Math.max(1, Math.round(long / letterLength));
}
