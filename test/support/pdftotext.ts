/** A PDF's words as poppler's `pdftotext` finds them: a stranger's program, where it is installed. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `undefined` where the tool is not installed. */
export function pdftotext(bytes: Uint8Array): string | undefined {
	const folder = mkdtempSync(join(tmpdir(), 'pdftotext-'));
	try {
		const file = join(folder, 'file.pdf');
		writeFileSync(file, bytes);
		return execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' });
	} catch (error) {
		if ((error as { code?: string }).code !== 'ENOENT') throw error;
		return undefined;
	} finally {
		rmSync(folder, { recursive: true });
	}
}
