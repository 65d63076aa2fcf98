/** The proof of a release: the finished bytes against its plan, drafted anew, and against the chart's own pages. */
import { proveDraft, type Proof, type ProofTerms, type Witness } from '#lib/packet/prove.ts';
import type { Built } from '#lib/packet/setter.ts';
import { draftPacket } from '../packet/draft.ts';
import type { ReleaseImprint } from '../packet/papers.ts';
import type { OutgoingPage, Plan } from '../plan.ts';

export interface ProofOrder extends ProofTerms, Witness<OutgoingPage> {
	readonly plan: Plan;
	readonly imprint: ReleaseImprint;
	readonly built: Built;
}

/** Never rejects, but for the signal's reason: what goes wrong is a failed check. */
export async function prove({ plan, imprint, ...order }: ProofOrder): Promise<Proof> {
	return proveDraft({ ...order, draft: draftPacket(plan, imprint) });
}
