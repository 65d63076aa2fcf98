/** `npm run messages`: brings the catalogs up to date with the sources. `--clean` drops texts that are nowhere any more. */
import { readWords } from './messages/hub.ts';

await readWords({ keep: true, clean: process.argv.includes('--clean') });
