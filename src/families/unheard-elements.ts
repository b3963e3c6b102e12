/**
 * Elements of an XML answer that the SDK did not make a member of. It drops what it does not know, and an update that is
 * made without it would take it away. CloudFront: "The new configuration replaces the existing configuration."
 * Source: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_UpdateDistribution.html
 */

interface Element {
  readonly name: string;
  readonly children: Element[];
}

/** Names and nesting alone; AWS answers well-formed XML without comments and without CDATA. */
const elementsOf = (xml: string): Element => {
  const root: Element = { name: '', children: [] };
  const open = [root];
  for (const [, closing, name = '', alone] of xml.matchAll(/<(\/?)([A-Za-z_][\w.:-]*)(?:[^>]*?)(\/?)>/g)) {
    if (closing) open.pop();
    else {
      const element: Element = { name, children: [] };
      open.at(-1)?.children.push(element);
      if (!alone) open.push(element);
    }
  }
  return root;
};

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const unheardIn = ({ children }: Element, value: unknown, path: string): readonly string[] =>
  children.flatMap((child, index): readonly string[] => {
    const at = path === '' ? child.name : `${path}.${child.name}`;
    // Items of a list have names of their own, and stand in its order.
    const inner: unknown = Array.isArray(value)
      ? value[index]
      : isObject(value) && Object.hasOwn(value, child.name)
        ? Reflect.get(value, child.name)
        : undefined;
    if (inner !== undefined) return unheardIn(child, inner, at);
    return child.name === 'Items' && child.children.length === 0 ? [] : [at];
  });

/** By path, each once. `value`: what the SDK made of the answer's only element. */
export const unheardElements = (xml: string, value: unknown): readonly string[] => {
  const [root] = elementsOf(xml).children;
  return root ? [...new Set(unheardIn(root, value, ''))] : [];
};
