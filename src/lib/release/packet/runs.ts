/** Names sheets of a packet in words. Pure. */

/** "page 7", "pages 7 and 9", "pages 7 to 9, 12 and 15". Ascending numbers, at least one. */
export function runsOf(numbers: readonly number[]): string {
	const runs: { from: number; to: number }[] = [];
	for (const number of numbers) {
		const last = runs.at(-1);
		if (last?.to === number - 1) last.to = number;
		else runs.push({ from: number, to: number });
	}
	const words = runs.map(({ from, to }) => {
		if (from === to) return String(from);
		return to === from + 1 ? `${from} and ${to}` : `${from} to ${to}`;
	});
	return `${numbers.length === 1 ? 'page' : 'pages'} ${listed(words)}`;
}

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[]): string {
	const last = words.at(-1) ?? '';
	return words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${last}` : last;
}
