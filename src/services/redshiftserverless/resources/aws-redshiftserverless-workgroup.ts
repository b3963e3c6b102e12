import {
  GetWorkgroupCommand,
  ListTagsForResourceCommand,
  ListWorkgroupsCommand,
  RedshiftServerlessClient,
  type Workgroup,
} from '@aws-sdk/client-redshift-serverless';
import { isArnIn } from '../../../aws/arn.ts';
import { unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import type { Location, Target } from '../../../core/model/target.ts';
import { isWorkgroupArn, isWorkgroupName } from '../facts/workgroup.ts';

const type = 'AWS::RedshiftServerless::Workgroup';

const targetOf = (
  { workgroupName: id, workgroupArn: arn }: Workgroup,
  { account, region, partition }: Location,
): Target | undefined =>
  id === undefined || arn === undefined ? undefined : { account, region, partition, type, id, arn };

const workgroupNamed = async (workgroupName: string, aws: Aws): Promise<Workgroup | undefined> => {
  const asking = aws.use(RedshiftServerlessClient).send(new GetWorkgroupCommand({ workgroupName }));
  return (await unless('ResourceNotFoundException', undefined, asking))?.workgroup;
};

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (nextToken) => {
    const answer = await aws
      .use(RedshiftServerlessClient)
      .send(new ListWorkgroupsCommand({ maxResults: 100, nextToken }));
    return { items: answer.workgroups, next: answer.nextToken };
  });
  for await (const one of pages) {
    const target = targetOf(one, place);
    if (target) yield target;
  }
}

/** Workgroups of Redshift Serverless. AWS Config does not record them: its rule names them, by name or by ARN. */
const workgroup: Resource = {
  type,
  arn: 'arn:{partition}:redshift-serverless:{region}:{account}:workgroup/{workgroup}',
  permissions: [
    'redshift-serverless:GetWorkgroup',
    'redshift-serverless:ListTagsForResource',
    'redshift-serverless:ListWorkgroups',
  ],
  idOf: (arn) => (isWorkgroupArn(arn) ? arn : undefined),
  resolve: async (id, place, aws) => {
    if (id.startsWith('arn:')) {
      if (!isArnIn(id, place) || !isWorkgroupArn(id)) return undefined;
      // No operation takes it: all are looked through.
      for await (const one of list(place, aws)) if (one.arn === id) return one;
      return undefined;
    }
    const found = isWorkgroupName(id) ? await workgroupNamed(id, aws) : undefined;
    return found && targetOf(found, place);
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ arn: resourceArn }, aws) => {
    const { tags = [] } = await aws
      .use(RedshiftServerlessClient)
      .send(new ListTagsForResourceCommand({ resourceArn }));
    return tagsByKey(tags.map(({ key: Key, value: Value }) => ({ Key, Value })));
  },
  // Its own endpoint. Those that people have added to it lead to the same workgroup, from another VPC.
  endpoints: async ({ id }, aws) => {
    const { endpoint, publiclyAccessible } = (await workgroupNamed(id, aws)) ?? {};
    // There is none while it is being made.
    if (endpoint?.address === undefined || endpoint.port === undefined) return [];
    const vpc = endpoint.vpcEndpoints?.find(({ vpcId }) => vpcId !== undefined)?.vpcId;
    return [
      {
        host: endpoint.address,
        port: endpoint.port,
        protocol: 'postgresql',
        ...(vpc !== undefined && { vpc }),
        ...(publiclyAccessible !== true && { internal: true }),
      },
    ];
  },
};

export default workgroup;
