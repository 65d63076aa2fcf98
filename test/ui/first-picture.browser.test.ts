import { afterEach, describe, expect, it } from 'vitest';
import { takePlaceOfPicture } from '#lib/ui/first-picture.ts';

const door = `<a href="/protected">What is protected</a>
	<form><input type="password" /><button type="submit">Unlock</button></form>
	<button type="button">I forgot it</button>`;

function stand(shown: string, screen: string): { picture: HTMLElement; live: HTMLElement } {
	document.documentElement.dataset['first'] = shown;
	document.body.innerHTML = `<div id="first"><div data-picture="door-en">${door}</div></div>
		<main>${screen}</main>`;
	return {
		picture: document.querySelector<HTMLElement>('[data-picture]') as HTMLElement,
		live: document.querySelector('main') as HTMLElement
	};
}

const fieldIn = (place: HTMLElement) =>
	place.querySelector('input[type=password]') as HTMLInputElement;
const buttonIn = (place: HTMLElement, name: string) =>
	[...place.querySelectorAll('button')].find(
		(button) => button.textContent === name
	) as HTMLElement;

afterEach(() => {
	document.body.innerHTML = '';
	delete document.documentElement.dataset['first'];
});

describe('a screen that takes the place of its picture', () => {
	it('takes over what was typed, and the focus', () => {
		const { picture, live } = stand('door-en', door);
		const early = fieldIn(picture);
		early.focus();
		early.value = 'sorrel lantern';
		let heard = '';
		live.addEventListener('input', () => (heard = fieldIn(live).value));
		takePlaceOfPicture('door', () => live);
		expect(document.getElementById('first')).toBeNull();
		expect(heard).toBe('sorrel lantern');
		expect(early.value).toBe('');
		expect(document.activeElement).toBe(fieldIn(live));
	});

	it('is sent when the picture was, unless somebody has to be chosen', () => {
		for (const people of ['', '<label><input type="radio" name="who" />Ida</label>']) {
			const { picture, live } = stand('door-en', people + door);
			picture.dataset['sent'] = '';
			let sent = 0;
			live.addEventListener('submit', (event) => {
				event.preventDefault();
				sent++;
			});
			takePlaceOfPicture('door', () => live);
			expect(sent).toBe(people ? 0 : 1);
		}
	});

	it('does what was pressed', () => {
		const { picture, live } = stand('door-en', door);
		picture.dataset['pressed'] = '1';
		buttonIn(picture, 'I forgot it').focus();
		let pressed = '';
		live.addEventListener('click', ({ target }) => (pressed = (target as Element).textContent));
		takePlaceOfPicture('door', () => live);
		expect(pressed).toBe('I forgot it');
		expect(document.activeElement).toBe(buttonIn(live, 'I forgot it'));
	});

	it.each([
		['on it', 'pointerup', 'I forgot it', 1],
		['elsewhere', 'pointerup', 'Unlock', 0],
		['by the system', 'pointercancel', 'I forgot it', 0]
	])('does what was held down once it is let go (%s)', (_, end, where, times) => {
		const { picture, live } = stand('door-en', door);
		picture.dataset['held'] = '1';
		let pressed = 0;
		buttonIn(live, 'I forgot it').addEventListener('click', () => pressed++);
		takePlaceOfPicture('door', () => live);
		expect(pressed).toBe(0);
		for (let i = 0; i < 2; i++)
			buttonIn(live, where).dispatchEvent(new PointerEvent(end, { bubbles: true }));
		expect(pressed).toBe(times);
	});

	it.each([
		['another screen', 'welcome', 'door-en'],
		['a screen without a picture', undefined, 'door-en']
	])('does nothing of it when it is %s', (_, of, shown) => {
		const { picture, live } = stand(shown, door);
		fieldIn(picture).value = 'sorrel lantern';
		picture.dataset['pressed'] = '1';
		let pressed = false;
		live.addEventListener('click', () => (pressed = true));
		takePlaceOfPicture(of, () => live);
		expect(document.getElementById('first')).toBeNull();
		expect([fieldIn(live).value, pressed]).toEqual(['', false]);
	});
});
