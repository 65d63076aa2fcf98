/** What a clinician's decisions have taught, sealed to that clinician: neither the chart's key nor staff open it. */
import type { PracticeFiles } from '#lib/shelf/practice-files.ts';
import type { Alone } from '#lib/tray/alone.ts';
import type { UnlockedPerson } from '#lib/vault/person.ts';
import { OwnFile } from './own-file.ts';
import { paths } from './roster.ts';

export class LearnedFile extends OwnFile {
	constructor(files: PracticeFiles, me: UnlockedPerson, alone?: Alone) {
		super(files, me, paths.personLearned(me.person.id), alone);
	}
}
