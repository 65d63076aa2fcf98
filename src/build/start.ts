/** `npm start`: builds what is stale and serves it on this machine. */
import { homedir } from 'node:os';
import { usualSpool } from '#lib/spool/place.ts';
import { ensureBuilt } from './build.ts';

try {
	await ensureBuilt();
	const { serveApp } = await import('../server/serve.ts');
	const { isLoopback } = await import('../server/spool.ts');
	const host = process.env['HOST'] ?? '127.0.0.1';
	const { address } = await serveApp({
		host,
		port: Number(process.env['PORT'] ?? 4173),
		// A station's spool is handed out on this machine alone.
		spool: isLoopback(host) ? usualSpool(process.env, homedir()) : undefined
	});
	console.log(`Chart & Cabinet is at ${address}`);
	console.log('Nothing that you feed it leaves this machine. Stop it with Ctrl+C.');
} catch (error) {
	console.error(error instanceof Error ? error.message : String(error));
	process.exitCode = 1;
}
