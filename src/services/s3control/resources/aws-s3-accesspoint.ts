import {
  GetAccessPointCommand,
  ListAccessPointsCommand,
  ListTagsForResourceCommand,
  S3ControlClient,
} from '@aws-sdk/client-s3-control';
import { isThere } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { accessPointArn, accessPointNamed, accessPointNameIn } from '../facts/access-point.ts';

const type = 'AWS::S3::AccessPoint';

const targetOf = targetsOf(type, accessPointArn);

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (NextToken) => {
    // Without a type only those of buckets are told, not those of FSx volumes.
    const asked = { AccountId: place.account, DataSourceType: 'ALL', MaxResults: 1000, NextToken };
    const answer = await aws.use(S3ControlClient).send(new ListAccessPointsCommand(asked));
    return { items: answer.AccessPointList, next: answer.NextToken };
  });
  for await (const { Name: id } of pages) if (id !== undefined) yield targetOf(id, place);
}

/**
 * Access points of general purpose buckets and of FSx volumes. Multi-Region Access Points, those of Object Lambda, of Outposts and of directory
 * buckets are of other types, with policies of their own. AWS Config names them by name, people also by ARN.
 */
const accessPoint: Resource = {
  type,
  arn: 'arn:{partition}:s3:{region}:{account}:accesspoint/{accessPoint}',
  configRecords: true,
  permissions: ['s3:GetAccessPoint', 's3:ListAccessPoints', 's3:ListTagsForResource'],
  idOf: accessPointNameIn,
  resolve: async (id, place, aws) => {
    const Name = accessPointNamed(id, place);
    if (Name === undefined) return undefined;
    const asking = aws
      .use(S3ControlClient)
      .send(new GetAccessPointCommand({ AccountId: place.account, Name }));
    return (await isThere('NoSuchAccessPoint', asking)) ? targetOf(Name, place) : undefined;
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ account: AccountId, arn: ResourceArn }, aws) => {
    const asked = { AccountId, ResourceArn };
    const answer = await aws.use(S3ControlClient).send(new ListTagsForResourceCommand(asked));
    return tagsByKey(answer.Tags ?? []);
  },
};

export default accessPoint;
