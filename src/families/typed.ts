import type { Field } from '../core/model/remediation.ts';
import type { Message } from '../core/say/said.ts';

/** What the compiler cannot follow, in one place: names that are known by their type, and objects made from them. */

type Catalogue<Id extends string> = Readonly<Record<Id, Message>>;

/** The sentences of a family and of a unit; the unit's own words come first. */
export const withOwn = <A extends string, B extends string>(
  family: Catalogue<A>,
  own: Catalogue<B> | undefined,
): Catalogue<A | B> => {
  const all = { ...family, ...own };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- without own sentences there is no B
  return all as Catalogue<A | B>;
};

/** A catalogue without what the facts of a unit never say. Its type still has every id; nobody asks for those. */
export const without = <Id extends string>(
  all: Catalogue<Id>,
  ...unsaid: readonly NoInfer<Id>[]
): Catalogue<Id> => {
  const left: ReadonlySet<string> = new Set(unsaid);
  const said = Object.fromEntries(Object.entries(all).filter(([id]) => !left.has(id)));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as said above
  return said as Catalogue<Id>;
};

/** One field by a name of the facts. */
export const fieldNamed = <Name extends string, Value>(
  name: Name,
  field: Field<Value>,
): Readonly<Record<Name, Field<Value>>> => {
  const one = { [name]: field };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a computed key is any text to the compiler
  return one as Readonly<Record<Name, Field<Value>>>;
};
