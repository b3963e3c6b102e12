import { partitionOf } from './partitions.ts';

/**
 * Where services without Regions of their own, such as CloudFront, are asked and recorded by AWS Config. A service whose
 * home is another one says so in its resource.
 * https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/global-services.html
 * https://docs.amazonaws.cn/en_us/aws/latest/userguide/endpoints-Ningxia.html
 */
export const globalHome = {
  aws: 'us-east-1',
  'aws-cn': 'cn-northwest-1',
  'aws-us-gov': 'us-gov-west-1',
} as const;

/** Regions of every partition. https://docs.aws.amazon.com/general/latest/gr/rande.html */
export const regions: readonly string[] = [
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
  'eu-isoe-west-1',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'eusc-de-east-1',
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
  'us-iso-east-1',
  'us-iso-west-1',
  'us-isob-east-1',
  'us-isob-west-1',
  'us-isof-east-1',
  'us-isof-south-1',
  'us-west-1',
  'us-west-2',
];

const places = new Set(regions.map((region) => region.replace(/\d+$/, '')));

/**
 * Whether there is such a Region. A new number of a known place (`eu-west-4`) counts as one, because AWS opens Regions
 * faster than this list grows.
 */
export const isRegion = (name: string): boolean =>
  /^[a-z-]+-\d$/.test(name) && places.has(name.replace(/\d+$/, ''));

/** On in every account of their partition, so that anything without a Region can be asked for there. */
const always = [
  'us-east-1',
  'cn-north-1',
  'us-gov-west-1',
  'us-iso-east-1',
  'us-isob-east-1',
  'us-isof-south-1',
];

/** Where to ask for what has no Region of its own in its name. */
export const regionOfPartition = (partition: string): string | undefined =>
  [...always, ...regions].find((region) => partitionOf(region) === partition);

export const partitions: readonly string[] = [...new Set(regions.map(partitionOf))];
