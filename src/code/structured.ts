import { isMap, isScalar, isSeq, parseAllDocuments, type Node, type YAMLMap } from 'yaml';
import { settingsIn, type Line } from '../signs/lines.ts';

/** `REDIS_HOST` is known by itself wherever it stands; `host` only by what it is within. */
const named = (path: string, key: string): string =>
  path === '' || /^[A-Z][A-Z0-9_]*$/.test(key) ? key : `${path}.${key}`;

const rangeOf = (node: Node): readonly [number, number] => [node.range?.[0] ?? 0, node.range?.[1] ?? 0];

/** A text of several lines is a file in a file. */
const linesWithin = (code: string, node: Node): readonly Line[] => {
  const [start, end] = rangeOf(node);
  return settingsIn(code.slice(start, end)).map((line) => ({ ...line, at: start + line.at }));
};

const ofScalar = (name: string, text: string, code: string, node: Node): readonly Line[] => {
  const [start, end] = rangeOf(node);
  const written = text.slice(start, end);
  if (/^[|>]/.test(written)) return linesWithin(code, node);
  const isQuoted = /^["']/.test(written);
  return [{ name, value: isQuoted ? written.slice(1, -1) : written, at: isQuoted ? start + 1 : start }];
};

/** `- name: …, value: …`, in any letters, with or without a word before. */
const pairOf = (map: YAMLMap, text: string, code: string): readonly Line[] => {
  const scalar = (pattern: RegExp) =>
    map.items.find(({ key }) => isScalar(key) && pattern.test(String(key.value)))?.value;
  const name = scalar(/^(?:parameter)?name$/i);
  const value = scalar(/^(?:parameter)?value$/i);
  if (!isScalar(name) || !isScalar(value)) return [];
  return ofScalar(String(name.value), text, code, value);
};

/** A listener of plain HTTP that redirects nobody, or to plain HTTP again. */
const isOpenListener = (map: YAMLMap, text: string): boolean => {
  if (map.get('Type') !== 'AWS::ElasticLoadBalancingV2::Listener') return false;
  const said = text.slice(...rangeOf(map));
  return !(
    /\bType["']?\s*:\s*["']?redirect\b/.test(said) &&
    !/\bRedirectConfig\b[\s\S]*?\bProtocol["']?\s*:\s*["']?HTTP\b/.test(said)
  );
};

/** Protocols of what a Classic Load Balancer listens to. */
const classicProtocols = (map: YAMLMap): readonly unknown[] => {
  const listeners =
    map.get('Type') === 'AWS::ElasticLoadBalancing::LoadBalancer' &&
    map.getIn(['Properties', 'Listeners'], true);
  return isSeq(listeners)
    ? listeners.items.map((one) => (isMap(one) ? one.get('Protocol', true) : undefined))
    : [];
};

const within = (node: unknown, path: string, text: string, code: string): readonly Line[] => {
  if (isSeq(node))
    return node.items.flatMap((item) =>
      isScalar(item) ? linesWithin(code, item) : within(item, path, text, code),
    );
  if (!isMap(node)) return [];
  const protocols = isOpenListener(node, text)
    ? [node.getIn(['Properties', 'Protocol'], true)]
    : classicProtocols(node);
  return [
    ...pairOf(node, text, code),
    ...protocols
      .filter((one) => isScalar(one))
      .flatMap((one) => ofScalar('listener.protocol', text, code, one)),
    ...node.items.flatMap(({ key, value }) => {
      if (!isScalar(key)) return [];
      const name = named(path, String(key.value));
      return isScalar(value) ? ofScalar(name, text, code, value) : within(value, name, text, code);
    }),
  ];
};

/** Every setting of YAML or JSON, by what it stands within; `undefined`: it is neither, such as a template of one. */
export const structured = (text: string, code: string): readonly Line[] | undefined => {
  const documents = parseAllDocuments(text, { logLevel: 'silent', uniqueKeys: false });
  if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0)) return undefined;
  return documents.flatMap(({ contents }) => within(contents, '', text, code));
};
