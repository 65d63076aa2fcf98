/**
 * The proof of a packet: the finished bytes against the plan, page by page and object by object.
 *
 * [Note: What a proof proves]
 * Three accounts of one file must agree: the plan (drafted anew for the proof), the store's own pages (opened afresh), and
 * what two readers find in the bytes, of which neither is the library that wrote them. One reader is a full PDF
 * reader, as a recipient's would be; the other is a strict walk that must give every object and every byte a meaning.
 * A picture that went in with its stored scan is compared bit for bit, and looked at only now and then: bytes that are the
 * same, and of which the walk has left none unexplained, show the same pixels to every decoder. Every other one is decoded
 * by the reader and held against the decoded page. A check that cannot be carried out has failed. What a proof cannot know is whether a page was filed rightly.
 */
import { accountFor, seenPage, type SeenPage } from './account.ts';
import { walk, type WalkedFile, type WalkedPage } from './bytes.ts';
import { tests, type Evidence, type Pair } from './checks.ts';
import { usualOptions } from './options.ts';
import type { FoundDocument, HowRead, PacketReader, Spots } from './packet-reader.ts';
import type { Box } from './paper.ts';
import { Unexplained } from './pdf-objects.ts';
import type { ProvenAccount } from './proof-file.ts';
import type { Built } from './setter.ts';
import { sha256Hex } from './sha256.ts';
import {
	storedOn,
	type Draft,
	type PictureSheet,
	type StoredCopy,
	type StoredPage
} from './sheets.ts';
import type { Asked, OwnPicture, OwnWords } from './witness.ts';

/** What the store itself says of its pages, opened afresh: not what the builder has seen of them. */
export interface Witness<P extends StoredPage> {
	/** A page's own picture, beside the one that was found in its place. */
	readonly pictureOf: (page: P, asked?: Asked) => Promise<OwnPicture>;
	/** The words of a page's own reading, as they stand behind a picture that fills the box. */
	readonly wordsOf: (page: P, box: Box) => Promise<OwnWords>;
	/** A copy's own picture; absent where no packet has copies. */
	readonly copyOf?: (copy: StoredCopy, asked?: Asked) => Promise<OwnPicture>;
}

/** How a proof is carried out, and who is told. */
export interface ProofTerms {
	readonly read: PacketReader;
	/** ISO 8601 time. */
	readonly madeAt: string;
	/** Of a locked packet. It is used, and kept nowhere. */
	readonly password?: string | undefined;
	readonly onProgress?: (progress: { readonly done: number; readonly of: number }) => void;
	readonly signal?: AbortSignal;
}

export interface DraftProof<P extends StoredPage> extends ProofTerms, Witness<P> {
	readonly draft: Draft<P>;
	readonly built: Built;
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
	/** Pages of the store in the packet; letters, notices, copies, cover and index are not counted. */
	readonly pages: number;
	readonly madeAt: string;
	/** What was found in the file; absent when it could not be read whole, and of a packet in volumes. */
	readonly packet?: ProvenAccount;
	/** Of a packet in volumes: the proof of each. Then `sha256` is the hash of their hashes, a line each. */
	readonly volumes?: readonly Proof[];
}

type Account<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; why: string };

/** Never rejects, but for the signal's reason: what goes wrong is a failed check. */
export async function proveDraft<P extends StoredPage>(order: DraftProof<P>): Promise<Proof> {
	const { draft, built, madeAt, password, signal, onProgress } = order;
	onProgress?.({ done: 0, of: stepsOf(draft) });
	const walking = new Walking(built.bytes, password);
	// Beside what is read and opened elsewhere.
	const hashing = walking.whole.then(() => sha256Hex(built.bytes));
	const read = await accountOf(readAll(order, walking));
	const walked = await walking.whole;
	signal?.throwIfAborted();
	const sha256 = await hashing;
	const evidence: Evidence = {
		draft,
		get walked() {
			return ensure(walked);
		},
		get document() {
			return ensure(read).document;
		},
		get pairs() {
			return ensure(read).pairs;
		}
	};
	const checks = [
		said('file', 'Every object of the file, and every byte, has its place in the plan.', walked),
		said('reading', 'Another reader opens the file and reads every page of it.', read),
		...tests.map(([name, good, test]) => carryOut(name, good, () => test(evidence, built)))
	];
	const { length } = built.bytes;
	const packet =
		walked.ok && read.ok && (await accountIn({ sha256, bytes: length }, read.value, walked.value));
	const pages = draft.sheets.filter(({ is }) => is === 'page').length;
	const ok = checks.every((check) => check.ok);
	return { ok, checks, sha256, pages, madeAt, ...(packet ? { packet } : {}) };
}

async function accountIn(
	file: Pick<ProvenAccount, 'sha256' | 'bytes'>,
	{ document, pairs }: Pick<Evidence, 'document' | 'pairs'>,
	walked: WalkedFile
): Promise<ProvenAccount> {
	const pages = pairs.map(({ found }) => found);
	const account = await accountFor(file, { document, pages }, walked);
	const sheets = account.sheets.map((sheet, index) => ({
		...sheet,
		pictures: sheet.pictures.map((picture) =>
			pairs[index]?.own?.isExact ? { ...picture, isStored: true as const } : picture
		),
		is: pairs[index]?.sheet.is ?? 'front'
	}));
	return { ...account, sheets };
}

async function accountOf<T>(promise: Promise<T>): Promise<Account<T>> {
	try {
		return { ok: true, value: await promise };
	} catch (error) {
		// Only our own sentences are passed on: another library's message may quote the file.
		const known = error instanceof Unexplained || error instanceof Misread;
		return { ok: false, why: known ? error.message : 'it could not be read back' };
	}
}

/** The strict walk under way: its pages as they come, and the whole. */
class Walking {
	readonly whole: Promise<Account<WalkedFile>>;
	readonly #pages: WalkedPage[] = [];
	#news = Promise.withResolvers<undefined>();
	#isOver = false;

	constructor(bytes: Uint8Array<ArrayBuffer>, password: string | undefined) {
		const walked = walk(bytes, password, (page) => {
			this.#pages.push(page);
			this.#tell();
		});
		this.whole = accountOf(walked).then((account) => {
			this.#isOver = true;
			this.#tell();
			return account;
		});
	}

	/** The page at that place, from 0; `undefined` when the walk has ended before it. */
	async page(index: number): Promise<WalkedPage | undefined> {
		while (this.#pages.length <= index && !this.#isOver) await this.#news.promise;
		return this.#pages[index];
	}

	#tell(): void {
		this.#news.resolve(undefined);
		this.#news = Promise.withResolvers();
	}
}

function ensure<T>(account: Account<T>): T {
	if (!account.ok) throw new Error('there is no such account');
	return account.value;
}

function said(name: string, good: string, account: Account<unknown>): Check {
	const sentence = account.ok ? good : `The file is not as planned: ${account.why}.`;
	return { name, ok: account.ok, sentence };
}

class Misread extends Error {
	override name = 'Misread';
}

/**
 * Of the pictures whose very scan is stored, so many are looked at all the same: the first of every two hundred. A look
 * costs as much as reading some forty pages does, and can say no more of the same bytes than that both decoders work.
 */
const lookedAt = 200;
/** So many of the store's pages are opened side by side. */
const ahead = 3;
/** A file with more sheets is read while it is walked. */
const long = 40;

/** Each sheet is looked at in the file and in the store. */
const stepsOf = ({ sheets }: Draft): number => 2 * sheets.length;

/** The other reader's account, and for each page the store's own. Both are taken at the same time. */
async function readAll<P extends StoredPage>(
	order: DraftProof<P>,
	walking: Walking
): Promise<Pick<Evidence, 'document' | 'pairs'>> {
	const { draft, onProgress } = order;
	const steps = { done: 0, of: stepsOf(draft) };
	const step = (): void => onProgress?.({ done: ++steps.done, of: steps.of });
	const isLost = draft.sheets.length <= long && !(await walking.whole).ok;
	const likely = draft.sheets.flatMap((_sheet, index) =>
		!isLost && isLikelyExact(draft, index) ? [index + 1] : []
	);
	const unseen = new Set(likely);
	const [owns, found] = await bothOf(order, (told) => [
		ownsOf(told, walking, step),
		foundIn(told, { unseen }, step)
	]);
	const { document, pages } = found;
	if (!document || pages.length !== draft.sheets.length) throw new Misread('a page is missing');
	// What was taken for the stored scan and is not has to be seen after all.
	const only = new Set(likely.filter((number) => !owns[number - 1]?.isExact));
	const seen = only.size > 0 ? (await foundIn(order, { only })).pages : [];
	const again = new Map(seen.map((page) => [page.number, page]));
	const pairs = draft.sheets.map((sheet, index): Pair => {
		const page = again.get(index + 1) ?? pages[index];
		if (page?.number !== index + 1) throw new Misread('a page is missing');
		const own = owns[index];
		return { sheet, found: page, ...(own ? { own } : {}) };
	});
	return { document, pairs };
}

/** When one of the two fails, the other stops. */
async function bothOf<P extends StoredPage, A, B>(
	order: DraftProof<P>,
	begin: (order: DraftProof<P>) => readonly [Promise<A>, Promise<B>]
): Promise<readonly [A, B]> {
	const halt = new AbortController();
	const stops = [halt.signal, ...(order.signal ? [order.signal] : [])];
	try {
		return await Promise.all(begin({ ...order, signal: AbortSignal.any(stops) }));
	} finally {
		halt.abort();
	}
}

async function ownsOf<P extends StoredPage>(
	order: DraftProof<P>,
	walking: Walking,
	step: () => void
): Promise<readonly Pair['own'][]> {
	const { draft } = order;
	const { sheets } = draft;
	const owns = Array.from<unknown, Pair['own']>(sheets, () => undefined);
	let next = 0;
	const lane = async (): Promise<void> => {
		for (let index = next++; index < sheets.length; index = next++) {
			order.signal?.throwIfAborted();
			const sheet = sheets[index];
			if (sheet && sheet.is !== 'front') {
				owns[index] = await ownOf(sheet, order, askedOf(await walking.page(index), draft, index));
			}
			step();
		}
	};
	await Promise.all(Array.from({ length: ahead }, lane));
	return owns;
}

async function foundIn<P extends StoredPage>(
	{ draft, built, read, password, signal }: DraftProof<P>,
	which: Pick<HowRead, 'unseen' | 'only'>,
	step?: () => void
): Promise<{ readonly document: FoundDocument | undefined; readonly pages: readonly SeenPage[] }> {
	let document: FoundDocument | undefined;
	const pages: SeenPage[] = [];
	const how = { signal, password, spots: spotsOf(draft), ...which };
	for await (const found of read(built.bytes, how)) {
		signal?.throwIfAborted();
		if (found.is === 'unreadable') throw new Misread('the packet cannot be read');
		if (found.is === 'document') {
			document = found.document;
			continue;
		}
		if (pages.length === draft.sheets.length) throw new Misread('a page too many');
		pages.push(seenPage(found.page));
		step?.();
	}
	return { document, pages };
}

/** Only a guess, made before the store is asked: a wrong one costs a second look, and never the look itself. */
function isLikelyExact(draft: Draft, index: number): boolean {
	const sheet = draft.sheets[index];
	if (!sheet || sheet.is === 'front' || isLookedAt(draft, index)) return false;
	const { quality } = draft.options ?? usualOptions;
	return quality === 'scan' && storedOn(sheet).mediaType === 'image/jpeg';
}

function askedOf(found: WalkedPage | undefined, draft: Draft, index: number): Asked | undefined {
	if (!found?.picture) return undefined;
	const { packing, sha256 } = found.picture;
	const look = isLookedAt(draft, index);
	return { packing, sha256, look, ...(draft.options ? { options: draft.options } : {}) };
}

/** What is covered has to be seen, whoever vouches for the bytes. */
function isLookedAt({ sheets }: Draft, index: number): boolean {
	const sheet = sheets[index];
	const isCovered = sheet?.is === 'page' && sheet.page.covered !== undefined;
	const first = sheets.findIndex(({ is }) => is !== 'front');
	return isCovered || index % lookedAt === first % lookedAt;
}

async function ownOf<P extends StoredPage>(
	sheet: PictureSheet<P>,
	{ pictureOf, wordsOf, copyOf }: Witness<P>,
	asked: Asked | undefined
): Promise<NonNullable<Pair['own']>> {
	if (sheet.is === 'page') {
		const both = [wordsOf(sheet.page, sheet.picture), pictureOf(sheet.page, asked)] as const;
		const [words, picture] = await Promise.all(both);
		return { ...picture, ...words };
	}
	if (!copyOf) throw new Misread('a copy has nobody to vouch for it');
	return { ...(await copyOf(sheet.copy, asked)), words: '' };
}

/** What was covered on a page is looked at in the file itself: likeness only says that the store's copy was taken. */
function spotsOf({ sheets }: Draft): Spots {
	return new Map(
		sheets.flatMap((sheet, index) => {
			const page = sheet.is === 'page' ? sheet.page : undefined;
			if (!page?.covered) return [];
			const { covered, width, height } = page;
			const shares = covered.map((rect) => ({
				x: rect.x / width,
				y: rect.y / height,
				width: rect.width / width,
				height: rect.height / height
			}));
			return [[index + 1, shares] as const];
		})
	);
}

function carryOut(name: string, good: string, test: () => string | undefined): Check {
	try {
		const wrong = test();
		return { name, ok: wrong === undefined, sentence: wrong ?? good };
	} catch {
		return { name, ok: false, sentence: 'This check could not be carried out.' };
	}
}
