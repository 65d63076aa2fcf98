/** One line of a history, as a timeline shows it. */
export interface Happening {
	readonly id?: string | undefined;
	/** ISO time. */
	readonly when: string;
	readonly who: string;
	/** A whole sentence without its subject: "Filed page 3 to the chart". */
	readonly what: string;
	readonly tone?: 'plain' | 'chart' | 'cabinet' | 'danger';
}
