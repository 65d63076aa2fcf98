/** Takes files in, in a thread of the station's that can be ended when a file stalls it. */
import { parentPort } from 'node:worker_threads';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { nodeHeic } from '#lib/intake/heic-node.ts';
import { intakeHandlers, signOn } from '#lib/intake/intake-handlers.ts';
import { nodePdf } from '#lib/intake/pdf-node.ts';
import { serve, type Port } from '#lib/thread/serve.ts';

if (!parentPort) throw new Error('this file is a thread of the station');
// pdf.js drops promises of objects that it gave up, and Node would end the thread for their failures. What a file's
// own page comes to is awaited and told; a browser's worker, too, goes on.
process.on('unhandledRejection', () => undefined);

const port = parentPort as unknown as Port;
const tools = { codec: sharpCodec, pdf: nodePdf, heic: nodeHeic, alive: signOn(port) };
serve(intakeHandlers(tools), port);
