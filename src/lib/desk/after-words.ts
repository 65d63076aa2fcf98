/** What came after a release, in words, for the history. */
import type { AfterAction } from '#lib/chart/after-actions.ts';
import { formatDate } from '#lib/page/date.ts';
import { dollars } from '#lib/page/fees.ts';
import { outcomes } from '#lib/page/incident.ts';
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

function wordsFor(action: AfterAction, of: string): string {
	switch (action.is) {
		case 'disclosure-entered': {
			const { recipient, madeOn, corrects } = action.entered;
			const about = `a disclosure of ${of} to ${recipient.name} on ${formatDate(madeOn)}`;
			return corrects
				? `Corrected a line of the disclosure log: ${about}, because: ${ended(corrects.because)}`
				: `Entered ${about} in the disclosure log.`;
		}
		case 'disclosure-struck':
			return `Entered that a disclosure of ${of} in the log did not happen, because: ${ended(action.because)}`;
		case 'accounting-asked':
			return `Wrote down a request for an accounting of disclosures of ${of}.`;
		case 'accounting-extended':
			return `Extended the time for an accounting of disclosures of ${of} to ${formatDate(action.extension.dueOn)}, because: ${ended(action.extension.because)}`;
		case 'accounting-given': {
			const { rows } = action.given;
			return `Gave an accounting of disclosures of ${of}, with ${rows === 1 ? 'one line' : `${rows} lines`}.`;
		}
		case 'accounting-closed':
			return `Closed a request for an accounting of ${of}, because: ${ended(action.because)}`;
		case 'fees-worked-out':
			return `Worked out the fee for a copy of records of ${of}: ${dollars(action.fees.total)}.`;
		case 'incident-opened':
			return `Opened an incident about ${of}.`;
		case 'incident-written':
			return `Wrote on an incident about ${of}.`;
		case 'incident-closed':
			return `Closed an incident about ${of}: ${outcomes[action.outcome]}, because: ${ended(action.because)}`;
		case 'incident-reopened':
			return `Opened an incident about ${of} again, because: ${ended(action.because)}`;
		default:
			return unreachable(action);
	}
}

function ended(because: string): string {
	return `${because.replace(/[.\s]+$/u, '')}.`;
}
