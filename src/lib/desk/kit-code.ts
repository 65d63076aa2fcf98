/** What the screen that prints a recovery kit needs of the separator room. */
export { kitCode } from '#lib/separator/kit-code.ts';
