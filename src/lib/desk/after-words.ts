/** What came after a release, in words, for the history. */
import type { AfterAction } from '#lib/chart/after-actions.ts';
import { alreadyTold, tell, type Told, type Telling } from '#lib/language/telling.ts';
import { dollars } from '#lib/page/fees.ts';
import { outcomes } from '#lib/page/incident.ts';
import { dayTold, unended } from './history-parts.ts';
import type { ClientNamer, Said } from './history-words.ts';
import { unreachable } from './unreachable.ts';

export function afterWords(action: AfterAction, nameOf: ClientNamer): Said {
	const client = clientOf(action);
	return { what: wordsFor(action, nameOf(client)), about: 'releases', client };
}

function clientOf(action: AfterAction): Said['client'] & string {
	if (action.is === 'disclosure-entered') return action.entered.client;
	if (action.is === 'accounting-asked') return action.accounting.client;
	return action.is === 'incident-opened' ? action.incident.client : action.client;
}

function wordsFor(action: AfterAction, of: Told): Telling {
	switch (action.is) {
		case 'disclosure-entered': {
			const { recipient, madeOn, corrects } = action.entered;
			const about = tell`a disclosure of ${of} to ${recipient.name} on ${dayTold(madeOn)}`;
			return corrects
				? tell`Corrected a line of the disclosure log: ${about}, because: ${unended(corrects.because)}.`
				: tell`Entered ${about} in the disclosure log.`;
		}
		case 'disclosure-struck':
			return tell`Entered that a disclosure of ${of} in the log did not happen, because: ${unended(action.because)}.`;
		case 'accounting-asked':
			return tell`Wrote down a request for an accounting of disclosures of ${of}.`;
		case 'accounting-extended':
			return tell`Extended the time for an accounting of disclosures of ${of} to ${dayTold(action.extension.dueOn)}, because: ${unended(action.extension.because)}.`;
		case 'accounting-given': {
			const { rows } = action.given;
			const lines = rows === 1 ? tell`one line` : tell`${rows} lines`;
			return tell`Gave an accounting of disclosures of ${of}, with ${lines}.`;
		}
		case 'accounting-closed':
			return tell`Closed a request for an accounting of ${of}, because: ${unended(action.because)}.`;
		case 'fees-worked-out':
			return tell`Worked out the fee for a copy of records of ${of}: ${dollars(action.fees.total)}.`;
		case 'incident-opened':
			return tell`Opened an incident about ${of}.`;
		case 'incident-written':
			return tell`Wrote on an incident about ${of}.`;
		case 'incident-closed':
			return tell`Closed an incident about ${of}: ${alreadyTold(outcomes[action.outcome])}, because: ${unended(action.because)}.`;
		case 'incident-reopened':
			return tell`Opened an incident about ${of} again, because: ${unended(action.because)}.`;
		default:
			return unreachable(action);
	}
}
