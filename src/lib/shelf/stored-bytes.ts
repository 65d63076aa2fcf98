/** What lies in a record's place for bytes may be anything: whoever has the browser's storage can write there. */

/** The bytes; none, which is never what was stored, where something else lies there. */
export function storedBytes(found: unknown): Uint8Array<ArrayBuffer> {
	return found instanceof Uint8Array ? (found as Uint8Array<ArrayBuffer>) : new Uint8Array();
}
