/** What is said of a chart page besides its kind: its session and author, whom else it is about, and whether 42 CFR Part 2 protects it. */

export const sessionTypes = ['individual', 'couple', 'family', 'group'] as const;
export type SessionType = (typeof sessionTypes)[number];

/** What kind of contact a page is of, where it was no ordinary session. */
export const contactKinds = ['intake', 'telephone', 'termination'] as const;
export type ContactKind = (typeof contactKinds)[number];

/** Somebody else on the page, as typed: a name or initials, and what they are to the client. */
export interface OtherPerson {
	readonly name: string;
	/** E.g. "spouse", "mother", "group member". */
	readonly role?: string;
}

export interface PageMarks {
	/** The page is a substance use record of a Part 2 program (42 CFR 2.11). The program only ever suggests it. */
	readonly part2?: true;
	/** Who was in the room; absent means that nobody has said. */
	readonly session?: SessionType;
	readonly contact?: ContactKind;
	/** Who wrote the page, as it is signed. */
	readonly author?: string;
	/** Everybody on the page besides the client: a release needs their authority too, or leaves the page out. */
	readonly others?: readonly OtherPerson[];
}

/** What is said of a page, without the page. */
export function marksOf({ part2, session, contact, author, others }: PageMarks): PageMarks {
	return {
		...(part2 ? { part2 } : {}),
		...(session ? { session } : {}),
		...(contact ? { contact } : {}),
		...(author ? { author } : {}),
		...(others ? { others } : {})
	};
}
