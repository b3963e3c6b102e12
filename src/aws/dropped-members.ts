/**
 * What an XML answer of AWS holds and the SDK drops, because it is newer than the SDK: kept with the answer, by this name.
 * Whoever puts the whole back would take it away.
 */
const member = 'waxsealDropped';

/** The same answer, and what is missing from it. */
export const withDropped = <Answer extends object>(answer: Answer, paths: readonly string[]): Answer =>
  paths.length === 0 ? answer : { ...answer, [member]: paths };

/** By path, in order; none: all of the answer is there. */
export const droppedFrom = (answer: object): readonly string[] => {
  const paths: unknown = Object.hasOwn(answer, member) ? Reflect.get(answer, member) : [];
  return Array.isArray(paths) ? paths.map(String).toSorted() : [];
};
