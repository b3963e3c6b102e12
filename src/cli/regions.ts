import { didYouMean } from './suggest.ts';
import { UsageError } from './usage.ts';

/** Regions of the `aws`, `aws-cn` and `aws-us-gov` partitions. https://docs.aws.amazon.com/general/latest/gr/rande.html */
const regions: readonly string[] = [
  'af-south-1',
  'ap-east-1',
  'ap-east-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-south-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-central-1',
  'ca-west-1',
  'cn-north-1',
  'cn-northwest-1',
  'eu-central-1',
  'eu-central-2',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'me-west-1',
  'mx-central-1',
  'sa-east-1',
  'sa-west-1',
  'us-east-1',
  'us-east-2',
  'us-gov-east-1',
  'us-gov-west-1',
  'us-west-1',
  'us-west-2',
];

const places = new Set(regions.map((region) => region.replace(/\d+$/, '')));

/**
 * The Region's name, checked before any call: an unknown one only fails as a DNS error, late and unclear. A new number
 * of a known place (`eu-west-4`) is let through, because AWS opens Regions faster than this list grows.
 */
export const regionNamed = (name: string): string => {
  if (/^[a-z-]+-\d$/.test(name) && places.has(name.replace(/\d+$/, ''))) return name;
  throw new UsageError(
    'unknown-region',
    `"${name}" is not a Region that Waxseal knows.`,
    didYouMean(name, regions, 'Give a Region code such as eu-west-1.'),
  );
};
