/** The front desk's own screens: a practice of one clinician adds staff, who look around and feed a box for her. */
import { addStaff } from '../../bench/desk.ts';
import type { Camera } from './camera.ts';
import { setUp } from './first-visit.ts';
import { goTo } from './sample-box.ts';

/** It guards an invented person's keys in a visit that is thrown away. */
const theirs = 'gravel tulip ninety kettle moss';

export async function lookAtTheFrontDesk(
	{ page, snap }: Camera,
	paper: readonly string[]
): Promise<void> {
	await setUp({ page, snap: () => Promise.resolve() });
	await addStaff(page, 'Sam Front', theirs);
	await page.getByRole('button', { name: 'Lock, so that they can unlock' }).click();
	await page.getByText('Who are you?').waitFor();
	await snap('unlock-two', { whole: true });
	await page.getByRole('radio', { name: /Sam Front/ }).check();
	await page.getByLabel('Passphrase', { exact: true }).fill(theirs);
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
	await snap('staff-today', { whole: true });
	await goTo(page, 'Feed');
	await snap('staff-feed', { whole: true });
	await page.getByRole('radio', { name: /In the chart/ }).check();
	await page.getByLabel('Files to feed').setInputFiles([...paper]);
	await page.getByText('Did every picture come out well?').first().waitFor();
	await page.waitForTimeout(800);
	await snap('staff-feed-check', { whole: true });
	for (const screen of ['Charts', 'Release', 'History', 'Checks', 'Settings']) {
		await goTo(page, screen);
		await page.waitForTimeout(500);
		await snap(`staff-${screen.toLowerCase()}`, { whole: true });
	}
}
