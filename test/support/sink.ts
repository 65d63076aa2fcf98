/** A network sink: every connection that is not to the app itself ends here and is counted, whatever made it. */
import { createServer, type Server } from 'node:net';

export interface Sink {
	readonly port: number;
	/** What arrived, by its first line (e.g. `CONNECT example.org:443`). */
	readonly arrived: readonly string[];
	close(): Promise<void>;
}

export async function openSink(): Promise<Sink> {
	const arrived: string[] = [];
	const server: Server = createServer((socket) => {
		socket.once('data', (data) => {
			arrived.push(data.toString('latin1').split('\r\n', 1)[0] ?? '');
			socket.destroy();
		});
		socket.on('error', () => undefined);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (typeof address !== 'object' || !address) throw new Error('the sink does not listen');
	return {
		port: address.port,
		arrived,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
			})
	};
}
