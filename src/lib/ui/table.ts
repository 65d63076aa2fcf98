/** The shape of a table's columns. */
export interface Column<Row> {
	readonly key: string;
	readonly label: string;
	/** What stands in the cell; a `cell` snippet of the table may draw it instead. */
	readonly text: (row: Row) => string;
	/** Figures stand to the right, with digits of one width. */
	readonly figures?: boolean;
	/** Names the row: read out as its header, and its title where the table becomes cards. One per table. */
	readonly heading?: boolean;
}
