/**
 * The colour that a packet's pictures are in, as an ICC profile of our own making (ICC.1:2001-04): sRGB's primaries
 * adapted to D50 and its tone curve (IEC 61966-2-1) in 1,024 steps. PDF/A asks for one wherever greys are drawn.
 */

const steps = 1024;
/** X, Y and Z in 1/65536, Bradford-adapted, as the ICC's own sRGB profiles round them. */
const colorants: Readonly<Record<string, readonly [number, number, number]>> = {
	wtpt: [0xf6d6, 0x10000, 0xd32d],
	rXYZ: [0x6fa2, 0x38f5, 0x0390],
	gXYZ: [0x6299, 0xb785, 0x18da],
	bXYZ: [0x24a0, 0x0f84, 0xb6cf]
};
const name = 'sRGB IEC61966-2.1';

export function srgbProfile(): Uint8Array<ArrayBuffer> {
	const curve = toneCurve();
	const tags: readonly (readonly [string, Uint8Array])[] = [
		['desc', description()],
		['cprt', ascii('text\0\0\0\0No copyright, use freely\0')],
		...Object.entries(colorants).map(([tag, xyz]) => [tag, colour(xyz)] as const),
		...['rTRC', 'gTRC', 'bTRC'].map((tag) => [tag, curve] as const)
	];
	const parts = [...new Set(tags.map(([, part]) => part))];
	let end = 132 + 12 * tags.length;
	const places = new Map(
		parts.map((part) => {
			const at = end;
			end += (part.length + 3) & ~3;
			return [part, at];
		})
	);
	const profile = new Uint8Array(end);
	const view = new DataView(profile.buffer);
	profile.set(ascii('mntrRGB XYZ '), 12);
	profile.set(ascii('acsp'), 36);
	view.setUint32(0, end);
	view.setUint32(8, 0x02100000);
	// 2026-01-01, and the white of D50.
	[2026, 1, 1].forEach((value, n) => view.setUint16(24 + 2 * n, value));
	[0xf6d6, 0x10000, 0xd32d].forEach((value, n) => view.setUint32(68 + 4 * n, value));
	view.setUint32(128, tags.length);
	tags.forEach(([tag, part], n) => {
		const at = 132 + 12 * n;
		profile.set(ascii(tag), at);
		view.setUint32(at + 4, places.get(part) ?? 0);
		view.setUint32(at + 8, part.length);
	});
	for (const [part, at] of places) profile.set(part, at);
	return profile;
}

function toneCurve(): Uint8Array {
	const part = new Uint8Array(12 + 2 * steps);
	const view = new DataView(part.buffer);
	part.set(ascii('curv'));
	view.setUint32(8, steps);
	for (let n = 0; n < steps; n++) {
		const value = n / (steps - 1);
		const light = value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
		view.setUint16(12 + 2 * n, Math.round(light * 65535));
	}
	return part;
}

function colour(xyz: readonly number[]): Uint8Array {
	const part = new Uint8Array(20);
	part.set(ascii('XYZ '));
	xyz.forEach((value, n) => new DataView(part.buffer).setUint32(8 + 4 * n, value));
	return part;
}

/** The name in ASCII; the other two alphabets that the form has room for stay empty. */
function description(): Uint8Array {
	const part = new Uint8Array(12 + name.length + 1 + 8 + 3 + 67);
	part.set(ascii('desc'));
	new DataView(part.buffer).setUint32(8, name.length + 1);
	part.set(ascii(name), 12);
	return part;
}

function ascii(text: string): Uint8Array {
	return new TextEncoder().encode(text);
}
