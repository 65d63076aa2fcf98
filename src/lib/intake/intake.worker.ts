/** Takes files in, in a worker that holds no key: see `take-in.ts`. */
import { canvasCodec } from '#lib/imaging/canvas.ts';
import { serve, type Port } from '#lib/thread/serve.ts';
import { browserHeic } from './heic-browser.ts';
import { intakeHandlers, signOn } from './intake-handlers.ts';
import { browserPdf } from './pdf-browser.ts';

const port = self as unknown as Port;
const tools = { codec: canvasCodec, pdf: browserPdf, heic: browserHeic, alive: signOn(port) };
serve(intakeHandlers(tools), port);
