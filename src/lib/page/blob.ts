/** A sealed piece of a page as it lies in storage, named by what it is. */

export interface BlobRef {
	/** SHA-256 of the ciphertext, hex: also its id. The signed event that names it binds it to its place. */
	readonly sha256: string;
	/** Bytes of ciphertext. */
	readonly size: number;
}
