/** What is selected over a picture, as it is to be pasted: a browser puts every word on a line of its own. */

/** The selected words of `layer`, line by line as they stand on the paper; `undefined` where the selection reaches beyond. */
export function selectedWords(layer: Element, selection: Selection | null): string | undefined {
	if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
	const range = selection.getRangeAt(0);
	if (!layer.contains(range.commonAncestorContainer)) return undefined;
	const lines = new Map<string, string[]>();
	for (const word of layer.querySelectorAll<SVGElement>('[data-line]')) {
		const line = word.dataset['line'] ?? '';
		const text = range.intersectsNode(word) ? within(word, range) : '';
		if (text !== '') lines.set(line, [...(lines.get(line) ?? []), text]);
	}
	return [...lines.values()].map((words) => words.join(' ')).join('\n');
}

/** The part of a word that is selected: the first and the last one may begin or end within. */
function within(word: Element, range: Range): string {
	const text = word.textContent;
	const from = word.contains(range.startContainer) ? range.startOffset : 0;
	const to = word.contains(range.endContainer) ? range.endOffset : text.length;
	return text.slice(from, to);
}
