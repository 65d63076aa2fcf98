/** Sorts off the main thread: unpacking the weights alone takes longer than a screen may stand still. */
import { serve, type Port } from '#lib/thread/serve.ts';
import { sortHandlers } from './sort-handlers.ts';

serve(sortHandlers, self as unknown as Port);
