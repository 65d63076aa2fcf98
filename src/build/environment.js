// What a command's process is given beside the caller's environment. Plain JavaScript: the system's Node runs it.

/**
 * For each of its threads glibc keeps free memory of its own, and gives little of it back: over 2,000 pages a scan station
 * grew by 200 MB so. Two such places are enough for its threads, and then it does not grow. Whoever sets it decides.
 *
 * @param {string} command a path below the project's root
 * @returns {Record<string, string | undefined>}
 */
export function environmentFor(command) {
	// The bench proves packets in Node, as the station's `prove` does.
	const isLong = command.startsWith('src/station/') || command === 'src/bench/bench-packet.ts';
	return { ...(isLong ? { MALLOC_ARENA_MAX: '2' } : {}), ...process.env };
}
