/** The whole way of the sample box: what `npm run pictures` photographs and axe looks at, in one order. */
import { join } from 'node:path';
import { root } from '../run.ts';
import type { Camera } from './camera.ts';
import {
	lookAtAListedRequest,
	lookAtExport,
	lookAtHelp,
	lookAtRedacting,
	lookAtWhatWasReleased
} from './further.ts';
import {
	decideTheSample,
	feedTheSample,
	lookAtTheCharts,
	lookAtTheRest,
	lookInTheCabinet,
	releaseAPacket
} from './sample-box.ts';

/** Two pages of the tests, for whoever begins with an empty practice. */
export const paper: readonly string[] = ['dev-001', 'dev-010'].map((name) =>
	join(root, `test/paper/${name}.jpg`)
);

/** Returns the path of the packet that was saved on the way. */
export async function walkTheSample(camera: Camera): Promise<string> {
	await feedTheSample(camera);
	await decideTheSample(camera);
	await lookAtTheCharts(camera);
	await lookAtRedacting(camera);
	await lookAtExport(camera);
	await lookInTheCabinet(camera);
	const packet = await releaseAPacket(camera);
	await lookAtWhatWasReleased(camera);
	await lookAtAListedRequest(camera);
	await lookAtHelp(camera);
	await lookAtTheRest(camera, join(root, 'static/sample/page-08.jpg'));
	return packet;
}
