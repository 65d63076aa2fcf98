/** What a page says of its client and date, as typed, as scribbled and as misread. */
import { describe, expect, it, test } from 'vitest';
import { hintsOf } from '#lib/sorting/hints.ts';

const read = (text: string) => hintsOf(text.split('\n').map((line) => ({ text: line })));

test.each([
	[0.79, true],
	[0.8, undefined],
	[undefined, undefined]
])('a day whose line was read with confidence %s is doubted: %s', (confidence, doubted) => {
	const sure = { confidence: 0.95 };
	const lines = [
		{ text: 'Client: Priya Venkataraman', ...sure },
		{ text: ' ', ...sure },
		{ text: 'DOS: 10/07/2008', ...(confidence === undefined ? {} : { confidence }) },
		{ text: 'Seen with mother', confidence: 0.2 }
	];
	expect(hintsOf(lines)).toMatchObject({ serviceDate: '2008-10-07' });
	expect(hintsOf(lines).dateUnsure).toBe(doubted);
});

test('where no day is read, none is doubted', () => {
	expect(hintsOf([{ text: 'Seen with mother', confidence: 0.2 }]).dateUnsure).toBeUndefined();
});

describe('a heading with labels', () => {
	test.each([
		{
			text: 'Client: Priya Venkataraman     DOB: 04/11/1979     MRN 20-4471\nDOS: 10/07/2008',
			name: 'Priya Venkataraman',
			birthDate: '1979-04-11',
			recordNumber: '20-4471',
			serviceDate: '2008-10-07'
		},
		{
			text: 'Client: Priya Venkataraman D0B; O4/ll/1979 MRN 2O-4471 DOS: 1O/07/2OO8',
			name: 'Priya Venkataraman',
			birthDate: '1979-04-11',
			recordNumber: '2O-4471',
			serviceDate: '2008-10-07'
		},
		{
			text: 'Re: Tobias Kerrigan, Grade 7, DOB 5/30/1991\nSeen 3/2/2004',
			name: 'Tobias Kerrigan',
			birthDate: '1991-05-30',
			serviceDate: '2004-03-02'
		},
		{
			text: 'PT: QUILLEN, ROBERTA    DOB 08-08-56   RM 412-2\nDate 3-14-06',
			name: 'QUILLEN, ROBERTA',
			birthDate: '1956-08-08',
			serviceDate: '2006-03-14'
		},
		{
			text: 'Patient: BEAUCHAMP, Lucille MR# 611-40-2 DOB 3/3/1938',
			name: 'BEAUCHAMP, Lucille',
			birthDate: '1938-03-03',
			recordNumber: '611-40-2'
		},
		{
			text: 'Student: Talia Brightwater    Field instructor: H. Oduya\nClient: Rosalind Ames',
			name: 'Rosalind Ames'
		},
		{ text: 'Client: Rosalie Tamblyn\nRecord Noe: 98-0417', recordNumber: '98-0417' },
		{ text: 'Student: Talia Brightwater, Grade 7', name: 'Talia Brightwater' }
	])('$text', ({ text, ...hints }) => {
		expect(read(text)).toMatchObject(hints);
	});
});

describe('a date of service', () => {
	test.each([
		['11/14/96    Mrs. L.', '1996-11-14'],
		['Thurs 10/17/96', '1996-10-17'],
		['Feb 20, 2003', '2003-02-20'],
		['6 March 1997', '1997-03-06'],
		['2013-04-22 visit', '2013-04-22'],
		['9.11.08', '2008-09-11'],
		['12/1/30', '2030-12-01'],
		['12/1/31', '1931-12-01']
	])('%s is %s', (text, serviceDate) => {
		expect(read(text).serviceDate).toBe(serviceDate);
	});

	test.each(['2/30/1999', '13/40/2001', 'BP 126/70', 'score 9/30, was 22', 'no date at all'])(
		'%s names no day',
		(text) => {
			expect(read(text).serviceDate).toBeUndefined();
		}
	);

	it('is never the birth date, nor the day of the next appointment', () => {
		expect(read('DOB 4/11/1979\nNext appt 5/2/2009').serviceDate).toBeUndefined();
	});
});

describe('a name', () => {
	it('is not made up from headings', () => {
		expect(read('PROGRESS NOTE\nCounseling Center\nSession 4').name).toBeUndefined();
	});

	it.each([
		["Client: Renata Sobczak Today's session", 'Renata Sobczak'],
		['Client: Renata Sobczak Seen Tuesday', 'Renata Sobczak'],
		["Client: Tobias Kerrigan Mother's report", 'Tobias Kerrigan'],
		['Client: April May', 'April'],
		['Client: April Sobczak', 'April Sobczak'],
		["Client: Maeve O'Sullivan", "Maeve O'Sullivan"],
		['Client: Dolores Marchetti', 'Dolores Marchetti']
	])('in %j is %s', (text, name) => {
		expect(read(text).name).toBe(name);
	});

	it('ends where the next field begins', () => {
		expect(read('Name: Renata Sobczak  Date of birth: 7-22-61').name).toBe('Renata Sobczak');
	});
});
