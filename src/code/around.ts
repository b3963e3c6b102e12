import type { SgNode } from '@ast-grep/napi';
import type { RuleId, Sign } from '../signs/rule.ts';

const texts = /^(?:string|template_string|string_literal|interpreted_string_literal|raw_string_literal)$/;
const calls = /^(?:call|call_expression|new_expression|method_invocation|object_creation_expression)$/;
const wholes = /^(?:object|dictionary|composite_literal)$/;
const links = /^(?:member_expression|attribute|selector_expression|method_invocation)$/;
/** Beyond one of these, what is said is said of something else. */
const ends =
  /function|lambda|method_declaration|class|block|statement|declaration|program|module|source_file/;

/** The call that a node is an argument of, or the object that it is a member of. */
const around = (node: SgNode): SgNode | undefined => {
  const found = node
    .ancestors()
    .find((one) => [calls, wholes, ends].some((kinds) => kinds.test(String(one.kind()))));
  return found && !ends.test(String(found.kind())) ? found : undefined;
};

/** The nearest call that a node is within. */
export const callAround = (node: SgNode): SgNode | undefined =>
  node.ancestors().find((one) => calls.test(String(one.kind())));

const named = String.raw`[\w.]*(?:ssl|tls)\w*["']?\]?\s*[:=(,]\s*`;
const nothing = String.raw`["']?(?:false|0|no|none|null|nil|undefined|off|disabled?|allow|prefer(?:red)?)\b`;
const saysOff = new RegExp(
  String.raw`\b(?:use_?)?(?:ssl|tls)(?:_?(?:enabled|mode))?["']?\s*[:=(,]\s*${nothing}`,
  'i',
);
const saysOn = new RegExp(
  String.raw`(?<![\w.])(?![\w.]*(?:insecure|allowinvalid))${named}(?!\s|${nothing})`,
  'i',
);

const saysTls = (text: string): boolean => !saysOff.test(text) && saysOn.test(text);

const words = (text: string): ReadonlySet<string> => new Set(text.match(/[A-Za-z_$][\w$]*/g));

/** What a file says of its names: where each is given a value. */
type Values = ReadonlyMap<string, SgNode>;

const nameOf = (declaration: SgNode): string | undefined =>
  (declaration.field('name') ?? declaration.field('left'))?.text();

const valuesIn = (declarations: readonly SgNode[]): Values =>
  new Map(
    declarations.flatMap((node) => {
      const name = nameOf(node);
      const value = node.field('value') ?? node.field('right');
      return name !== undefined && value ? [[name, value]] : [];
    }),
  );

/** The text of a node with another one in the place of a part. */
export const replaced = (whole: SgNode, part: SgNode, by: string): string => {
  const from = whole.range().start.index;
  const { start, end } = part.range();
  return `${whole.text().slice(0, start.index - from)}${by}${whole.text().slice(end.index - from)}`;
};

const withValues = (text: string, values: Values): string =>
  [text, ...[...words(text)].map((name) => values.get(name)?.text() ?? '')].join('\n');

const argumentsOf = (call: SgNode): readonly SgNode[] =>
  (call.field('arguments')?.children() ?? []).filter((one) => one.isNamed());

/** Whether what stands beside a node, in its call or object, says that TLS is on. */
const isGoodBeside = (node: SgNode, values: Values): boolean => {
  const whole = around(node);
  if (!whole) return false;
  if (saysTls(withValues(replaced(whole, node, ' '), values))) return true;
  return goesOn(whole) && isGoodBeside(whole, values);
};

/** `parse(address)` is an argument itself, and `builder.uri(address)` goes on; a list of calls is of many. */
const goesOn = (whole: SgNode): boolean => {
  const parent = whole.parent();
  const kind = String(parent?.kind());
  const isAlone = wholes.test(String(whole.kind())) || argumentsOf(whole).length === 1;
  if (/argument/.test(kind)) return isAlone;
  return links.test(kind) && !/\.(?:then|catch|finally)$/.test(parent?.text() ?? '');
};

const contains = (node: SgNode, at: number): boolean => {
  const { start, end } = node.range();
  return start.index <= at && at < end.index;
};

/** The text that a place is within, with its quotes. */
const textAt = (node: SgNode, at: number): SgNode | undefined => {
  if (texts.test(String(node.kind()))) return node;
  const child = node.children().find((one) => contains(one, at));
  return child && textAt(child, at);
};

/** How a language names what gives a name its value, and what uses one. */
export interface Names {
  readonly declarations: readonly string[];
  readonly uses: readonly string[];
}

/** Every node of these kinds, or of them those whose text is so. */
export const nodesOf = (root: SgNode, kinds: readonly string[], regex?: string): readonly SgNode[] =>
  root.findAll({ rule: { any: kinds.map((kind) => ({ kind, ...(regex !== undefined && { regex }) })) } });

const calleeOf = (use: SgNode): string => around(use)?.text().split(/[({]/, 1)[0] ?? '';

/** Whether a text is given a name that is used beside TLS, wherever the same is called. */
const isGoodByName = (text: SgNode, root: SgNode, names: Names, values: Values): boolean => {
  const declaration = text
    .ancestors()
    .slice(0, 2)
    .find((one) => names.declarations.includes(String(one.kind())));
  const name = declaration && nameOf(declaration);
  if (name === undefined || !/^\w+$/.test(name)) return false;
  const uses = nodesOf(root, names.uses, `^${name}$`).filter((one) => around(one) !== undefined);
  const good = uses.filter((one) => isGoodBeside(one, values));
  const callees = new Set(good.map(calleeOf));
  return good.length > 0 && uses.every((one) => good.includes(one) || !callees.has(calleeOf(one)));
};

const command =
  /^\W*(?:curl|wget|https?|git|docker|kubectl|aws|npm|npx|pip|yarn|mount|nc|psql|mysql|mongo\w*|insert|update|select|GET|PUT|POST|PATCH|HEAD|DELETE)\s|(?:^|\s)--?\w/;

/** An address between the words of a sentence: no client is given all of that. */
const isInSentence = (text: SgNode, at: number): boolean => {
  const whole = text.text();
  const from = at - text.range().start.index;
  const before = /[^\n]*$/.exec(whole.slice(0, from))?.[0].replace(/^\w?["'`]+/, '') ?? '';
  const after = /^\S*([^\n]*)/.exec(whole.slice(from))?.[1] ?? '';
  if (!/(?:^|\s)[(<]?$/.test(before) || command.test(before) || command.test(after)) return false;
  return (`${before} ${after}`.match(/(?<![^\s(])[A-Za-z]{2,}(?![^\s.,;:!?)"'`])/g) ?? []).length >= 2;
};

/** Rules of clients that take TLS beside the address. */
const besides = new Set<RuleId>([
  'postgresql-without-tls',
  'mysql-without-tls',
  'sqlserver-without-tls',
  'redis-without-tls',
  'mongodb-without-tls',
  'messaging-without-tls',
  'kafka-without-tls',
  'ldap-without-tls',
  'smtp-without-tls',
  'service-without-tls',
]);

/** Signs of addresses, by what stands around them. */
export const inContext = (signs: readonly Sign[], root: SgNode, names: Names): readonly Sign[] => {
  const values = valuesIn(signs.length === 0 ? [] : nodesOf(root, names.declarations));
  return signs.flatMap((sign) => {
    const text = sign.address === undefined ? undefined : textAt(root, sign.at);
    if (!text) return [sign];
    if (besides.has(sign.rule) && (isGoodBeside(text, values) || isGoodByName(text, root, names, values)))
      return [];
    const isNote = sign.rule !== 'credential-in-address' && isInSentence(text, sign.at);
    return [isNote ? { ...sign, severity: 'low' as const } : sign];
  });
};
