import { describe, expect, test } from 'vitest';
import { ShareTarget, type SharePost } from '../../src/share-target.ts';
import type { Shared } from '#lib/page/share.ts';

const url = 'https://practice.example/feed/share';

function post(from: Partial<SharePost>, ...names: readonly string[]): SharePost {
	const form = new FormData();
	for (const name of names) form.append('files', new File(['page'], name));
	return {
		url,
		referrer: '',
		destination: 'document',
		formData: () => Promise.resolve(form),
		...from
	};
}

function handedOver(share: ShareTarget): Promise<Shared> {
	return new Promise((resolve) => {
		share.handOver({ postMessage: resolve } as unknown as MessagePort);
	});
}

describe('what is posted to be shared', () => {
	test.each([
		['by the system, without a referrer', { referrer: '' }],
		['by the system, which names the app', { referrer: 'android-app://com.example.scanner/' }],
		['by a page of ours', { referrer: 'https://practice.example/feed' }]
	])('%s, is held and handed over once', async (_name, from) => {
		const share = new ShareTarget();
		const answer = await share.take(post(from, 'a.pdf', 'b.pdf'));
		expect([answer.status, answer.headers.get('location')]).toEqual([
			303,
			'https://practice.example/feed?shared'
		]);
		expect((await handedOver(share)).files.map(({ name }) => name)).toEqual(['a.pdf', 'b.pdf']);
		expect((await handedOver(share)).files).toEqual([]);
	});

	test.each([
		['by a page of another site', { referrer: 'https://elsewhere.example/' }],
		['by another server on this machine', { referrer: 'http://practice.example/' }],
		['into a frame', { destination: 'iframe' as const }]
	])('%s, is not looked at', async (_name, from) => {
		const share = new ShareTarget();
		const answer = await share.take(post(from, 'a.pdf'));
		expect(answer.headers.get('location')).toBe('https://practice.example/feed');
		expect(await handedOver(share)).toEqual({ files: [], left: 0 });
	});
});
