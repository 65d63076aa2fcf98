/** Which strings of a screen are texts to translate, and which are codes, keys, classes and words that go on record. */
import type { Message } from 'wuchale';

/** Where in the source a string stands, beyond what the extractor says itself. */
export interface Place {
	/** The attribute whose expression is being read. */
	attribute: string | undefined;
	/** Within `{…}` between texts, or within a template that is a text itself: a single word counts there. */
	inText: boolean;
}

/**
 * [Note: What stays English]
 * What is signed, sealed or sent stays in one language, whoever works here: entries of the ledger, what tells the open
 * cabinet's, the browser's name in a packet's log, letters and certificates, the commands of the recovery kit, drawings.
 * What tells the other histories is English in files alone: see telling.ts.
 */
const staysEnglish: readonly RegExp[] = [
	/^src\/lib\/desk\/(cabinet-words|history-lines|browser-words)\.ts$/,
	/^src\/lib\/desk\/(kit-commands|notes-form|request-work)\.ts$/,
	/^src\/lib\/ui\/squares\.ts$/,
	// Names of tests stand beside the promises that they keep.
	/^src\/routes\/protected\/threats\.ts$/,
	/^src\/routes\/release\/(LetterSheet|SheetDrawing|certificate\/CertificateSheet)\.svelte$/
];

/** Attributes that are read or heard by people. */
const textAttributes = new Set([
	...['label', 'title', 'hint', 'lead', 'alt', 'placeholder', 'unit', 'caption', 'foot', 'legend'],
	...['aria-label', 'aria-description', 'aria-valuetext', 'aria-roledescription', 'problem'],
	...['confirm', 'cancel', 'detail', 'told', 'missing', 'keep', 'act', 'word', 'counted']
]);

/** Attributes that never are, whatever they look like. */
const codeAttributes =
	/^(class|style|href|src|id|name|type|role|tone|size|variant|value|key|d|points|transform|viewBox|aria-keyshortcuts|autocomplete|pattern|for|accept|scope|field|data-.*)$/;

/** Elements whose words are to be typed as they are. */
const codeElements = new Set(['script', 'style', 'path', 'code', 'pre', 'kbd', 'samp']);

/** Calls whose strings are selectors, names and codes. */
const codeCalls =
	/(^|\.)(matches|closest|querySelector|querySelectorAll|getElementById|matchMedia|normalize|startsWith|endsWith|includes|replace|replaceAll|split|isNamed|get|set|has|stringify|addEventListener|removeEventListener|getContext|csvTable|letterFrom|console\..*|\$inspect)$/;

/** They hold a value; they are no call with an argument. */
const runes = /^\$(derived|state)(\.|$)/;

/** Calls to which a noun is handed, to be counted. */
const countingCalls = /(^|\.)(counted|plural|countOf|tell)$/;

const keys =
	/^(\p{L}|Esc|Escape|Enter|Tab|Space|Shift|Alt|Ctrl|Control|Meta|Delete|Backspace|Home|End|F\d+)$/u;
const browsers = /^(Edge|Opera|Firefox|Chrome|Chromium|Safari)$|an unknown browser/;
/** `DamagedBlob`, `ArrowLeft`: the name of an error or a key. */
const camel = /^[A-Z][a-z]+([A-Z][a-z]+)+$/;
const drawing = /^M[\d#.-]/;
const citation = /^\d+ CFR [\d.()a-z]+$/i;
/** The inside of a PDF. */
const objects = /\bobj\n|^(xref|trailer|startxref)\n|^(Resources|Rotate|Catalog|Annots)$/;

export function isMessage(message: Message, place: Place): 'message' | false {
	const text = message.msgStr.join('\n');
	const { scope, element, attribute, file } = message.details;
	const call = runes.test(message.details.call ?? '') ? undefined : message.details.call;
	if (!/\p{L}{2}/u.test(text)) return false;
	if (staysEnglish.some((pattern) => pattern.test(file))) return false;
	if (element !== undefined && codeElements.has(element)) return false;
	if (scope === 'markup') return 'message';
	const codes = [keys, browsers, camel, drawing, citation, objects];
	if (codes.some((pattern) => pattern.test(text))) return false;

	const name = attribute ?? place.attribute;
	if (name !== undefined) {
		if (codeAttributes.test(name)) return false;
		if (textAttributes.has(name) && call === undefined) return 'message';
	}
	if (scope === 'attribute') return /^\p{Lu}\p{Ll}/u.test(text) && 'message';
	if (isCode(call)) return false;
	if (isWorded(text)) return 'message';
	const isWord = /^\p{L}[\p{L}’' -]*$/u.test(text);
	const isCounted = call !== undefined && countingCalls.test(call);
	return isWord && (isCounted || (place.inText && call === undefined)) && 'message';
}

function isCode(call: string | undefined): boolean {
	return call !== undefined && codeCalls.test(call);
}

/** A sentence, several words, or one that begins as a label does. */
export function isWorded(text: string): boolean {
	// `#` alone is a blank.
	if (/^([/.[]\S|#[a-z-]+$)/.test(text)) return false;
	if (/^\p{Lu}\p{Ll}/u.test(text)) return true;
	if (!/\p{L}\s|\s\p{L}/u.test(text)) return false;
	// `ui-dialog ui-dialog-small` are classes.
	const words = text.trim().split(/\s+/);
	return !(
		words.some((word) => /[a-z]-[a-z#]/.test(word)) &&
		words.every((word) => /^[a-z#-]+$/.test(word))
	);
}
