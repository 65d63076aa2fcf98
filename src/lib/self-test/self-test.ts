/**
 * The self-test: an invented practice with marks planted in its private pages, the real builder, the real proof, and
 * builders that are broken on purpose. What comes out is what was seen, never an assumption: a step that could not be
 * carried out has failed.
 */
import { openChartBlob } from '#lib/chart/open.ts';
import type { Codec } from '#lib/imaging/codec.ts';
import type { PacketReader } from '#lib/packet/packet-reader.ts';
import type { SelfTested } from '#lib/packet/proof-file.ts';
import { spoiltBuilders, type SpoiltBuilder, type Spoils } from '#lib/packet/spoilt.ts';
import type { BuildOrder } from '#lib/release/packet/build.ts';
import { draftPacket } from '#lib/release/packet/draft.ts';
import { prove, type ProofOrder } from '#lib/release/proof/proof.ts';
import { chartWitness } from '#lib/release/proof/witness.ts';
import { wordsOf, type Token } from './marked-page.ts';
import { rehearse, type Rehearsal } from './rehearsal.ts';
import { everythingIn, isIn } from './search.ts';

type Built = ProofOrder['built'];

export interface SelfTestParts {
	readonly codec: Codec;
	/** The builder that packets are made with. */
	readonly build: (order: Omit<BuildOrder, 'press'>) => Promise<Built>;
	readonly read: PacketReader;
	readonly now: () => Date;
}

export interface SelfTestStep {
	readonly ok: boolean;
	/** One plain sentence. */
	readonly sentence: string;
}

export interface SelfTestResult extends SelfTested {
	readonly ok: boolean;
	readonly seconds: number;
	readonly steps: readonly SelfTestStep[];
}

interface Told {
	/** Fewer broken builders, because somebody waits for a packet. */
	readonly quick?: boolean;
	readonly onStep?: (done: number, of: number) => void;
	readonly signal?: AbortSignal;
}

/** Never rejects, but for the signal's reason. */
export async function selfTest(parts: SelfTestParts, told: Told = {}): Promise<SelfTestResult> {
	const begun = performance.now();
	const at = parts.now().toISOString();
	const steps: SelfTestStep[] = [];
	const builders = spoiltBuilders.filter(({ always }) => always ?? !told.quick);
	const of = builders.length + 3;
	const step = async (good: string, bad: string, test: () => Promise<boolean>): Promise<void> => {
		told.signal?.throwIfAborted();
		const ok = await test().catch(() => false);
		steps.push({ ok, sentence: ok ? good : bad });
		told.onStep?.(steps.length, of);
	};
	let rehearsal: Rehearsal | undefined;
	try {
		rehearsal = await rehearse(parts.codec, parts.now);
		await walkThrough(rehearsal, parts, { builders, step });
	} catch {
		told.signal?.throwIfAborted();
		steps.push({ ok: false, sentence: 'The invented practice could not be set up.' });
	} finally {
		await rehearsal?.close();
	}
	const spoilt = new Set(builders.map(({ does }) => caught(does)));
	return {
		at,
		ok: steps.length === of && steps.every(({ ok }) => ok),
		steps,
		caught: steps.filter(({ ok, sentence }) => ok && spoilt.has(sentence)).length,
		marks: rehearsal?.forbidden.length ?? 0,
		seconds: (performance.now() - begun) / 1000
	};
}

type Step = (good: string, bad: string, test: () => Promise<boolean>) => Promise<void>;

async function walkThrough(
	rehearsal: Rehearsal,
	parts: SelfTestParts,
	{ builders, step }: { readonly builders: readonly SpoiltBuilder[]; readonly step: Step }
): Promise<void> {
	const { plan, reader, key, today, forbidden, wanted } = rehearsal;
	const imprint = { practice: { name: 'Self-test' }, preparedBy: 'Self-test', preparedOn: today };
	const witness = chartWitness(reader, key, parts.codec);
	const terms = { plan, imprint, read: parts.read, madeAt: parts.now().toISOString(), ...witness };
	let built: Built | undefined;
	let everything = '';
	await step(
		`A packet of ${plan.counts.in} invented pages was built with the chart’s key, and passed its proof.`,
		'A packet of invented pages could not be built, or did not pass its proof.',
		async () => {
			built = await parts.build({ plan, imprint, reader, key });
			return (await prove({ ...terms, built })).ok;
		}
	);
	await step(
		`The search finds the marks of the chart’s own pages in it, so it would find others: ${wanted.length} of ${wanted.length}.`,
		'The search does not find the marks of the chart’s own pages: it could find no others.',
		async () => {
			everything = built ? await everythingIn(built.bytes, parts.read) : '';
			return wanted.every((token) => isIn(everything, token));
		}
	);
	await step(
		`None of the ${forbidden.length} marks of private, strange and undecided pages is in its bytes, words or pictures.`,
		'A mark of a private, strange or undecided page is in the packet.',
		() => Promise.resolve(everything !== '' && noneOf(forbidden, everything))
	);
	const draft = draftPacket(plan, imprint);
	const pages = new Map(plan.lines.map(({ page }) => [page.page, page]));
	const [word] = wordsOf(rehearsal.private.lower);
	const reading = new TextEncoder().encode(JSON.stringify(rehearsal.private.reading));
	const spoils = {
		...{ draft, word, codec: parts.codec },
		secret: { picture: rehearsal.private.picture, reading },
		open: async ({ page }: { readonly page: string }) => openedPage(pages, page, rehearsal)
	};
	// While the reader reads one of them, the next is being built and walked.
	const found = builders.map(({ check, build }) => async () => {
		const proof = await prove({ ...terms, built: await build(spoils) } satisfies ProofOrder);
		return proof.checks.some(({ name, ok }) => name === check && !ok);
	});
	const isCaught = sideBySide(found);
	for (const [at, { does }] of builders.entries()) {
		await step(caught(does), `Not caught: a builder that ${does}.`, isCaught[at] ?? notCarriedOut);
	}
}

const notCarriedOut = (): Promise<boolean> => Promise.resolve(false);
/** So many are under way at a time. */
const lanes = 3;

/** Each answers when its turn has come and it is done; the first lanes begin at once. */
function sideBySide(
	works: readonly (() => Promise<boolean>)[]
): readonly (() => Promise<boolean>)[] {
	const begun: Promise<boolean>[] = [];
	const begin = (at: number): void => {
		const work = works[at];
		if (!work || begun[at]) return;
		begun[at] = work();
		// Whoever waits for it hears of it; until then nobody does.
		begun[at].catch(() => undefined);
	};
	return works.map((work, at) => () => {
		for (let next = at; next < at + lanes; next++) begin(next);
		return begun[at] ?? work();
	});
}

function caught(does: string): string {
	return `Caught: a builder that ${does}.`;
}

function noneOf(tokens: readonly Token[], everything: string): boolean {
	return !tokens.some((token) => isIn(everything, token));
}

async function openedPage(
	pages: ReadonlyMap<string, Rehearsal['plan']['lines'][number]['page']>,
	id: string,
	{ reader, key }: Rehearsal
): ReturnType<Spoils['open']> {
	const page = pages.get(id);
	if (!page) throw new Error('no such page');
	const open = async (ref: typeof page.picture): Promise<Uint8Array<ArrayBuffer>> =>
		openChartBlob(key, ref, await reader.sealed(ref));
	return {
		picture: await open(page.picture),
		reading: page.reading && (await open(page.reading))
	};
}
