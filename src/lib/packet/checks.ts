/** What is checked of a packet, one test a promise: each answers with nothing, or with the sentence that says what is wrong. */
import { turnedSize } from '#lib/page/upright.ts';
import { farthestOf } from '#lib/imaging/detail.ts';
import { differenceOf } from '#lib/imaging/signature.ts';
import type { SeenPage } from './account.ts';
import type { WalkedFile } from './bytes.ts';
import { lettersOf } from './fold.ts';
import { misplacedOn } from './check-print.ts';
import { creationDate, language, xmpOf } from './metadata.ts';
import { bookmarksOf } from './outline.ts';
import type { FoundDocument } from './packet-reader.ts';
import { stampHeight } from './paper.ts';
import type { Built } from './setter.ts';
import { pictureIdOf, storedOn, type Draft, type Sheet, type StoredPicture } from './sheets.ts';
import type { OwnPicture, OwnWords } from './witness.ts';

/** One sheet as the plan has it, and as it was found. */
export interface Pair {
	readonly sheet: Sheet;
	readonly found: SeenPage;
	/** What the store itself has, for a sheet with a picture. */
	readonly own?: OwnPicture & OwnWords;
}

/** What the tests are given. Asking for an account that could not be had throws, and the test that asked has failed. */
export interface Evidence {
	readonly draft: Draft;
	readonly document: FoundDocument;
	readonly pairs: readonly Pair[];
	readonly walked: WalkedFile;
}

/** Over 60 scanned notes a re-encoded picture differed from its own page by 0.0018 at most, from another by 0.0096 at least. */
const likeness = 0.005;
/** Pages that differ by less than this look alike at this size, and neither is nearer to anything. */
const alike = 0.005;

/**
 * Over ten scanned pages no cell of a re-encoded picture was farther from its own page than 0.02; one small word more
 * moved a cell by 0.2.
 */
const detailLikeness = 0.08;

/** A test answers with the sentence that says what is wrong, or with nothing. */
type Test = (evidence: Evidence, built: Built) => string | undefined;

export const tests: readonly (readonly [name: string, good: string, test: Test])[] = [
	['pages', 'The file has as many pages as the plan, in the planned sizes.', testPages],
	[
		'pictures',
		'Every planned picture stands on its own sheet, and no other sheet has any.',
		testPictures
	],
	['likeness', 'Every picture shows the stored page that the plan names.', testLikeness],
	['covered', 'What is covered on a page is black in the file, all through.', testCovered],
	['places', 'Every picture stands upright in its planned place.', testPlaces],
	['streams', 'Every picture in the file is the one that was drawn for its page.', testStreams],
	['words', 'Every page holds the words of its stored page, its stamp, and no others.', testWords],
	['hidden', 'Every hidden word stands where its page has it, and as large.', testHidden],
	['print', 'Every planned line is printed where it was planned, to be seen.', testPrint],
	['stamp', 'Everything that is printed over the paper stands below the picture.', testStamp],
	[
		'extras',
		'There are no unplanned drawings, annotations, attachments, scripts or forms.',
		testExtras
	],
	['bookmarks', 'The bookmarks are the planned ones, and each leads to its sheet.', testBookmarks],
	['metadata', 'The document says its title and date of itself, and nothing more.', testMetadata]
];

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
		const planned = sheet.is === 'front' ? 0 : 1;
		const other = walked.pages[index]?.picture ? 1 : 0;
		return (!found.isUnseen && found.pictures.length !== planned) || other !== planned;
	});
	return wrong < 0 ? undefined : `Sheet ${wrong + 1} has a picture too many or too few.`;
}

function testLikeness({ pairs }: Evidence): string | undefined {
	const pages = pairs.flatMap(({ sheet, found, own }, index) => {
		const picture = found.pictures[0];
		if (sheet.is === 'front') return [];
		if (own?.isExact && !own.look && found.isUnseen) return [];
		if (!own?.look || !picture?.shown) throw new Error('a picture is missing');
		const shown = { ...picture.shown, shape: picture.width / picture.height };
		const { width, height } = own.isExact ? lying(storedOn(sheet)) : storedOn(sheet);
		return [{ shape: width / height, sheet: index + 1, shown, own: own.look }];
	});
	for (const { shape, sheet, shown, own } of pages) {
		const difference = differenceOf(shown.signature, own.signature);
		const stretched = Math.abs(shape / shown.shape - 1) > 0.02;
		if (difference > likeness || stretched) {
			return `Sheet ${sheet} does not show the stored page that the plan names.`;
		}
		if (farthestOf(shown.detail, own.detail) > detailLikeness) {
			return `Something on sheet ${sheet} is not on the stored page, or is missing from it.`;
		}
		const nearer = pages.some(
			(other) =>
				differenceOf(own.signature, other.own.signature) > alike &&
				differenceOf(shown.signature, other.own.signature) <= difference
		);
		if (nearer) return `Sheet ${sheet} shows another planned page.`;
	}
	return undefined;
}

/** Written twice with loss, 80 covered places of 8 scanned notes shone by 20 at most; uncovered, paper showed at 241 at least. */
const blackUpTo = 64;

function testCovered({ pairs }: Evidence): string | undefined {
	const wrong = pairs.findIndex(({ sheet, found }) => {
		const covered = sheet.is === 'page' ? sheet.page.covered : undefined;
		if (!covered) return false;
		const seen = found.pictures[0]?.shown?.lightest ?? [];
		return seen.length !== covered.length || seen.some((grey) => grey > blackUpTo);
	});
	return wrong < 0 ? undefined : `Sheet ${wrong + 1} shows something that is to be covered.`;
}

/** As the stored picture lies before it is turned upright. */
function lying({ width, height, turn = 0 }: StoredPicture): {
	readonly width: number;
	readonly height: number;
} {
	return turnedSize({ width, height }, turn);
}

/** Only a picture with the stored scan is turned by its sheet; a drawn one is upright by itself. */
function testPlaces({ pairs, walked }: Evidence): string | undefined {
	const wrong = pairs.findIndex(({ sheet, own }, index) => {
		if (sheet.is === 'front') return false;
		const place = walked.pages[index]?.picture?.place;
		const turn = own?.isExact ? (storedOn(sheet).turn ?? 0) : 0;
		const off = (['x', 'y', 'width', 'height'] as const).some(
			(side) => Math.abs((place?.[side] ?? NaN) - sheet.picture[side]) > 0.02
		);
		return place?.turn !== turn || off;
	});
	return wrong < 0 ? undefined : `The picture on sheet ${wrong + 1} stands in another way.`;
}

function testStreams({ draft, walked }: Evidence, built: Built): string | undefined {
	const made = new Map(built.made.map((page) => [page.sheet, page]));
	const planned = draft.sheets.filter((sheet) => sheet.is !== 'front').length;
	if (made.size !== planned || built.made.length !== planned) {
		return 'What was drawn is not what was planned.';
	}
	const wrong = draft.sheets.findIndex((sheet, index) => {
		if (sheet.is === 'front') return false;
		const drawn = made.get(index + 1);
		return (
			drawn?.page !== pictureIdOf(sheet) ||
			drawn.pictureSha256 !== walked.pages[index]?.picture?.sha256
		);
	});
	return wrong < 0 ? undefined : `The picture on sheet ${wrong + 1} is not the one drawn for it.`;
}

/** Letters, not words, are compared: see `lettersOf`. */
function testWords({ pairs, walked }: Evidence): string | undefined {
	const wrong = pairs.findIndex(({ sheet, found, own }, index) => {
		const printed = sheet.lines.map(({ text }) => text);
		const planned = lettersOf([own?.words ?? '', ...printed]);
		return found.letters !== planned || walked.pages[index]?.letters !== planned;
	});
	return wrong < 0 ? undefined : `Sheet ${wrong + 1} has other words than planned.`;
}

/** To the thousandth of a point: a place that only looks right could say something. */
function testHidden({ pairs, walked }: Evidence): string | undefined {
	const wrong = pairs.findIndex(
		({ own }, index) => walked.pages[index]?.hiddenSha256 !== own?.placedSha256
	);
	return wrong < 0 ? undefined : `The hidden words of sheet ${wrong + 1} stand in other places.`;
}

function testPrint({ pairs, walked }: Evidence): string | undefined {
	const wrong = pairs.findIndex(({ sheet }, index) => {
		const page = walked.pages[index];
		return !page || misplacedOn(sheet, page);
	});
	return wrong < 0 ? undefined : `Sheet ${wrong + 1} is not printed as planned.`;
}

function testStamp({ pairs, walked }: Evidence): string | undefined {
	const wrong = pairs.findIndex(({ sheet }, index) => {
		if (sheet.is === 'front') return false;
		const page = walked.pages[index];
		const printed = page?.printed ?? [];
		return (
			!page?.picture ||
			page.picture.place.y < stampHeight - 0.01 ||
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
		pairs.some((pair) => pair.found.annotations > 0) && 'annotations',
		pairs.some(({ sheet, found }) => found.drawings !== rulesOn(sheet)) && 'drawings'
	].filter((name) => name !== false);
	return found.length > 0 ? `The file has ${found.join(', ')}.` : undefined;
}

function rulesOn(sheet: Sheet): number {
	return sheet.is === 'front' ? sheet.rules.length : 0;
}

function testBookmarks({ draft, document, walked }: Evidence): string | undefined {
	const planned = bookmarksOf(draft.sheets);
	const wrong = [document.outline, walked.outline].some(
		(found) =>
			found.length !== planned.length ||
			found.some(
				({ title, sheet, depth }, at) =>
					title !== planned[at]?.title || sheet !== planned[at].sheet || depth !== planned[at].depth
			)
	);
	return wrong ? 'The bookmarks are not the planned ones.' : undefined;
}

function testMetadata({ draft, document, walked }: Evidence): string | undefined {
	const told = { Title: draft.title, CreationDate: creationDate(draft) };
	const archival = !walked.isLocked;
	const right =
		walked.isLocked === (draft.options?.locked === true) &&
		isSame(walked.info, told) &&
		isSame(document.info, { ...told, Language: language }) &&
		isSame(document.xmp ?? {}, {
			...{ 'dc:title': draft.title, 'xmp:createdate': draft.preparedOn },
			...(archival ? { 'pdfaid:part': '2', 'pdfaid:conformance': 'B' } : {})
		}) &&
		walked.xmp === xmpOf(draft, archival);
	return right ? undefined : 'The document’s information is not the planned one.';
}

function isSame(
	found: Readonly<Record<string, string>>,
	planned: Readonly<Record<string, string>>
): boolean {
	const keys = Object.keys(planned);
	return (
		Object.keys(found).length === keys.length && keys.every((key) => found[key] === planned[key])
	);
}
