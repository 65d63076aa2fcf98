/** A clock for tests: every look moves it on by one second from a fixed start. */
export function steppingClock(start = Date.UTC(2026, 0, 5, 9)): () => Date {
	let now = start;
	return () => new Date((now += 1000));
}
