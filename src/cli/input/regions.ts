import { isRegion, regions } from '../../aws/regions.ts';
import { didYouMean } from './suggest.ts';
import { UsageError } from './usage.ts';

/** The Region's name, checked before any call: an unknown one only fails as a DNS error, late and unclear. */
export const regionNamed = (name: string): string => {
  if (isRegion(name)) return name;
  throw new UsageError(
    'unknown-region',
    `"${name}" is not a Region that Waxseal knows.`,
    didYouMean(name, regions, 'Give a Region code such as eu-west-1.'),
  );
};
