/** Takes files in, in a worker that holds no key: see `take-in.ts`. */
import { canvasCodec } from '#lib/imaging/canvas.ts';
import { serve, type Port } from '#lib/thread/serve.ts';
import { intakeHandlers } from './intake-handlers.ts';
import { browserPdf } from './pdf-browser.ts';

serve(intakeHandlers({ codec: canvasCodec, pdf: browserPdf }), self as unknown as Port);
