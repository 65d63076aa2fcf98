/** What can happen after a release: further lines of the log, accountings, fees, and what went wrong. */
import type { AccountingRequest, GivenAccounting } from '#lib/page/accounting.ts';
import type { EnteredDisclosure, LineId } from '#lib/page/disclosure.ts';
import type { FeeSheet } from '#lib/page/fees.ts';
import type { ClientId, IncidentId, RequestId } from '#lib/page/ids.ts';
import type { Incident, Outcome } from '#lib/page/incident.ts';
import type { Extension } from '#lib/page/records-request.ts';

export type AfterAction =
	/** A disclosure that this program did not make, or one that stands in the place of another line. */
	| { readonly is: 'disclosure-entered'; readonly entered: EnteredDisclosure }
	/** A line speaks of what did not happen. It stays, and says so. */
	| {
			readonly is: 'disclosure-struck';
			readonly line: LineId;
			readonly client: ClientId;
			readonly because: string;
			readonly by: string;
	  }
	| { readonly is: 'accounting-asked'; readonly accounting: AccountingRequest }
	| {
			readonly is: 'accounting-extended';
			readonly accounting: RequestId;
			readonly client: ClientId;
			readonly extension: Extension;
	  }
	| {
			readonly is: 'accounting-given';
			readonly accounting: RequestId;
			readonly client: ClientId;
			readonly given: GivenAccounting;
	  }
	| {
			readonly is: 'accounting-closed';
			readonly accounting: RequestId;
			readonly client: ClientId;
			readonly because: string;
	  }
	| {
			readonly is: 'fees-worked-out';
			readonly request: RequestId;
			readonly client: ClientId;
			readonly fees: FeeSheet;
	  }
	| {
			readonly is: 'incident-opened';
			readonly incident: Pick<
				Incident,
				'id' | 'client' | 'openedBy' | 'packets' | 'entry' | 'form'
			>;
	  }
	/** Everything that is known of it, anew. */
	| {
			readonly is: 'incident-written';
			readonly incident: IncidentId;
			readonly client: ClientId;
			readonly form: Incident['form'];
	  }
	| {
			readonly is: 'incident-closed';
			readonly incident: IncidentId;
			readonly client: ClientId;
			readonly outcome: Outcome;
			readonly because: string;
			readonly by: string;
	  }
	| {
			readonly is: 'incident-reopened';
			readonly incident: IncidentId;
			readonly client: ClientId;
			readonly because: string;
			readonly by: string;
	  };
