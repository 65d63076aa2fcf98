/**
 * The proof of a packet: the finished bytes against the plan, page by page and object by object.
 *
 * [Note: What a proof proves]
 * Three accounts of one file must agree: the plan (drafted again here), the chart's own pages (opened afresh), and
 * what two readers find in the bytes, of which neither is the library that wrote them. One reader is a full PDF
 * reader, as a recipient's would be; the other is a strict walk that must give every object and every byte a meaning.
 * A check that cannot be carried out has failed. What a proof cannot know is whether a page was filed rightly.
 */
import { differenceOf } from '#lib/imaging/signature.ts';
import type { ChartPage } from '#lib/chart/reader.ts';
import type { Built } from '../packet/build.ts';
import { draftPacket, type Draft, type Sheet } from '../packet/draft.ts';
import { lettersOf } from '../packet/fold.ts';
import type { Imprint } from '../packet/front.ts';
import { stampHeight } from '../packet/paper.ts';
import type { Plan } from '../plan.ts';
import { sha256Hex } from '../sha256.ts';
import { walk, type WalkedFile } from './bytes.ts';
import type { FoundDocument, FoundPage, PacketReader } from './packet-reader.ts';

export interface ProofOrder {
	readonly plan: Plan;
	readonly imprint: Imprint;
	readonly built: Built;
	readonly read: PacketReader;
	/** The signature of a chart page's own picture, opened afresh from the chart. */
	readonly pictureOf: (page: ChartPage) => Promise<Uint8Array>;
	/** The words of a chart page's own reading, opened afresh from the chart. */
	readonly wordsOf: (page: ChartPage) => Promise<readonly string[]>;
	/** ISO 8601 time. */
	readonly madeAt: string;
	readonly onProgress?: (progress: { readonly done: number; readonly of: number }) => void;
	readonly signal?: AbortSignal;
}

export interface Check {
	readonly name: string;
	readonly ok: boolean;
	/** One plain sentence, without names, words or keys. */
	readonly sentence: string;
}

export interface Proof {
	readonly ok: boolean;
	readonly checks: readonly Check[];
	/** SHA-256 of the file, hex. */
	readonly sha256: string;
	/** Chart pages in the packet. */
	readonly pages: number;
	readonly madeAt: string;
}

/** A picture that was re-encoded differs by less than this from its own page; measured 0.0005 at most on scanned notes. */
const likeness = 0.008;
/** Pages that differ by less than this look alike at this size, and neither is nearer to anything. */
const alike = 0.004;

/** One sheet as the plan has it, and as it was found. */
interface Pair {
	readonly sheet: Sheet;
	readonly found: FoundPage;
	/** What the chart itself has, for a chart sheet. */
	readonly own?: { readonly signature: Uint8Array; readonly words: readonly string[] };
}

interface Evidence {
	readonly draft: Draft;
	readonly document: FoundDocument;
	readonly pairs: readonly Pair[];
	readonly walked: WalkedFile;
}

/** Never rejects, but for the signal's reason: what goes wrong is a failed check. */
export async function prove(order: ProofOrder): Promise<Proof> {
	const { plan, imprint, built, madeAt, signal } = order;
	const sha256 = await sha256Hex(built.bytes);
	const draft = draftPacket(plan, imprint);
	const about = { sha256, pages: plan.counts.in, madeAt };
	let evidence: Evidence;
	try {
		const walked = await walk(built.bytes);
		evidence = { draft, walked, ...(await readAll(order, draft)) };
	} catch (error) {
		signal?.throwIfAborted();
		const known = error instanceof Error && error.name === 'Unexplained';
		const sentence = known
			? `The file holds something that the plan does not explain: ${error.message}.`
			: 'The packet could not be read back.';
		return { ok: false, checks: [{ name: 'file', ok: false, sentence }], ...about };
	}
	const objects = `All ${evidence.walked.objects} objects of the file are explained by the plan.`;
	const checks = [{ name: 'file', ok: true, sentence: objects }];
	for (const [name, good, test] of tests)
		checks.push(carryOut(name, good, () => test(evidence, order)));
	return { ok: checks.every(({ ok }) => ok), checks, ...about };
}

/** The other reader's account, and for each chart sheet the chart's own. */
async function readAll(
	{ built, read, pictureOf, wordsOf, onProgress, signal }: ProofOrder,
	draft: Draft
): Promise<Pick<Evidence, 'document' | 'pairs'>> {
	let document: FoundDocument | undefined;
	const pairs: Pair[] = [];
	for await (const found of read(built.bytes, signal)) {
		signal?.throwIfAborted();
		if (found.is === 'unreadable') throw new Error('the packet cannot be read');
		if (found.is === 'document') {
			document = found.document;
			continue;
		}
		const sheet = draft.sheets[pairs.length];
		if (!sheet || found.page.number !== pairs.length + 1) throw new Error('a page too many');
		if (sheet.is === 'front') pairs.push({ sheet, found: found.page });
		else {
			const own = { signature: await pictureOf(sheet.page), words: await wordsOf(sheet.page) };
			pairs.push({ sheet, found: found.page, own });
		}
		onProgress?.({ done: pairs.length, of: draft.sheets.length });
	}
	if (!document || pairs.length !== draft.sheets.length) throw new Error('a page is missing');
	return { document, pairs };
}

/** A test answers with the sentence that says what is wrong, or with nothing. */
type Test = (evidence: Evidence, order: ProofOrder) => string | undefined;

const tests: readonly (readonly [name: string, good: string, test: Test])[] = [
	['pages', 'The file has as many pages as the plan, in the planned sizes.', testPages],
	[
		'pictures',
		'Every released page has exactly one picture, and no other page has any.',
		testPictures
	],
	['likeness', 'Every picture shows the chart page that the plan names.', testLikeness],
	['streams', 'Every picture in the file is the one that was drawn for its page.', testStreams],
	['words', 'Every page holds the words of its chart page, its stamp, and no others.', testWords],
	['stamp', 'Everything that is printed over the paper stands below the picture.', testStamp],
	[
		'extras',
		'There are no unplanned drawings, annotations, attachments, scripts, forms, bookmarks or XMP.',
		testExtras
	],
	['metadata', 'The document says its title and date of itself, and nothing more.', testMetadata]
];

function carryOut(name: string, good: string, test: () => string | undefined): Check {
	try {
		const wrong = test();
		return { name, ok: wrong === undefined, sentence: wrong ?? good };
	} catch {
		return { name, ok: false, sentence: 'This check could not be carried out.' };
	}
}

function testPages({ draft, document, walked, pairs }: Evidence): string | undefined {
	const planned = draft.sheets.length;
	if (document.pages !== planned || walked.pages.length !== planned) {
		return `The plan has ${planned} sheets and the file ${document.pages}.`;
	}
	const wrong = pairs.findIndex(({ sheet: { paper }, found }, index) => {
		const other = walked.pages[index];
		return [found, other].some(
			(size) =>
				!size ||
				Math.abs(size.width - paper.width) > 0.02 ||
				Math.abs(size.height - paper.height) > 0.02
		);
	});
	return wrong < 0 ? undefined : `Sheet ${wrong + 1} has another size than planned.`;
}

function testPictures({ pairs, walked }: Evidence): string | undefined {
	const wrong = pairs.findIndex(({ sheet, found }, index) => {
		const planned = sheet.is === 'chart' ? 1 : 0;
		const other = walked.pages[index]?.picture ? 1 : 0;
		return found.pictures.length !== planned || other !== planned;
	});
	return wrong < 0 ? undefined : `Sheet ${wrong + 1} has a picture too many or too few.`;
}

function testLikeness({ pairs }: Evidence): string | undefined {
	const pages = pairs.flatMap(({ sheet, found, own }, index) => {
		const picture = found.pictures[0];
		if (sheet.is === 'front') return [];
		if (!own || !picture?.signature) throw new Error('a picture is missing');
		const { width, height, signature } = picture;
		const shown = { signature, shape: width / height };
		return [{ page: sheet.page, sheet: index + 1, shown, own: own.signature }];
	});
	for (const { page, sheet, shown, own } of pages) {
		const difference = differenceOf(shown.signature, own);
		const stretched = Math.abs(page.width / page.height / shown.shape - 1) > 0.02;
		if (difference > likeness || stretched) {
			return `Sheet ${sheet} does not show the chart page that the plan names.`;
		}
		const nearer = pages.some(
			(other) =>
				differenceOf(own, other.own) > alike &&
				differenceOf(shown.signature, other.own) <= difference
		);
		if (nearer) return `Sheet ${sheet} shows another planned page.`;
	}
	return undefined;
}

function testStreams({ draft, walked }: Evidence, { built }: ProofOrder): string | undefined {
	const made = new Map(built.made.map((page) => [page.sheet, page]));
	const planned = draft.sheets.filter((sheet) => sheet.is === 'chart').length;
	if (made.size !== planned || built.made.length !== planned) {
		return 'What was drawn is not what was planned.';
	}
	const wrong = draft.sheets.findIndex((sheet, index) => {
		if (sheet.is === 'front') return false;
		const drawn = made.get(index + 1);
		return (
			drawn?.page !== sheet.page.page ||
			drawn.jpegSha256 !== walked.pages[index]?.picture?.jpegSha256
		);
	});
	return wrong < 0 ? undefined : `The picture on sheet ${wrong + 1} is not the one drawn for it.`;
}

/** Letters, not words, are compared: see `lettersOf`. */
function testWords({ pairs, walked }: Evidence): string | undefined {
	const wrong = pairs.findIndex(({ sheet, found, own }, index) => {
		const printed = sheet.lines.map(({ text }) => text);
		const planned = lettersOf([...(own?.words ?? []), ...printed]);
		const walkedTexts = walked.pages[index]?.texts.map(({ text }) => text) ?? [];
		return lettersOf(found.words) !== planned || lettersOf(walkedTexts) !== planned;
	});
	return wrong < 0 ? undefined : `Sheet ${wrong + 1} has other words than planned.`;
}

function testStamp({ pairs, walked }: Evidence): string | undefined {
	const wrong = pairs.findIndex(({ sheet }, index) => {
		if (sheet.is === 'front') return false;
		const page = walked.pages[index];
		const printed = page?.texts.filter(({ hidden }) => !hidden) ?? [];
		return (
			!page?.picture ||
			page.picture.y < stampHeight ||
			printed.length !== sheet.lines.length ||
			printed.some(({ y, size }) => y + size > stampHeight)
		);
	});
	return wrong < 0 ? undefined : `Something is printed over the picture on sheet ${wrong + 1}.`;
}

function testExtras({ document, pairs }: Evidence): string | undefined {
	const found = [
		document.attachments > 0 && 'attachments',
		document.hasScript && 'a script',
		document.hasForm && 'a form',
		document.xmp && 'XMP metadata',
		document.outline.length > 0 && 'bookmarks',
		pairs.some((pair) => pair.found.annotations > 0) && 'annotations',
		pairs.some(({ sheet, found }) => found.drawings !== rulesOn(sheet)) && 'drawings'
	].filter((name) => name !== false);
	return found.length > 0 ? `The file has ${found.join(', ')}.` : undefined;
}

function rulesOn(sheet: Sheet): number {
	return sheet.is === 'front' ? sheet.rules.length : 0;
}

function testMetadata({ draft, document, walked }: Evidence): string | undefined {
	const day = draft.imprint.preparedOn.replaceAll('-', '');
	const planned: Readonly<Record<string, string>> = {
		Title: draft.title,
		CreationDate: `D:${day}`
	};
	for (const info of [document.info, walked.info]) {
		const keys = Object.keys(info);
		if (keys.length !== 2 || keys.some((key) => info[key] !== planned[key])) {
			return 'The document’s information is not the planned one.';
		}
	}
	return undefined;
}
