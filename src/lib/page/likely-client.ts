/** Whose page it most likely is when its name, birth date or record number was misread. An offer, never a fact. Pure. */
import { clientFor, foldName, looksLikeAnother, type Client, type PageHints } from './client.ts';
import { distanceOf, foldWord, isAlike } from './misread.ts';

/** How well two readings of one thing agree; `silent`: one of them does not say. */
type Fit = 'same' | 'alike' | 'partly' | 'differs' | 'silent';

export interface Likely {
	readonly client: Client;
	/** Word for word, or the very number: nothing had to be taken for a misreading. */
	readonly isExact: boolean;
}

const weights: Readonly<
	Record<'name' | 'recordNumber' | 'birthDate', Readonly<Record<Fit, number>>>
> = {
	name: { same: 3, alike: 2, partly: 1, differs: -3, silent: 0 },
	recordNumber: { same: 3, alike: 1, partly: 0, differs: -1, silent: 0 },
	// Members of a family share a name, and two clients may share a birthday: it confirms, and never names.
	birthDate: { same: 2, alike: 1, partly: 0, differs: -2, silent: 0 }
};
const enough = 2;
/** By this much the next best client has to be worse. */
const lead = 1;

/** The client whom the page names as it was read, or else the one whom it most likely names; none when two could be meant. */
export function likelyClient(
	hints: PageHints | undefined,
	clients: readonly Client[]
): Likely | undefined {
	const exact = clientFor(hints, clients);
	if (exact) return { client: exact, isExact: true };
	if (!hints) return undefined;
	const [best, next] = clients
		.map((client) => ({ client, score: scoreOf(hints, client) }))
		.sort((a, b) => b.score - a.score);
	if (!best || best.score < enough || best.score - (next?.score ?? 0) < lead) return undefined;
	return { client: best.client, isExact: false };
}

/** Whether the page names somebody else than this client, by name, number or birth date; a likely misreading is none. */
export function namesAnother(
	hints: PageHints | undefined,
	client: Client | undefined,
	clients: readonly Client[]
): boolean {
	if (!hints || !client) return false;
	const named = clientFor(hints, clients);
	if (named && named.id !== client.id && !clientFor(hints, [client])) return true;
	const isRead = nameFit(hints.name, client.name);
	const meant = isRead === 'same' || isRead === 'alike' ? { ...hints, name: client.name } : hints;
	return looksLikeAnother(meant, client);
}

function scoreOf(hints: PageHints, client: Client): number {
	const name = nameFit(hints.name, client.name);
	const number = numberFit(hints.recordNumber, client.recordNumber);
	const birth = birthFit(hints.birthDate, client.birthDate);
	// Two things half read are a guess: at least one must have been read well.
	const isNamed = name === 'same' || name === 'alike' || number === 'same';
	const isConfirmed = birth === 'same' && (name === 'partly' || number === 'alike');
	if (!isNamed && !isConfirmed) return 0;
	return weights.name[name] + weights.recordNumber[number] + weights.birthDate[birth];
}

const titles = new Set(
	['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'jr', 'sr', 'ii', 'iii'].map(foldWord)
);

function partsOf(name: string): readonly string[] {
	return foldName(name)
		.split(' ')
		.map(foldWord)
		.filter((part) => part && !titles.has(part));
}

/** Part by part, in any order; an initial stands for a part, and a part of one name may be missing in the other. */
function nameFit(said: string | undefined, known: string): Fit {
	if (said === undefined) return 'silent';
	const [few = [], many = []] = [partsOf(said), partsOf(known)].sort((a, b) => a.length - b.length);
	const left = [...many];
	const fits = few.map((part): Fit => {
		for (const [fit, is] of readings) {
			const at = left.findIndex((other) => is(part, other));
			if (at < 0) continue;
			left.splice(at, 1);
			return fit;
		}
		return 'differs';
	});
	const whole = fits.filter((fit) => fit === 'same' || fit === 'alike').length;
	if (whole === 0 || fits.includes('differs')) return 'differs';
	if (whole < 2) return 'partly';
	return left.length === 0 && fits.every((fit) => fit === 'same') ? 'same' : 'alike';
}

/** The best first. An initial alone never makes two names alike, but hinders nothing. */
const readings: readonly (readonly [Fit, (a: string, b: string) => boolean])[] = [
	['same', (a, b) => a === b && a.length > 1],
	['alike', (a, b) => isAlike(a, b)],
	['partly', (a, b) => (a.length === 1 || b.length === 1) && a[0] === b[0]]
];

const digits: Readonly<Record<string, string>> = { o: '0', i: '1', l: '1', s: '5', z: '2', b: '8' };

/** Letters that look like digits are digits, and marks between them are nothing. */
function foldNumber(number: string): string {
	return number
		.toLowerCase()
		.replace(/[^a-z0-9]/g, '')
		.replace(/[oilszb]/g, (letter) => digits[letter] ?? letter);
}

function numberFit(said: string | undefined, known: string | undefined): Fit {
	if (said === undefined || known === undefined) return 'silent';
	const [a, b] = [foldNumber(said), foldNumber(known)];
	if (a === b) return 'same';
	return Math.min(a.length, b.length) >= 5 && distanceOf(a, b) === 1 ? 'alike' : 'differs';
}

function birthFit(said: string | undefined, known: string | undefined): Fit {
	if (said === undefined || known === undefined) return 'silent';
	if (said === known) return 'same';
	return Array.from(said).filter((digit, i) => digit !== known[i]).length === 1
		? 'alike'
		: 'differs';
}
