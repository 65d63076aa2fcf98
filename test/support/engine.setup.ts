/** Before any browser test: the engines lie where the site serves them from. */
import { copyEngine } from '../../src/build/engine.ts';

export default async function setup(): Promise<void> {
	await copyEngine();
}
