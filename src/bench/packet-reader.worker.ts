/** The independent packet reader in a thread of its own, as the app has it. */
import { parentPort } from 'node:worker_threads';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { forgiveDropped } from '#lib/intake/dropped.ts';
import { packetHandlers } from '#lib/intake/packet-handlers.ts';
import { nodeEngine } from '#lib/intake/pdf-node.ts';
import { serve, type Port } from '#lib/thread/serve.ts';

forgiveDropped();
serve(packetHandlers(nodeEngine, sharpCodec), parentPort as unknown as Port);
