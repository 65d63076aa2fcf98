/** Reads and draws finished packets in a worker of its own. */
import { canvasCodec } from '#lib/imaging/canvas.ts';
import { serve, type Port } from '#lib/thread/serve.ts';
import { packetHandlers } from './packet-handlers.ts';
import { browserEngine } from './pdf-browser.ts';

serve(packetHandlers(browserEngine, canvasCodec), self as unknown as Port);
