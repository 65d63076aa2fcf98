/** What the gate asks of the pages that would go out. Pure. */
import { clientFor, looksLikeAnother, type Client } from '#lib/page/client.ts';
import { formatDate } from '#lib/page/date.ts';
import type { GateEvidence, GateFacts, GateItem } from './gate.ts';
import { isUnnamed, missingOn, othersOn } from './others.ts';
import { likenessOf, privateLines, type PageLook } from './page-look.ts';
import { defectsOfConsent } from './part2.ts';
import { pagesIn, type OutgoingPage, type Plan } from './plan.ts';

interface Looked {
	readonly page: OutgoingPage;
	/** Absent while nobody has looked at it yet. */
	readonly look: PageLook | undefined;
}

export function pageChecks(plan: Plan, facts: GateFacts): readonly GateItem[] {
	const looked = pagesIn(plan).map((page) => ({ page, look: facts.looks.get(page.page) }));
	return [
		...part2(plan, facts, looked),
		...others(plan, looked),
		...damagedOrUnread(looked),
		...looksPrivate(looked, facts),
		...wrongClient(plan.client, facts.clients, looked),
		...unsigned(looked),
		...duplicates(looked)
	];
}

const ids = (some: readonly Looked[]): GateItem['pages'] => some.map(({ page }) => page.page);
const pages = (count: number): string => (count === 1 ? 'One page' : `${count} pages`);
const verb = (count: number, one: string, more: string): string => (count === 1 ? one : more);

function item(
	some: readonly Looked[],
	rest: Omit<GateItem, 'pages'> & { readonly evidence?: readonly GateEvidence[] }
): readonly GateItem[] {
	return some.length > 0 ? [{ ...rest, pages: ids(some) }] : [];
}

/** Part 2 pages go out to the patient (42 CFR 2.23), with the patient's consent, or on another named ground. */
function part2({ request }: Plan, facts: GateFacts, all: readonly Looked[]): readonly GateItem[] {
	const flagged = all.filter(({ page }) => page.part2);
	const suspected = all.filter(({ page, look }) => !page.part2 && remarkOf(look, 'part-2'));
	const { part2: standing } = facts.settings;
	const count = flagged.length;
	const isPatient = request.basis.is === 'access' && request.requester.kind === 'client';
	const consent = request.part2Consent;
	const ground = request.part2Ground?.trim();
	const defects = consent ? defectsOfConsent(consent, facts.today) : [];
	const mayGo = isPatient || Boolean(ground) || (consent !== undefined && defects.length === 0);
	const blocking = item(mayGo ? [] : flagged, {
		code: 'part2-consent',
		severity: 'blocks',
		sentence: `${pages(count)} in this packet ${verb(count, 'is a substance use record', 'are substance use records')} under 42 CFR Part 2. A general medical release is not enough for ${verb(count, 'it', 'them')}: ${verb(count, 'it needs', 'they need')} the patient’s own consent (42 CFR 2.31).`,
		todo:
			defects.length > 0
				? defects.join(' ')
				: 'Attach that consent and go through its list in the request, name another ground, or leave these pages out.'
	});
	const known = item(isPatient ? flagged : [], {
		code: 'part2-consent',
		severity: 'know',
		sentence: `${pages(count)} under 42 CFR Part 2 ${verb(count, 'goes', 'go')} to the patient, who needs no consent for that (42 CFR 2.23).`,
		todo: 'Nothing has to be done: it is the patient’s own copy.'
	});
	const maybe = suspected.length;
	const suspicion = item(suspected, {
		code: 'part2-suspected',
		severity: standing === 'none' ? 'know' : 'word',
		sentence: `${pages(maybe)} ${verb(maybe, 'speaks', 'speak')} of substance use treatment and ${verb(maybe, 'is', 'are')} not marked as Part 2 records.`,
		todo: 'Look at them. Mark those that come from a Part 2 program on the page, or write why none does.',
		evidence: suspected.flatMap((one) => remarkEvidence(one, 'part-2'))
	});
	return [...blocking, ...known, ...suspicion];
}

/** 45 CFR 164.508 and 164.512 speak of one individual: of everybody else on the page, too. */
function others({ request, client }: Plan, all: readonly Looked[]): readonly GateItem[] {
	const named = new Map<string, Looked[]>();
	for (const one of all) {
		for (const name of missingOn(one.page, client, request.others))
			named.set(name, [...(named.get(name) ?? []), one]);
	}
	const unnamed = all.filter(({ page }) => isUnnamed(page, client));
	const suspected = all.filter(
		({ page, look }) =>
			page.session === undefined &&
			othersOn(page, client).length === 0 &&
			remarkOf(look, 'names-others')
	);
	// A person covered something there; whether it was all of them, a person has to say.
	const covered = [...named].flatMap(([name, some]) => {
		const under = some.filter(({ page }) => page.covered);
		return item(under, {
			code: 'others-authority',
			about: name,
			severity: 'word',
			sentence: `${name} is on ${pages(under.length).toLowerCase()} of this packet that ${verb(under.length, 'goes out as a redacted copy', 'go out as redacted copies')}.`,
			todo: `Look at what can still be read there, and write that everything about ${name} is covered.`
		});
	});
	const isAccess = request.basis.is === 'access';
	const whole = [...named].flatMap(([name, some]) => {
		const open = some.filter(({ page }) => !page.covered);
		return open.length > 0 ? [[name, open] as const] : [];
	});
	return [
		...covered,
		...whole.map(([name, some]): GateItem => ({
			code: 'others-authority',
			about: name,
			severity: 'blocks',
			sentence: `${name} is on ${some.length === 1 ? 'one page' : `${some.length} pages`} of this packet, and nothing here says that ${name}’s part may leave.`,
			// 164.524 lets a client see a page about somebody else too, but for the harms that it names.
			todo: isAccess
				? `Enter ${name}’s own authorization, or another basis, in the plan; or redact these pages, or leave them out. What is about the client is theirs to see (45 CFR 164.524), so where a page is about both, that right can be the basis. Ask counsel once.`
				: `Enter ${name}’s own authorization, or another basis, in the plan; or redact these pages, or leave them out.`,
			pages: ids(some)
		})),
		...item(unnamed, {
			code: 'others-unnamed',
			severity: 'blocks',
			sentence: `${pages(unnamed.length)} of a couple, family or group session ${verb(unnamed.length, 'does', 'do')} not say who else is on ${verb(unnamed.length, 'it', 'them')}.`,
			todo: 'Say it on each page in the chart, or leave these pages out.'
		}),
		...item(suspected, {
			code: 'others-suspected',
			severity: 'word',
			sentence: `${pages(suspected.length)} may be of a session with more than one person, and nobody has said who was there.`,
			todo: 'Say who else is on the page in the chart, or that it was an individual session; or write why nobody else is on it.',
			evidence: suspected.flatMap((one) => remarkEvidence(one, 'names-others'))
		})
	];
}

function damagedOrUnread(all: readonly Looked[]): readonly GateItem[] {
	const damaged = all.filter(({ look }) => look?.is === 'damaged');
	const unread = all.filter(({ look }) => look?.is === 'unread');
	return [
		...item(damaged, {
			code: 'damaged',
			severity: 'blocks',
			sentence: `${pages(damaged.length)} of this chart ${verb(damaged.length, 'is', 'are')} damaged in storage.`,
			todo: 'Mend them from a backup in Checks, or leave them out.'
		}),
		...item(unread, {
			code: 'unread',
			severity: 'word',
			sentence: `${pages(unread.length)} ${verb(unread.length, 'has', 'have')} no words that could be read, so nothing here could look at ${verb(unread.length, 'it', 'them')}.`,
			todo: 'Look at each picture with your own eyes: whose it is, and that it belongs in this packet. Then write that you have.'
		})
	];
}

/** What a person filed to the chart is chart; the sorter only asks whether that was meant. */
function looksPrivate(all: readonly Looked[], { tray }: GateFacts): readonly GateItem[] {
	const found = all.filter(({ look }) => look && privateLines(look));
	const vouched = found.filter(({ page }) => page.vouched);
	const some = found.filter(({ page }) => !page.vouched);
	const known = item(vouched, {
		code: 'looks-private',
		severity: 'know',
		sentence: `${pages(vouched.length)} of the chart ${verb(vouched.length, 'reads', 'read')} like private analysis, and a clinician has looked and said why ${verb(vouched.length, 'it belongs', 'they belong')} in the record.`,
		todo: 'Nothing has to be done: the clinician’s word stands on the page and in the history.'
	});
	const open = item(some, {
		code: 'looks-private',
		// Whether a page is private is the clinician's to say, and whoever has no tray is none.
		severity: tray ? 'word' : 'blocks',
		sentence: `${pages(some.length)} of the chart ${verb(some.length, 'reads', 'read')} like the clinician’s private analysis, in whole or in part.`,
		todo: tray
			? 'Look at each. What is private is locked away; otherwise write why it belongs in the record.'
			: 'Have a clinician open each in the chart, and there lock it away or sign that it belongs in the record. Or leave it out.',
		evidence: some.flatMap(({ page, look }) =>
			((look && privateLines(look)) ?? [])
				.slice(0, 2)
				.map(({ text = '', reason }) => ({ page: page.page, text, reason }))
		)
	});
	return [...open, ...known];
}

function wrongClient(
	client: Client,
	clients: readonly Client[],
	all: readonly Looked[]
): readonly GateItem[] {
	const found = all.flatMap((one) => {
		const hints = one.look?.hints;
		if (!hints) return [];
		const another = clientFor(
			hints,
			clients.filter(({ id }) => id !== client.id)
		);
		const fits = clientFor(hints, [client]) !== undefined;
		if (!looksLikeAnother(hints, client) && (!another || fits)) return [];
		const said = [
			hints.name,
			hints.birthDate && `born ${formatDate(hints.birthDate)}`,
			hints.recordNumber && `record ${hints.recordNumber}`
		].filter(Boolean);
		const reason = another
			? 'That is another client of this practice.'
			: `That is not what stands in the chart of ${client.name}.`;
		return [{ one, evidence: { page: one.page.page, text: said.join(', '), reason } }];
	});
	return item(
		found.map(({ one }) => one),
		{
			code: 'wrong-client',
			severity: 'word',
			sentence: `${pages(found.length)} ${verb(found.length, 'names', 'name')} somebody else, or another birth date or record number.`,
			todo: 'Look at each. A page of another client goes to that client’s chart (open the page in Charts), or is left out here; otherwise write why it is right.',
			evidence: found.map(({ evidence }) => evidence)
		}
	);
}

function unsigned(all: readonly Looked[]): readonly GateItem[] {
	const some = all.filter(
		({ page, look }) =>
			(page.kind === 'progress' || page.kind === 'mixed-part') &&
			look?.is === 'read' &&
			!look.signed &&
			!page.author
	);
	return item(some, {
		code: 'unsigned',
		severity: 'word',
		sentence: `No signature was read on ${some.length === 1 ? 'one session note' : `${some.length} session notes`}. Handwriting is often missed.`,
		todo: 'Look at them, and write what you found. If a signature is missing, tell its clinician: a scan is never changed to add one.'
	});
}

/** From here on the same words are no chance. */
const alike = 0.7;

function duplicates(all: readonly Looked[]): readonly GateItem[] {
	const doubled = new Set<Looked>();
	const isTwin = (a: Looked, b: Looked): boolean =>
		a.page.sha256 === b.page.sha256 ||
		(a.look !== undefined && b.look !== undefined && likenessOf(a.look.runs, b.look.runs) >= alike);
	const byDay = Map.groupBy(all, ({ page }) => page.serviceDate);
	for (const some of byDay.values()) {
		for (const [i, a] of some.entries())
			for (const b of some.slice(i + 1)) if (isTwin(a, b)) doubled.add(a).add(b);
	}
	const some = all.filter((one) => doubled.has(one));
	return item(some, {
		code: 'duplicates',
		severity: 'word',
		sentence: `${pages(some.length)} of one day look like the same page scanned twice.`,
		todo: 'Leave the second copy out if it adds nothing, or write why both go.'
	});
}

function remarkOf(look: PageLook | undefined, code: 'part-2' | 'names-others'): boolean {
	return look?.suggestion?.remarks?.some((remark) => remark.code === code) ?? false;
}

function remarkEvidence(
	{ page, look }: Looked,
	code: 'part-2' | 'names-others'
): readonly GateEvidence[] {
	return (look?.suggestion?.remarks ?? [])
		.filter((remark) => remark.code === code)
		.map(({ line, sentence }) => ({
			page: page.page,
			text: line === undefined ? '' : (look?.lineAt(line) ?? ''),
			reason: sentence
		}));
}
