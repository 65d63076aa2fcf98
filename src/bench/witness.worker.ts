/** The chart's witness in a thread of its own, as the app has it. */
import { parentPort } from 'node:worker_threads';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { witnessHandlers } from '#lib/release/proof/witness-handlers.ts';
import { serve, type Port } from '#lib/thread/serve.ts';

serve(witnessHandlers(sharpCodec), parentPort as unknown as Port);
