/** `station watch --help`: everything about it, as a man page says it. */

export const watchHelp = `NAME
  station watch - take scans in as they are dropped into a folder

SYNOPSIS
  station watch FOLDER --for PAIRING_FILE [--jobs N] [--once] [--dry-run] [--delete-originals]
                [--box-by file|separator|folder] [--spool DIR] [--settle SECONDS]

DESCRIPTION
  Waits until a file in FOLDER (or below it) is complete, takes it apart into sides, reads them, and seals every
  side to one clinician's tray before any of it is written. The sealed sides wait in a spool until the app takes
  them in: over the same machine's address, or carried over as a folder. The station can open none of them.

  PAIRING_FILE is saved in the app: Settings, "Pair a scan station". Compare the code that the app shows with the
  one in the first line of the log.

OPTIONS
  --for PAIRING_FILE   for whose tray; keep the file where only this account reads it
  --box-by WHAT        what makes a box: each file (the usual), the papers behind each separator sheet of a file,
                       or each sub-folder, once nothing in it changes any more
  --jobs N             sides under way at a time; as many as the machine has cores unless told
  --once               take what is there, and end
  --dry-run            read and count only, a line for each file: nothing is written, moved or sealed
  --spool DIR          where sealed sides wait; npm start looks in the same place unless SPOOL says otherwise
  --settle SECONDS     how long a file must not have changed before it is complete (3)
  --delete-originals   once the app has taken every side of a file: rename it, overwrite it, delete it. On an SSD
                       or a stick the overwritten bytes may live on: only the disk's own encryption or erasure
                       makes sure. Have a backup of the app first: then the originals are gone

FOLDERS
  FOLDER/done          originals whose every side is sealed
                       (a folder in it goes with its last file, when originals are deleted)
  FOLDER/failed        originals of which something could not be taken in, each with NAME.reason.txt beside it.
                       They are never deleted
  names that begin with . or ~, or end in .part, .tmp and the like, are left alone until they are renamed, and a scan
  that is still empty until something is in it; one of the latter two that has not grown for ten minutes is told of in
  the log and by station status, and with --once or --dry-run their number is told at the end
  links are not followed, and what this account may not open is left where it is; the log tells of both, and
  everything else is taken in

  with --box-by folder a sub-folder that was taken in is removed once it has been empty for ten minutes (with --once,
  at the end); otherwise sub-folders stay, for a scanner may write into them

LOG
  One JSON object a line on standard output: hashes, ids and counts. No file name, and no word of a page.
  A file is named by its SHA-256 (the first 16 digits); one that cannot be read by "pathMark", a mark of where it
  lies that stays the same and tells nobody its name

EXIT STATUS
  0  all of every file was taken in       2  the command was not understood
  1  something of a file was not          3  it cannot work here: the log's last line says why

POWER CUTS
  What is under way when the machine stops is taken up again at the next start. A side's id follows from its file's
  bytes: no side is lost, and none is taken in twice.

AGAIN
  The same file is taken in once, however often it is dropped. A box that the app refuses is sealed anew when its
  file is dropped again. To take everything in again (after the app was restored from an older backup), move the
  pairing's folder out of the spool and drop the originals again: what the app has, it does not take twice.

EXAMPLES
  npm run --silent station -- watch ~/scans --for ~/pairing.json
  npm run --silent station -- watch ~/scans --for ~/pairing.json --once --box-by folder
  npm run --silent station -- watch ~/scans --for ~/pairing.json --dry-run
`;
