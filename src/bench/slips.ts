/**
 * Slips of paper in files of many sides: a station does with each all that it does with a page, and reads it in a fraction
 * of a second, so that thousands of them and hundreds of starts come to their end within minutes.
 */
import sharp from 'sharp';

const [width, height] = [420, 64];

/** One TIFF of so many sides, no two with words alike; every second one is blank, as the backs of a duplex scan are. */
export async function slipsFile(name: string, sides: number): Promise<Uint8Array<ArrayBuffer>> {
	const slips = await Promise.all(
		Array.from({ length: sides }, (_, i) => slip(i % 2 === 0 ? `${name} plan ${i + 1}` : ''))
	);
	return new Uint8Array(
		await sharp(slips, { join: { animated: true } })
			.tiff({ compression: 'lzw', xres: 8, yres: 8 })
			.toBuffer()
	);
}

function slip(words: string): Promise<Buffer> {
	const text = `<text x="16" y="42" font-size="28" font-family="sans-serif">${words}</text>`;
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}" fill="white"/>${text}</svg>`;
	return sharp(Buffer.from(svg)).flatten({ background: 'white' }).grayscale().png().toBuffer();
}
