/** What lies on the desk of a staff member: charts, releases and their history. No tray, no cabinet, nothing to decide. */
import { dayOf } from '#lib/page/date.ts';
import type { ClientId, PacketId, PersonId, RequestId } from '#lib/page/ids.ts';
import type { StaffPractice } from '#lib/practice/practice.ts';
import { ChartsDesk } from './charts.svelte.ts';
import type { Engines } from './engines.ts';
import { HistoryDesk } from './history.svelte.ts';
import type { OpenDesk } from './open-desk.svelte.ts';
import { PeopleDesk } from './people.svelte.ts';
import { Pictures } from './pictures.ts';
import { ReleaseDesk, type PacketMaker } from './release.svelte.ts';
import { RequestsDesk } from './requests.svelte.ts';
import { letGoOfSaved } from './save-file.ts';

/** Whoever has unlocked: `role` tells which. */
export type AnyDesk = OpenDesk | StaffDesk;

export interface StaffDeskParts {
	readonly practice: StaffPractice;
	readonly engines: Engines;
	readonly newIds: { client(): ClientId; packet(): PacketId; request(): RequestId };
	readonly makePacket: PacketMaker;
	readonly now: () => Date;
}

export class StaffDesk {
	readonly role = 'staff';
	readonly practice: string;
	readonly signedAs: string;
	readonly charts: ChartsDesk;
	readonly release: ReleaseDesk;
	readonly requests: RequestsDesk;
	readonly history: HistoryDesk;
	readonly people: PeopleDesk;
	readonly #parts: StaffDeskParts;
	readonly #pictures = new Pictures();

	constructor(parts: StaffDeskParts) {
		const { practice, engines, newIds, makePacket, now } = parts;
		const { chart, roster, signedAs, alone } = practice;
		this.#parts = parts;
		this.practice = roster.practice;
		this.signedAs = signedAs;
		this.charts = new ChartsDesk({
			chart,
			pictures: this.#pictures,
			nameOf: (id: PersonId) =>
				roster.people.find((person) => person.id === id)?.name ?? 'somebody who has left',
			read: (page, signal) => engines.read(page, signal),
			filing: { undisturbed: alone },
			newClient: () => newIds.client()
		});
		this.release = new ReleaseDesk({
			chart,
			make: makePacket,
			newPacket: () => newIds.packet(),
			practice: roster.practice,
			signedAs,
			now
		});
		this.requests = new RequestsDesk({
			chart,
			newRequest: () => newIds.request(),
			practice: roster.practice,
			signedAs,
			today: () => dayOf(now())
		});
		this.history = new HistoryDesk({ chart, roster, now });
		this.people = new PeopleDesk(practice);
	}

	/** Files are going in: closing the window now would lose the rest of them. */
	get taking(): boolean {
		return false;
	}

	/** Walks the chains of every folder; needs no key. */
	verify(): ReturnType<StaffPractice['verify']> {
		return this.#parts.practice.verify();
	}

	/** Drops everything that was opened. */
	async close(): Promise<void> {
		this.release.cancel();
		this.history.stop();
		this.#parts.engines.stop();
		this.#pictures.clear();
		letGoOfSaved();
		await this.#parts.practice.close();
	}
}
