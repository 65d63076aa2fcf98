/** The worker that opens the chart's own pages for a proof, away from the screen and from whoever built the packet. */
import { canvasCodec } from '#lib/imaging/canvas.ts';
import { serve, type Port } from '#lib/thread/serve.ts';
import { witnessHandlers } from './witness-handlers.ts';

serve(witnessHandlers(canvasCodec), self as unknown as Port);
