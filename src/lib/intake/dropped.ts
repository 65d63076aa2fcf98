/** Failures that pdf.js leaves to nobody. */

/**
 * pdf.js drops promises of objects that it gave up, and Node would end the program for their failures. What a file's own
 * page comes to is awaited and told all the same; a browser's worker, too, goes on.
 */
export function forgiveDropped(): void {
	process.on('unhandledRejection', (reason) => {
		if (!(reason instanceof Error && isOfPdfjs(reason))) throw reason;
	});
}

export function isOfPdfjs({ stack = '' }: { readonly stack?: string | undefined }): boolean {
	return /[\\/]pdfjs-dist[\\/]/.test(stack);
}
