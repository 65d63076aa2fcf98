/** Entry of the worker that turns passphrases into locks. */
import { serve, type Port } from '#lib/thread/serve.ts';
import { scryptHandlers } from './scrypt-handlers.ts';

serve(scryptHandlers, self as unknown as Port);
