/** Black and white squares as one outline for an SVG path, so that they print without hairlines between them. Pure. */

/** One unit a square; runs of black squares in a row are one box. */
export function outlineOf(squares: readonly (readonly boolean[])[]): string {
	return squares
		.flatMap((row, y) => {
			const boxes: string[] = [];
			for (let x = 0; x < row.length; x++) {
				if (!row[x]) continue;
				const start = x;
				while (row[x + 1]) x++;
				const width = x - start + 1;
				boxes.push(`M${start} ${y}h${width}v1h-${width}z`);
			}
			return boxes;
		})
		.join('');
}
