/** Compares pages off the main thread: with thousands of them one round takes longer than a screen may stand still. */
import { serve, type Port } from '#lib/thread/serve.ts';
import { twinHandlers } from './twin-handlers.ts';

serve(twinHandlers(), self as unknown as Port);
