/** The line of the disclosure log that a release leaves (45 CFR 164.528), and the name of the file that left. */
import type { CalendarDate } from '#lib/page/date.ts';
import type { Disclosure } from '#lib/page/disclosure.ts';
import { bases } from './authority.ts';
import { contentsOf } from './packet/certification.ts';
import { basisLines, scopeOf } from './packet/front.ts';
import { pagesIn } from './plan.ts';
import { identityChecks } from './request.ts';
import type { Proven } from './proof/proven.ts';

/** Made from a proven packet only: what has not passed its proof cannot have left. */
export function discloseOf(
	packet: Proven,
	release: Pick<Disclosure, 'releasedAt' | 'releasedBy' | 'request' | 'gateWords' | 'secondLook'>
): Disclosure {
	const { request, client } = packet.plan;
	const { requester, purpose, basis, delivery, identity, from, to } = request;
	const { counts, why } = bases[basis.is];
	const pages = packet.proof.pages;
	const leftOut = packet.plan.lines.flatMap(({ page: { page }, takenOut: because }) =>
		because === undefined ? [] : [{ page, because }]
	);
	const redacted = packet.plan.lines.flatMap((line) => (line.redacted ? [line.page.page] : []));
	const unredacted = packet.plan.lines.flatMap(({ page: { page }, unredacted: because }) =>
		because === undefined ? [] : [{ page, because }]
	);
	return {
		packet: request.id,
		client: client.id,
		...release,
		recipient: {
			name: requester.name,
			...(requester.address ? { address: requester.address } : {})
		},
		description: describedIn(packet),
		purpose,
		basis: basisLines(basis).join('. '),
		...(delivery ? { delivery } : {}),
		...(identity
			? { identity: [identityChecks[identity.check], identity.note].filter(Boolean).join(', ') }
			: {}),
		...(from ? { from } : {}),
		...(to ? { to } : {}),
		pages,
		holds: pagesIn(packet.plan).map(({ page }) => page),
		...(leftOut.length > 0 ? { leftOut } : {}),
		...(redacted.length > 0 ? { redacted } : {}),
		...(unredacted.length > 0 ? { unredacted } : {}),
		sha256: packet.proof.sha256,
		accounting: { counts, because: why }
	};
}

/** What left (164.528(b)(2)(iii)), and what of the record was asked for. */
function describedIn({ plan, proof: { pages } }: Proven): string {
	const { kinds, dates } = contentsOf(pagesIn(plan));
	const counted = `${pages} ${pages === 1 ? 'page' : 'pages'} of the record`;
	return `${counted}: ${kinds}; ${dates}. ${scopeOf(plan.request)}`;
}

/** Names without a name: a file lies in download folders, on sticks and in mail logs. One for each volume. */
export function fileNamesOf(packet: Proven): readonly string[] {
	const name = packetName(packet.plan.request.id, packet.imprint.preparedOn);
	const { length } = packet.files();
	return packet.files().map((_, at) => volumeName(name, at, length));
}

/** The file that the volumes of a packet are saved in together. */
export function bundleNameOf(packet: Proven): string {
	const name = packetName(packet.plan.request.id, packet.imprint.preparedOn);
	return name.replace(/\.pdf$/u, '.zip');
}

/** `at`: from 0. A packet of one file has no number. */
export function volumeName(name: string, at: number, of: number): string {
	return of === 1 ? name : name.replace(/\.pdf$/u, `-${at + 1}-of-${of}.pdf`);
}

/** `day`: the day on which it was prepared. */
export function packetName(id: string, day: CalendarDate): string {
	return `records-${day}-${id.slice(-6)}.pdf`;
}
