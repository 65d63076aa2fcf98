/** What can happen in the practice's chart folder. Nothing here can speak of private pages or count them. */
import type { Client } from '#lib/page/client.ts';
import type { Disclosure } from '#lib/page/disclosure.ts';
import type { ClientId, PageId } from '#lib/page/ids.ts';
import type { ChartPage } from './reader.ts';

export type ChartAction =
	| { readonly is: 'client-added'; readonly client: Client }
	| { readonly is: 'client-changed'; readonly client: Client }
	| { readonly is: 'page-filed'; readonly page: ChartPage; readonly because?: string }
	| {
			readonly is: 'page-withdrawn';
			readonly page: PageId;
			readonly client: ClientId;
			readonly because: string;
	  }
	| { readonly is: 'packet-released'; readonly disclosure: Disclosure };
