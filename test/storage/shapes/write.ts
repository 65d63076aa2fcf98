/**
 * `node test/storage/shapes/write.ts NAME`: writes a small practice's databases, as this version shapes them, to
 * `test/storage/shapes/NAME.json.gz`. One that is there is never written again: what an older version wrote is the point.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { bundled, servePage } from '../../../src/bench/in-page.ts';
import { startKillable } from '../kill/killable.ts';

const name = process.argv[2] ?? '';
const file = join(import.meta.dirname, `${name}.json.gz`);
if (!/^[a-z0-9-]+$/.test(name) || existsSync(file)) {
	process.stderr.write(
		'Usage: node test/storage/shapes/write.ts NAME (one that is not there yet)\n'
	);
	process.exit(2);
}
const served = await servePage(await bundled('test/storage/shapes/in-page.ts', 'shape'));
const profile = mkdtempSync(join(tmpdir(), 'shape-'));
const browser = await startKillable(profile);
try {
	await browser.page.goto(served.address);
	const kinds = await browser.page.evaluate('shape.make()');
	const frozen = await browser.page.evaluate('shape.freeze()');
	writeFileSync(file, gzipSync(JSON.stringify({ kinds, ...(frozen as object) })));
} finally {
	await browser.kill();
	served.server.close();
	served.server.closeAllConnections();
	rmSync(profile, { recursive: true, force: true });
}
