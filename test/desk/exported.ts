/** Files as a browser hands them over when somebody chooses a folder: each with its path in it. */
import { scan } from './feed-desk.ts';

export function exported(path: string, sides = 1, kind = 'sound'): File {
	const file = scan(path.split('/').at(-1) ?? '', sides, kind);
	Object.defineProperty(file, 'webkitRelativePath', { value: path });
	return file;
}
