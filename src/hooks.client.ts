/** What has to stand before the app starts: which scripts may become workers, no way off this origin, a language. */
import { chosenLanguage, speakIn, spokenLanguage } from '#lib/language/language.ts';
import { stayHere } from '#lib/ui/stay-here.ts';

/** Kit waits for it before it loads the first screen. */
export async function init(): Promise<void> {
	try {
		await speakIn(chosenLanguage(localStorage));
	} catch (error) {
		console.error('The chosen language could not be loaded.', error);
	}
	document.documentElement.lang = spokenLanguage();
}

// Trusted Types (required by our policy) let a string become a script address only through this gate:
// workers of our own build and the OCR engine's, nothing else.
const workers = /^\/(_app\/immutable\/|engine\/tesseract\/|service-worker\.js$)/;

function sameOriginScript(url: string): string {
	const address = new URL(url, location.href);
	if (address.origin !== location.origin || !workers.test(address.pathname)) {
		throw new TypeError('a script from elsewhere was refused');
	}
	return url;
}

interface TrustedTypes {
	createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): unknown;
}

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
if (import.meta.env.PROD)
	trustedTypes?.createPolicy('default', { createScriptURL: sameOriginScript });

// Every built page has done so before it shows anything; in development this is the first that can.
stayHere();
