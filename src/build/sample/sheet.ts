/** Lays a sample page out as HTML: the sheet as it lay in the filing cabinet, before any scanner saw it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../run.ts';
import type { Dice } from './dice.ts';
import type { Font, Look } from './looks.ts';

/** Letter paper in CSS pixels, 96 to the inch. */
export const sheet = { width: 816, height: 1056 } as const;

const hands: ReadonlySet<Font> = new Set(['caveat', 'kalam', 'homemade-apple', 'patrick-hand']);

/** The page as a document that needs nothing from outside: fonts are data URLs. */
export function sheetOf(text: string, look: Look, dice: Dice): string {
	const lines = text.split('\n');
	const body = lines.map((line, at) => lineOf(line, at, lines.length, look, dice)).join('');
	const fonts = [...new Set<Font>([look.font, 'laser', ...(look.signed ? [look.signed] : [])])];
	return `<!doctype html><meta charset="utf-8"><style>${fonts.map(faceOf).join('')}
		html, body { margin: 0; height: 100%; overflow: hidden; background: ${look.paper} }
		body { position: relative; box-shadow: inset 0 0 3px rgb(0 0 0 / 35%); ${ruling(look)} }
		main { padding: ${look.top}px 0 0 ${look.left}px; color: ${look.ink};
			font: ${look.size}px/${look.leading} ${look.font} }
		.line { white-space: pre; min-height: ${look.size * look.leading}px }
		.line span { display: inline-block; white-space: pre }
		.cell { width: 0.6em; text-align: center }
		.printed { font-family: laser; color: #2a2a2a }
		.head { font-family: laser; text-align: center; margin-left: ${-look.left}px; color: #222 }
		.head.first { font-weight: bold; font-size: 19px; letter-spacing: 1px }
		.signed { font-family: ${look.signed ?? look.font}; font-size: 19px; color: #1d2f73; padding-top: 8px }
		svg { position: absolute; inset: 0 }
	</style><main>${body}</main>${marksOf(look, dice)}`;
}

function faceOf(font: Font): string {
	const rule = (weight: string, type: string, file: string): string =>
		`@font-face{font-family:${font};font-weight:${weight};src:url(data:font/${type};base64,${readFileSync(join(root, 'node_modules', file)).toString('base64')})}`;
	const liberation = 'pdfjs-dist/standard_fonts/LiberationSans';
	if (font !== 'laser')
		return rule('normal', 'woff2', `@fontsource/${font}/files/${font}-latin-400-normal.woff2`);
	return (
		rule('normal', 'ttf', `${liberation}-Regular.ttf`) +
		rule('bold', 'ttf', `${liberation}-Bold.ttf`)
	);
}

/** Writing-pad lines fall where the text's own lines do. */
function ruling({ ruled, size, leading, top }: Look): string {
	if (ruled !== true) return '';
	const step = size * leading;
	const rule = `repeating-linear-gradient(transparent 0 ${step - 1.2}px, #bdd0dc ${step - 1.2}px ${step}px)`;
	const margin = 'linear-gradient(90deg, transparent 118px, #d98b8b 118px 119.5px, transparent 0)';
	return `background-image: ${margin}, ${rule}; background-position: 0 0, 0 ${top - size * 0.12}px`;
}

function lineOf(line: string, at: number, count: number, look: Look, dice: Dice): string {
	if (at < (look.letterhead ?? 0))
		return `<div class="line head${at === 0 ? ' first' : ''}">${escaped(line)}</div>`;
	if (look.signed && at === count - 1) return `<div class="line signed">${escaped(line)}</div>`;
	if (look.form === true) return `<div class="line">${formLine(line, look, dice)}</div>`;
	const heading = look.font === 'laser' && line === line.toUpperCase() && /[A-Z]/.test(line);
	const inked = heading ? `<b>${escaped(line)}</b>` : inkedOf(line, look.font, dice);
	return `<div class="line">${inked}</div>`;
}

/** A form's own words ("Client:", "DOB") are printed, the answers are written. */
function formLine(line: string, look: Look, dice: Dice): string {
	const label =
		/^(?:[A-Z][a-z]+:|Record No\.|Start|Individual)|(?<= )(?:DOB|Date of service|End|CPT)/g;
	let html = '';
	let from = 0;
	for (const match of line.matchAll(label)) {
		html += inkedOf(line.slice(from, match.index), look.font, dice);
		html += `<small class="printed">${escaped(match[0])}</small>`;
		from = match.index + match[0].length;
	}
	return html + inkedOf(line.slice(from), look.font, dice);
}

/** A hand wavers from word to word; a typewriter strikes each letter a little differently; a laser does neither. */
function inkedOf(line: string, font: Font, dice: Dice): string {
	if (font === 'laser') return escaped(line);
	if (!hands.has(font)) return Array.from(line, (letter) => struck(letter, false, dice)).join('');
	return line
		.split(/(\s+)/)
		.map((word) => (word.trim() === '' ? word : struck(word, true, dice)))
		.join('');
}

function struck(piece: string, byHand: boolean, dice: Dice): string {
	const rise = dice.bell() * (byHand ? 1 : 0.35);
	const turn = byHand ? dice.bell() * 0.7 : dice.bell() * 0.3;
	const press = byHand ? dice.between(0.84, 1) : dice.between(0.72, 1);
	const style = `transform:translateY(${rise.toFixed(2)}px) rotate(${turn.toFixed(2)}deg);opacity:${press.toFixed(2)}`;
	return `<span${byHand ? '' : ' class="cell"'} style="${style}">${escaped(piece)}</span>`;
}

/** Holes, creases, a staple, the ring of a cup: what years in a folder leave. */
function marksOf(look: Look, dice: Dice): string {
	const { width, height } = sheet;
	const hole = (x: number, y: number): string =>
		`<circle cx="${x}" cy="${y}" r="12" fill="#57544f"/><circle cx="${x + 1}" cy="${y + 1.5}" r="11" fill="#3b3936"/>`;
	const holes = {
		left: [130, 528, 926].map((y) => hole(30, y)),
		top: [276, 540].map((x) => hole(x, 30))
	};
	const folds = (look.folds ?? []).map((share) => {
		const y = share * height;
		return `<path d="M0 ${y} q${width / 2} ${dice.between(-4, 4)} ${width} 0" stroke="#000" stroke-opacity=".16" stroke-width="1.6" fill="none"/><path d="M0 ${y + 3} h${width}" stroke="#fff" stroke-opacity=".4" stroke-width="2"/>`;
	});
	const staple = `<path d="M40 38 l30 -12" stroke="#6d6a66" stroke-width="2.4"/><path d="M41 41 l30 -12" stroke="#000" stroke-opacity=".25" stroke-width="2"/>`;
	const ring = `<g fill="none" stroke="#7d5426"><circle cx="628" cy="818" r="92" stroke-opacity=".2" stroke-width="7"/><circle cx="630" cy="820" r="88" stroke-opacity=".14" stroke-width="3" stroke-dasharray="330 60"/></g>`;
	const marks = [
		...(look.holes ? holes[look.holes] : []),
		...folds,
		...(look.staple === true ? [staple] : []),
		...(look.ring === true ? [ring] : [])
	];
	return `<svg width="${width}" height="${height}">${marks.join('')}</svg>`;
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
