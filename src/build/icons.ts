/** Draws the app's PNG icons from static/icon.svg: `node src/build/icons.ts`. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const folder = new URL('../../static/', import.meta.url);

/** Square to the edge; `room` is the share of the width that the drawing takes. */
function onGround(svg: string, room: number): string {
	const drawing = /<g id="drawing">[\s\S]*<\/g>/.exec(svg)?.[0];
	if (!drawing) throw new Error('static/icon.svg has no group with the id "drawing"');
	const edge = (64 * (1 - room)) / 2;
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
		<rect width="64" height="64" fill="#f6f0e2"/>
		<g transform="translate(${edge} ${edge}) scale(${room})">${drawing}</g>
	</svg>`;
}

async function draw(name: string, svg: string, size: number): Promise<void> {
	const file = fileURLToPath(new URL(name, folder));
	await sharp(Buffer.from(svg), { density: (72 * size) / 64 })
		.resize(size, size)
		.png({ compressionLevel: 9, palette: true })
		.toFile(file);
	console.log(`static/${name}`);
}

const icon = await readFile(new URL('icon.svg', folder), 'utf8');
await draw('icon-192.png', icon, 192);
await draw('icon-512.png', icon, 512);
// A mask may cut away all but the middle circle of 80% (W3C manifest, "icon masks").
await draw('icon-maskable-512.png', onGround(icon, 0.74), 512);
// iOS rounds the corners itself.
await draw('apple-touch-icon.png', onGround(icon, 0.92), 180);
