import { MemoryPracticeFiles } from '#lib/shelf/memory-practice-files.ts';
import { MemoryShelf } from '#lib/shelf/memory-shelf.ts';
import { practiceFilesContract } from './practice-files-contract.ts';
import { shelfContract } from './shelf-contract.ts';

shelfContract('memory', (folder) => new MemoryShelf(folder));
practiceFilesContract('memory', () => new MemoryPracticeFiles());
