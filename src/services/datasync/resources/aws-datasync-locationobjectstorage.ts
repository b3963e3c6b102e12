import {
  DataSyncClient,
  DescribeLocationObjectStorageCommand,
  ListLocationsCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-datasync';
import { allOf, everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { canMean, type Location, type Target } from '../../../core/model/target.ts';
import { isObjectStorage, locationArn, locationIdIn } from '../facts/location.ts';
import { unlessGone } from '../facts/unless-gone.ts';

const type = 'AWS::DataSync::LocationObjectStorage';

/** AWS Config names it by its ARN. */
const targetOf = (id: string, { account, region, partition }: Location): Target => {
  const arn = locationArn({ account, region, partition }, id);
  return { account, region, partition, type, id: arn, arn };
};

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const locations = everyPage(async (NextToken) => {
    const answer = await aws
      .use(DataSyncClient)
      .send(new ListLocationsCommand({ MaxResults: 100, NextToken }));
    return { items: answer.Locations, next: answer.NextToken };
  });
  for await (const { LocationArn = '', LocationUri } of locations) {
    const id = isObjectStorage(LocationUri) ? locationIdIn(LocationArn) : undefined;
    if (id !== undefined) yield targetOf(id, place);
  }
}

/** Object storage outside of AWS that speaks S3's protocol. AWS Config names it by its ARN, people by ARN or id. */
const locationObjectStorage: Resource = {
  type,
  arn: 'arn:{partition}:datasync:{region}:{account}:location/loc-{location}',
  configRecords: true,
  permissions: [
    'datasync:DescribeLocationObjectStorage',
    'datasync:ListLocations',
    'datasync:ListTagsForResource',
  ],
  idOf: (arn) => (locationIdIn(arn) === undefined || !arn.startsWith('arn:') ? undefined : arn),
  resolve: async (id, place, aws) => {
    const location = locationIdIn(id);
    if (location === undefined) return undefined;
    const target = targetOf(location, place);
    if (!canMean(id, target)) return undefined;
    const answer = await unlessGone(
      aws.use(DataSyncClient).send(new DescribeLocationObjectStorageCommand({ LocationArn: target.arn })),
    );
    return answer && target;
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ arn: ResourceArn }, aws) => {
    const pages = everyPage(async (NextToken) => {
      const answer = await aws
        .use(DataSyncClient)
        .send(new ListTagsForResourceCommand({ ResourceArn, NextToken }));
      return { items: answer.Tags, next: answer.NextToken };
    });
    return tagsByKey(await allOf(pages));
  },
};

export default locationObjectStorage;
