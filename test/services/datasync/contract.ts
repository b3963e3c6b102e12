import type { Contract } from '../../kit/contract.ts';
import { valueContract } from '../../kit/value-contract.ts';

const arnOf = (id: string): string => `arn:aws:datasync:eu-west-1:111122223333:location/${id}`;
const minio = 'loc-0123456789abcdef0';

const values = valueContract({
  type: 'AWS::DataSync::LocationObjectStorage',
  remediation: 'datasync-location-https',
  at: 'datasync.Locations',
  // One call sets both: neither works without the other.
  value: /^\.Server(Protocol|Port)$/,
  good: ['HTTPS', 443, 9000],
  field: 'transport',
  shows: () => '.ServerProtocol',
  others: ['HTTP:8080', 'HTTP:8081'],
  writes: 'datasync:UpdateLocationObjectStorage',
  reads: 'datasync:DescribeLocationObjectStorage',
  beside: (_world, id) => ({
    write: {
      operation: 'datasync:UpdateLocationObjectStorage',
      input: { LocationArn: arnOf(id), AccessKey: 'theirs' },
    },
    path: `datasync.Locations[${id}].AccessKey`,
    shows: 'theirs',
  }),
  scene: {
    target: arnOf(minio),
    account: {
      datasync: {
        Locations: [
          {
            Id: minio,
            LocationUri: 'object-storage://minio.example.com/backups/',
            ServerProtocol: 'HTTP',
            ServerPort: 80,
            Tags: { team: 'shop' },
          },
        ],
      },
    },
  },
});

/** What the tests must know of DataSync. Every member: `test/kit/contract.ts`. */
export const contract: Contract = {
  ...values,
  attempted: ({ set, on }) =>
    set === 'transport' ? { under: `datasync.Locations[${on.split('/')[1]}].Server` } : undefined,
  sets: {
    'datasync:ListLocations': 'Locations',
    'datasync:ListTagsForResource': 'Tags',
    'datasync:ListTasks': 'Tasks',
  },
  named: { LocationArn: (arn) => arn },
  withoutEvidence: {
    'datasync-location-https': {
      not: 'DataSync is the client here, and its logs in CloudWatch name files and errors of a task, never whether the server would take TLS.',
    },
  },
  // One location answers the look and the search for it alike.
  resolvedBy: [],
  aims: {
    'AWS::DataSync::LocationObjectStorage': [
      {
        partition: 'aws',
        account: '111122223333',
        region: 'eu-west-1',
        arn: arnOf(minio),
        changes: [{ on: arnOf(minio), before: 'HTTP:80', after: 'HTTPS:443' }],
      },
    ],
  },
};
