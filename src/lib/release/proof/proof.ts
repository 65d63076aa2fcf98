/** The proof of a release: the finished bytes against its plan, drafted anew, and against the chart's own pages. */
import { proofOfSet } from '#lib/packet/prove-set.ts';
import { proveDraft, type Proof, type ProofTerms, type Witness } from '#lib/packet/prove.ts';
import type { Built } from '#lib/packet/setter.ts';
import { draftPacket } from '../packet/draft.ts';
import type { ReleaseImprint } from '../packet/papers.ts';
import { pagesIn, type OutgoingPage, type Plan } from '../plan.ts';

export interface ProofOrder extends ProofTerms, Witness<OutgoingPage> {
	readonly plan: Plan;
	readonly imprint: ReleaseImprint;
	readonly built: Built;
}

/** Never rejects, but for the signal's reason: what goes wrong is a failed check. */
export async function prove({ plan, imprint, ...order }: ProofOrder): Promise<Proof> {
	const { built, onProgress } = order;
	const files = [built, ...(built.further ?? [])];
	if (!built.volume) return proveDraft({ ...order, draft: draftPacket(plan, imprint) });
	const proofs: Proof[] = [];
	for (const file of files) {
		const draft = draftPacket(plan, file.volume ? { ...imprint, volume: file.volume } : imprint);
		const done = proofs.length;
		const told: ProofOrder['onProgress'] = (step) =>
			onProgress?.({ done: done * step.of + step.done, of: files.length * step.of });
		proofs.push(await proveDraft({ ...order, built: file, draft, onProgress: told }));
	}
	return proofOfSet(
		pagesIn(plan).map(({ page }) => page),
		files,
		proofs
	);
}
