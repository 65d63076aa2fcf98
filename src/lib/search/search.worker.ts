/** Searches off the main thread, from unlock to lock. */
import { serve, type Port } from '#lib/thread/serve.ts';
import { searchHandlers } from './search-handlers.ts';

serve({ ...searchHandlers() }, self as unknown as Port);
