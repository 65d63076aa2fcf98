/** `npm start`: builds what is stale and serves it on this machine. */
import { ensureBuilt } from './build.ts';

try {
	await ensureBuilt();
	const { serveApp } = await import('../server/serve.ts');
	const { address } = await serveApp({
		host: process.env['HOST'] ?? '127.0.0.1',
		port: Number(process.env['PORT'] ?? 4173)
	});
	console.log(`Chart & Cabinet is at ${address}`);
	console.log('Nothing that you feed it leaves this machine. Stop it with Ctrl+C.');
} catch (error) {
	console.error(error instanceof Error ? error.message : String(error));
	process.exitCode = 1;
}
