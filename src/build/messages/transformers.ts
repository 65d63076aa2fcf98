/**
 * How a source's texts are taken out: wuchale's transformers, with our rules. A language is chosen before the first
 * screen is loaded and stays until the next load, so nothing that they write has to be reactive.
 */
import type { Adapter, HeuristicFunc, RuntimeConf } from 'wuchale';
import type { Transformer } from 'wuchale/adapter-vanilla';
// The package keeps this class to itself, and its own adapter wraps constants in `$derived`.
import { SvelteTransformer } from '../../../node_modules/@wuchale/svelte/dist/transformer.js';
import { isMessage, isWorded, type Place } from './rules.ts';

const unchanged = { wrapInit: (expr: string) => expr, wrapUse: (expr: string) => expr };

/** One look at the language, at the head of each module. */
export const runtime: RuntimeConf = {
	initReactive: ({ funcName }) => (funcName === undefined ? false : null),
	useReactive: false,
	plain: unchanged,
	reactive: unchanged
};

const comparisons = new Set(['===', '!==', '==', '!=', '<', '>', '<=', '>=', 'in', 'instanceof']);
const makersOfCode = /(Error|Format|Collator|Worker|Event|^URL|^RegExp)$/;

type Branch = Parameters<Transformer['visitConditionalExpression']>[0]['consequent'];

/** Visits with the place changed for the while. */
function within<R>(place: Place, here: Partial<Place>, visit: () => R): R {
	const before = { ...place };
	Object.assign(place, here);
	try {
		return visit();
	} finally {
		Object.assign(place, before);
	}
}

/** Properties that hold what is shown. */
const wordy = new Set(['word', 'words', 'label', 'means', 'short']);

function holdsWords({ key, value }: { readonly key: Branch; readonly value: unknown }): boolean {
	const { type } = value as { readonly type: string };
	return key.type === 'Identifier' && wordy.has(key.name) && type === 'Literal';
}

/** Of `'unlocked'` or `'unlocked, cabinet closed'` the one is a text because the other is. */
function isChoiceOfWords(node: Branch): boolean {
	if (node.type === 'ConditionalExpression')
		return isChoiceOfWords(node.consequent) || isChoiceOfWords(node.alternate);
	return node.type === 'Literal' && typeof node.value === 'string' && isWorded(node.value);
}

/** What is no text in any source: what is compared, the keys of objects, an error's words, a part of an address. */
function leaveCodeAlone(it: Transformer, place: Place): void {
	const { visitBinaryExpression, visitConditionalExpression } = it;
	const { visitNewExpression, visitTemplateLiteralQuasis } = it;
	it.visitBinaryExpression = (node) =>
		comparisons.has(node.operator) ? [] : visitBinaryExpression(node);
	it.visitProperty = (node) =>
		within(place, holdsWords(node) ? { inText: true } : {}, () => it.visit(node.value));
	it.visitMemberExpression = (node) => it.visit(node.object);
	it.visitNewExpression = (node) => {
		const { callee } = node;
		const isCode =
			callee.type === 'MemberExpression' ||
			(callee.type === 'Identifier' && makersOfCode.test(callee.name));
		return isCode ? [] : visitNewExpression(node);
	};
	it.visitConditionalExpression = (node) =>
		within(place, place.inText || isChoiceOfWords(node) ? { inText: true } : {}, () =>
			visitConditionalExpression(node)
		);
	it.visitTemplateLiteralQuasis = (node, type) =>
		within(place, { inText: true }, () => visitTemplateLiteralQuasis(node, type));
	// The first statement may call a function that is written further down.
	it.getRealBodyStart = (nodes) =>
		(nodes.find(({ type }) => type !== 'ImportDeclaration') ?? nodes[0])?.start;
}

/** The parts of a component in which a string stands. */
function followComponent(it: SvelteTransformer, place: Place): void {
	const { visitExpressionTag, visitAttribute } = it;
	it.visitAttribute = (node) =>
		within(place, { attribute: node.name, inText: false }, () => visitAttribute(node));
	it.visitExpressionTag = (node) =>
		within(place, { inText: place.attribute === undefined }, () => visitExpressionTag(node));
	// It keeps the two that it was made with.
	it.mixedVisitor = it.initMixedVisitor();
	// A text whose blanks hold no elements is one string: an option or a title takes nothing else.
	it.visitFragment = (node) =>
		it.mixedVisitor.visit({
			children: node.nodes,
			commentDirectives: it.commentDirectives,
			inCompoundText: it.inCompoundText,
			scope: 'markup',
			element: it.currentElement ?? '',
			useComponent: false
		});
}

/** The same source with its texts replaced by numbers, and the texts. */
export const transform: Adapter['transform'] = async ({
	content,
	filename,
	index,
	expr,
	matchUrl
}) => {
	const place: Place = { attribute: undefined, inText: false };
	const heuristic: HeuristicFunc = (message) => isMessage(message, place);
	const given = [content, filename, index, heuristic, [], expr, runtime, matchUrl];
	const screen = new SvelteTransformer(
		...(given as ConstructorParameters<typeof SvelteTransformer>)
	);
	leaveCodeAlone(screen, place);
	screen.visitVariableDeclarator = screen.defaultVisitVariableDeclarator;
	followComponent(screen, place);
	return screen.transformSv();
};
