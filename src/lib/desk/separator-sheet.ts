/** What the screen that prints separator sheets needs of the separator room. */
export { sheetCode } from '#lib/separator/sheet-code.ts';
