/** Which browser this is, in words: it draws the pictures of a packet, and another version may draw them in other bytes. */

const known: readonly (readonly [RegExp, string])[] = [
	[/Edg\/([\d.]+)/u, 'Edge'],
	[/OPR\/([\d.]+)/u, 'Opera'],
	[/Firefox\/([\d.]+)/u, 'Firefox'],
	[/(?:Headless)?Chrome\/([\d.]+)/u, 'Chrome'],
	[/Version\/([\d.]+).*Safari/u, 'Safari']
];

/** E.g. "Chrome 141 on Linux": as much as the browser says of itself. */
export function browserWords(userAgent: string): string {
	const found = known.flatMap(([shape, name]) => {
		const version = shape.exec(userAgent)?.[1];
		return version === undefined ? [] : `${name} ${version.replace(/(?:\.0)+$/u, '')}`;
	})[0];
	const system = /Windows|Mac OS X|Android|CrOS|Linux|iPhone|iPad/u.exec(userAgent)?.[0];
	return `${found ?? 'an unknown browser'}${system ? ` on ${system}` : ''}`;
}
