/** The proof of a packet in volumes: of each by itself, and that together they are the plan. */
import type { PageId } from '#lib/page/ids.ts';
import type { Check, Proof } from './prove.ts';
import type { Built } from './setter.ts';
import { sha256Hex } from './sha256.ts';

/** `planned`: every page of the plan, in its order; `proofs`: one for each file, in the order of the volumes. */
export async function proofOfSet(
	planned: readonly PageId[],
	files: readonly Built[],
	proofs: readonly Proof[]
): Promise<Proof> {
	const [first] = proofs;
	if (!first) throw new Error('there is no volume');
	const checks = [
		...first.checks.map(({ name }) => merged(name, proofs)),
		testVolumes(planned, files)
	];
	const hashes = proofs.map(({ sha256 }) => sha256).join('\n');
	return {
		ok: checks.every(({ ok }) => ok),
		checks,
		sha256: await sha256Hex(new TextEncoder().encode(`${hashes}\n`)),
		pages: proofs.reduce((sum, { pages }) => sum + pages, 0),
		madeAt: first.madeAt,
		volumes: proofs
	};
}

/** One check over all volumes; what is wrong is said with its volume. */
function merged(name: string, proofs: readonly Proof[]): Check {
	const found = proofs.map((proof) => proof.checks.find((check) => check.name === name));
	const bad = found.findIndex((check) => !check?.ok);
	const sentence = found[Math.max(bad, 0)]?.sentence ?? 'This check could not be carried out.';
	return { name, ok: bad < 0, sentence: bad < 0 ? sentence : `Volume ${bad + 1}: ${sentence}` };
}

function testVolumes(planned: readonly PageId[], files: readonly Built[]): Check {
	const numbered = files.every(
		({ volume }, index) => volume?.number === index + 1 && volume.of === files.length
	);
	const held = files.flatMap(({ volume }) => volume?.pages ?? []);
	const ok =
		numbered && held.length === planned.length && held.every((id, at) => id === planned[at]);
	return {
		name: 'volumes',
		ok,
		sentence: ok
			? 'Every planned page is in exactly one volume, in its order.'
			: 'The volumes together are not the planned pages.'
	};
}
