import type { SgNode } from '@ast-grep/napi';
import type { Sign } from '../signs/rule.ts';
import type { Call } from './call.ts';

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
  return [...comments, ...documentation].reduce((left, node) => {
    const { start, end } = node.range();
    return left.slice(0, start.index) + blank(left.slice(start.index, end.index)) + left.slice(end.index);
  }, text);
};

const matches = (pattern: string | undefined, text: string): boolean =>
  pattern !== undefined && new RegExp(pattern).test(text);

const signsOfCall = (call: Call, root: SgNode, code: string): readonly Sign[] => {
  if (call.file !== undefined && !matches(call.file, code)) return [];
  if (matches(call.unlessFile, code)) return [];
  return root
    .findAll({ rule: { kind: call.kind, regex: call.says } })
    .filter((node) => !matches(call.unless, node.text()))
    .map((node) => ({ rule: call.rule, severity: call.severity, at: node.range().start.index }));
};

/** What the syntax of a source file tells, and its text without comments, for what text tells. */
export const parsed = async (
  text: string,
  language: Language,
): Promise<{ readonly code: string; readonly signs: readonly Sign[] }> => {
  loaded ??= grammarsOnce();
  const root = (await loaded)[language](text);
  const code = withoutComments(text, root, language);
  const calls = await callsOf[language]();
  return { code, signs: calls.flatMap((call) => signsOfCall(call, root, code)) };
};
