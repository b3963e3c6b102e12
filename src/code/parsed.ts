import type { SgNode } from '@ast-grep/napi';
import { signsInText } from '../signs/in-text.ts';
import type { Sign } from '../signs/rule.ts';
import { callAround, inContext, nodesOf, replaced, type Names } from './around.ts';
import type { Call } from './call.ts';
import { mayBeOfInfrastructure, signOfInfrastructure } from './infrastructure.ts';

/** Languages whose syntax is read. */
export type Language = 'python' | 'javascript' | 'typescript' | 'tsx' | 'java' | 'go';

type Grammar = (text: string) => SgNode;

/** The parsers are of native code, and loaded when the first file of any of the languages comes. */
const grammarsOnce = async (): Promise<Readonly<Record<Language, Grammar>>> => {
  const [{ Lang, parse, registerDynamicLanguage }, python, java, go] = await Promise.all([
    import('@ast-grep/napi'),
    import('@ast-grep/lang-python'),
    import('@ast-grep/lang-java'),
    import('@ast-grep/lang-go'),
  ]);
  registerDynamicLanguage({ python: python.default, java: java.default, go: go.default });
  const grammar =
    (language: string): Grammar =>
    (text) =>
      parse(language, text).root();
  return {
    python: grammar('python'),
    java: grammar('java'),
    go: grammar('go'),
    javascript: grammar(Lang.JavaScript),
    typescript: grammar(Lang.TypeScript),
    tsx: grammar(Lang.Tsx),
  };
};
let loaded: ReturnType<typeof grammarsOnce> | undefined;

const callsOf: Readonly<Record<Language, () => Promise<readonly Call[]>>> = {
  python: async () => (await import('./calls/python.ts')).python,
  javascript: async () => (await import('./calls/javascript.ts')).javascript,
  typescript: async () => (await import('./calls/javascript.ts')).javascript,
  tsx: async () => (await import('./calls/javascript.ts')).javascript,
  java: async () => (await import('./calls/java.ts')).java,
  go: async () => (await import('./calls/go.ts')).go,
};

const javascript: Names = {
  declarations: ['variable_declarator'],
  uses: ['identifier', 'shorthand_property_identifier'],
};
/** Every way of JavaScript to say a name. */
const identifiers = [...javascript.uses, 'shorthand_property_identifier_pattern'];
const uses = ['identifier'];
const namesOf: Readonly<Record<Language, Names>> = {
  python: { declarations: ['assignment'], uses },
  javascript,
  typescript: javascript,
  tsx: javascript,
  java: { declarations: ['variable_declarator'], uses },
  go: { declarations: ['short_var_declaration', 'var_spec', 'const_spec'], uses },
};

/** What an argument or a member with a name is called. */
const membersOf: Readonly<Record<Language, readonly string[]>> = {
  python: ['keyword_argument', 'pair'],
  javascript: ['pair'],
  typescript: ['pair'],
  tsx: ['pair'],
  java: [],
  go: ['keyed_element'],
};

/** What a program that makes servers, such as one of the CDK, says of them. */
const signsOfMembers = (root: SgNode, kinds: readonly string[], code: string): readonly Sign[] =>
  (mayBeOfInfrastructure(code) ? kinds : [])
    .flatMap((kind) =>
      root.findAll({ rule: { kind, regex: String.raw`^["']?[\w.]+["']?\s*[:=]\s*["']?[\w.-]+["']?$` } }),
    )
    .flatMap((node) => {
      const [, name = '', value = ''] = /^["']?([\w.]+)["']?\s*[:=]\s*["']?([\w.-]+)/.exec(node.text()) ?? [];
      const sign = signOfInfrastructure({ name, value });
      return sign ? [{ ...sign, at: node.range().start.index }] : [];
    });

const blank = (text: string): string => text.replaceAll(/[^\n]/g, ' ');

/** The text with its comments and documentation blanked, so that places stay. */
const withoutComments = (text: string, root: SgNode, language: Language): string => {
  const kinds = language === 'java' ? ['line_comment', 'block_comment'] : ['comment'];
  const comments = root.findAll({ rule: { any: kinds.map((kind) => ({ kind })) } });
  // A string that is a statement is documentation.
  const documentation =
    language === 'python'
      ? root.findAll({ rule: { kind: 'string', inside: { kind: 'expression_statement' } } })
      : [];
  const ranges = [...comments, ...documentation]
    .map((node) => node.range())
    .toSorted((a, b) => a.start.index - b.start.index);
  return ranges
    .flatMap(({ start, end }, index) => [
      text.slice(ranges[index - 1]?.end.index ?? 0, start.index),
      blank(text.slice(start.index, end.index)),
    ])
    .concat(text.slice(ranges.at(-1)?.end.index ?? 0))
    .join('');
};

const matches = (pattern: string | undefined, text: string): boolean =>
  pattern !== undefined && new RegExp(pattern).test(text);

const isSign = (call: Call, node: SgNode, text = node.text()): boolean =>
  matches(call.says, text) &&
  !matches(call.unless, text) &&
  (call.within === undefined || matches(call.within, callAround(node)?.text() ?? ''));

/**
 * Without its ends, and what may stand before its first word, a pattern is cheap to ask a whole text for: most files need no walk
 * through their tree.
 */
const mayBeIn = (says: string, text: string): boolean =>
  matches(says.replace(/^\^(?:(?:\((?:\\.|[^()\\])*\)|\[\\w\.\]|\\w)[?*])*/, '').replace(/\$$/, ''), text);

const signsOfCalls = (all: readonly Call[], root: SgNode, code: string): readonly Sign[] => {
  const text = root.text();
  const calls = all.filter(
    ({ says, file, unlessFile }) =>
      (file === undefined || matches(file, code)) && !matches(unlessFile, code) && mayBeIn(says, text),
  );
  return [...Map.groupBy(calls, ({ kind }) => kind)].flatMap(([kind, ofKind]) =>
    root
      .findAll({ rule: { kind, regex: ofKind.map(({ says }) => `(?:${says})`).join('|') } })
      .flatMap((node) =>
        ofKind
          .filter((call) => isSign(call, node))
          .map(({ rule, severity }) => ({ rule, severity, at: node.range().start.index })),
      ),
  );
};

/** Calls with options that stand in a name, and nothing else in the file says that name: they are what is passed. */
const withTheirOptions = (root: SgNode): readonly { node: SgNode; text: string }[] => {
  const declarations = root.findAll({
    rule: { kind: 'variable_declarator', has: { field: 'value', kind: 'object' } },
  });
  if (declarations.length === 0) return [];
  const said = Map.groupBy(nodesOf(root, identifiers), (one) => one.text());
  return declarations.flatMap((declaration) => {
    const its = said.get(declaration.field('name')?.text() ?? '') ?? [];
    const options = declaration.field('value');
    const use = its.find((one) => one.parent()?.kind() === 'arguments');
    const node = use && callAround(use);
    if (its.length !== 2 || !node || !options) return [];
    return [{ node, text: replaced(node, use, options.text()) }];
  });
};

const signsOfOptions = (calls: readonly Call[], root: SgNode, code: string): readonly Sign[] =>
  withTheirOptions(root).flatMap(({ node, text }) =>
    calls
      .filter(
        (call) =>
          call.kind === node.kind() &&
          (call.file === undefined || matches(call.file, code)) &&
          !matches(call.unlessFile, code) &&
          isSign(call, node, text),
      )
      .map(({ rule, severity }) => ({ rule, severity, at: node.range().start.index })),
  );

/** What a source file tells: by its text without comments, and by its syntax. */
export const parsed = async (text: string, language: Language): Promise<readonly Sign[]> => {
  loaded ??= grammarsOnce();
  const root = (await loaded)[language](text);
  const code = withoutComments(text, root, language);
  const calls = await callsOf[language]();
  return [
    ...inContext(signsInText(code), root, namesOf[language]),
    ...signsOfCalls(calls, root, code),
    ...(namesOf[language] === javascript ? signsOfOptions(calls, root, code) : []),
    ...signsOfMembers(root, membersOf[language], code),
  ];
};
