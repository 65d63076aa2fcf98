/** Finds and flattens sheets, in a worker that holds no key: see `finder-handlers.ts`. */
import { canvasCodec } from '#lib/imaging/canvas.ts';
import { serve, type Port } from '#lib/thread/serve.ts';
import { finderHandlers } from './finder-handlers.ts';
import { pixelsOf } from './frame-pixels.ts';
import { startScanic } from './scanic-finder.ts';

serve(
	finderHandlers({ codec: canvasCodec, start: startScanic, pixelsOf }),
	self as unknown as Port
);
