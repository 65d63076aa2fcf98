/** How a packet's file is made: what the desk chooses, and what a rebuilt packet has to be made with again. */

export const qualities = ['scan', 'smaller', 'smallest'] as const;
export type Quality = (typeof qualities)[number];

export interface PacketOptions {
	/**
	 * `scan`: stored JPEGs go in as they are, and what must be drawn anew is drawn finely. `smaller`: every picture is drawn
	 * anew, at 200 dpi and coarser. `smallest`: at 150 dpi, for a portal that takes little.
	 */
	readonly quality: Quality;
	/** Pages that are ink on paper and nothing else become black and white, when that is smaller. */
	readonly blackAndWhite: boolean;
	/** The most bytes that one file may have; a larger packet becomes several volumes. */
	readonly volumeLimit?: number;
	/** It opens with a password. The password itself is kept nowhere: such a packet cannot be made again byte for byte. */
	readonly locked?: true;
}

export const usualOptions: PacketOptions = { quality: 'scan', blackAndWhite: false };
