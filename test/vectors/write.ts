/**
 * `npm run vectors -- NAME`: writes a small practice as this version writes it, into `test/vectors/NAME`, where it is
 * kept for ever. One that is there is never written again: what an older version wrote is the point of it.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeBackup } from '#lib/backup/write.ts';
import { zipEntries } from '#lib/backup/zip.ts';
import type { BackupPart } from '#lib/backup/entry.ts';
import type { OpenCabinet } from '#lib/cabinet/open.ts';
import type { PersonId } from '#lib/page/ids.ts';
import { asClinician, type AnyPractice, type Practice } from '#lib/practice/practice.ts';
import { addClient, cabinetPassphrase, passphrase, setUpPractice } from '../support/practice.ts';
import { fillCabinets, fillChart, fillOne, fillTray, sealAnew } from './every-kind.ts';
import { fillPeople } from './every-member-kind.ts';
import { cabinetPictures, chartPictures, trayPictures } from './pictures.ts';
import { statesOf } from './states.ts';
import { expectedFile, secretsFile, statesFile, type Expected, type Secrets } from './vector.ts';

const name = process.argv[2] ?? '';
if (!/^[a-z0-9-]+$/.test(name)) {
	process.stderr.write('Usage: npm run vectors -- NAME (small letters, digits and dashes)\n');
	process.exit(2);
}
const folder = join('test/vectors', name);
if (existsSync(folder)) {
	process.stderr.write(`${folder} is there already, and is kept as it is.\n`);
	process.exit(1);
}

const theirs = {
	bea: { desk: 'gravel tulip ninety kettle moss', cabinet: 'ermine sluice bobbin thatch iris' },
	sam: 'walnut harbor fennel opal crisp',
	lee: 'copper mitten sparrow latch plum'
};

const standing = await setUpPractice();
const { people } = standing.practice;
let beasKit = '';
const letIn = async (...of: Parameters<typeof people.prepare>): Promise<PersonId> => {
	const invited = await people.prepare(...of);
	if (invited.kit) {
		beasKit = invited.kit.typed.reveal();
		await people.tryKit(invited, beasKit);
	}
	const joined = await people.join(invited);
	if (!joined.ok) throw new Error(joined.why);
	return invited.person.id;
};

async function as(id: PersonId, typed: string): Promise<AnyPractice> {
	const found = await standing.door.look();
	if (found.is !== 'locked') throw new Error(found.is);
	const unlocked = await standing.door.unlock(found.roster, id, typed);
	if (!unlocked.ok) throw new Error(unlocked.why);
	return unlocked.practice;
}

const bea = await letIn({
	...{ role: 'clinician', name: 'Bea Second', credential: 'PsyD' },
	...{ passphrase: theirs.bea.desk, cabinetPassphrase: theirs.bea.cabinet }
});
const sam = await letIn({
	...{ role: 'staff', name: 'Sam Front', credential: '', passphrase: theirs.sam }
});
const lee = await letIn({
	...{ role: 'staff', name: 'Lee Former', credential: '', passphrase: theirs.lee }
});
const client = await addClient(standing.practice, 'Ana Vector');

const cabinetOf = async (practice: Practice, typed: string): Promise<OpenCabinet> => {
	const opened = await practice.openCabinet(typed);
	if (!opened.ok) throw new Error(opened.why);
	return opened.cabinet;
};

let ida = await standing.again();
await fillTray(ida, client);
await fillOne(asClinician(await as(bea, theirs.bea.desk)), client);
await fillChart(await standing.again(), client);
ida = await standing.again();
const forBea = asClinician(await as(bea, theirs.bea.desk));
const [hersOpen, beasOpen] = [
	await cabinetOf(ida, cabinetPassphrase),
	await cabinetOf(forBea, theirs.bea.cabinet)
];
await fillCabinets([ida, hersOpen], [forBea, beasOpen], client);
const colleague = { practice: forBea, cabinet: beasOpen, passphrase: theirs.bea.cabinet };
await fillPeople(
	{ practice: ida, cabinet: hersOpen },
	colleague,
	{ id: sam, passphrase: theirs.sam },
	standing.around
);
// The chart goes on under a second key.
await (await standing.again()).people.leave(lee);
ida = await standing.again();
await addClient(ida, 'Bo Vector');
await sealAnew(ida);

const secrets: Secrets = {
	passphrases: { ida: passphrase, bea: theirs.bea.desk, sam: theirs.sam, lee: theirs.lee },
	cabinets: { ida: cabinetPassphrase, bea: theirs.bea.cabinet },
	kits: { practice: standing.practiceKit, ida: standing.kit, bea: beasKit }
};
const [hers, beas] = [await standing.again(), asClinician(await as(bea, secrets.passphrases.bea))];
const expected: Expected = {
	practice: hers.roster.practice,
	fingerprint: hers.roster.fingerprint,
	people: hers.roster.people.map(({ name: called, role, left }) => ({
		...{ name: called, role, left: left !== undefined }
	})),
	clients: [...hers.chart.state.clients.values()].map((one) => one.name),
	chart: await chartPictures(hers),
	trays: { ida: await trayPictures(hers), bea: await trayPictures(beas) },
	cabinets: {
		ida: await cabinetPictures(hers, secrets.cabinets.ida),
		bea: await cabinetPictures(beas, secrets.cabinets.bea)
	}
};

async function backup(part: BackupPart, { files, holdings, me }: Practice): Promise<Uint8Array> {
	const madeAt = '2026-01-05T10:00:00.000Z';
	const zip = await zipEntries(writeBackup({ part, files, holdings, me, madeAt }));
	return new Uint8Array(await zip.arrayBuffer());
}

mkdirSync(folder);
writeFileSync(join(folder, 'chart.zip'), await backup('chart', hers));
writeFileSync(join(folder, 'ida.zip'), await backup('private', hers));
writeFileSync(join(folder, 'bea.zip'), await backup('private', beas));
for (const [file, value] of [
	[secretsFile, secrets],
	[expectedFile, expected],
	[statesFile, await statesOf({ ida: hers, bea: beas }, secrets.cabinets)]
] as const)
	writeFileSync(join(folder, file), `${JSON.stringify(value, undefined, '\t')}\n`);
process.stdout.write(`Wrote ${folder}.\n`);
