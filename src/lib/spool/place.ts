/** Where station and server find each other's spool unless they are told. */

/** Of the system's own folders for programs' data; `SPOOL` names another. */
export function usualSpool(
	env: Readonly<Record<string, string | undefined>>,
	home: string
): string {
	const base = env['XDG_DATA_HOME'] ?? env['LOCALAPPDATA'] ?? `${home}/.local/share`;
	return env['SPOOL'] ?? `${base}/chart-and-cabinet/spool`;
}
