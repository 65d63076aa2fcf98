/** Takes files in, in a thread of the station's that can be ended when a file stalls it. */
import { parentPort } from 'node:worker_threads';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { forgiveDropped } from '#lib/intake/dropped.ts';
import { nodeHeic } from '#lib/intake/heic-node.ts';
import { intakeHandlers, signOn } from '#lib/intake/intake-handlers.ts';
import { nodePdf } from '#lib/intake/pdf-node.ts';
import { serve, type Port } from '#lib/thread/serve.ts';

if (!parentPort) throw new Error('this file is a thread of the station');
forgiveDropped();

const port = parentPort as unknown as Port;
const tools = { codec: sharpCodec, pdf: nodePdf, heic: nodeHeic, alive: signOn(port) };
serve(intakeHandlers(tools), port);
