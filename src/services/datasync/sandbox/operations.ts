import { lists } from '../../../sandbox/kit/pages.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operations, type World } from '../../../sandbox/world.ts';

const reference = 'https://docs.aws.amazon.com/datasync/latest/userguide/API_';

const arnOf = ({ partition, account }: World, region: string, kind: string, id: string): string =>
  `arn:${partition}:datasync:${region}:${account}:${kind}/${id}`;

interface Named {
  readonly LocationArn?: string;
  readonly ResourceArn?: string;
}

const locations = recordsOf({
  all: (world) => world.datasync.Locations,
  with: (world, Locations) => ({ ...world, datasync: { ...world.datasync, Locations } }),
  is: ({ Id, Region }, { LocationArn, ResourceArn }: Named, { region }, world) =>
    Region === region && arnOf(world, Region, 'location', Id) === (LocationArn ?? ResourceArn),
  missing: ({ LocationArn, ResourceArn }) =>
    refuse(
      'InvalidRequestException',
      400,
      `Location ${(LocationArn ?? ResourceArn)?.split('/')[1]} is not found.`,
      `${reference}DescribeLocationObjectStorage.html`,
    ),
});

interface Update extends Named {
  readonly ServerProtocol?: string;
  readonly ServerPort?: number;
  readonly AccessKey?: string;
}

/** What the sandbox plays of it. */
export const datasync: Operations = {
  /** Of locations of other kinds there are other operations. */
  DescribeLocationObjectStorage: locations.reads(
    ({ Id, Region, LocationUri, ServerCertificate, Tags: _tags, ...shown }, _input, _context, world) =>
      LocationUri.startsWith('object-storage://')
        ? {
            LocationArn: arnOf(world, Region, 'location', Id),
            LocationUri,
            ...shown,
            ...(ServerCertificate !== undefined && {
              ServerCertificate: Buffer.from(ServerCertificate).toString('base64'),
            }),
          }
        : refuse(
            'InvalidRequestException',
            400,
            'Invalid location type for this operation.',
            `${reference}DescribeLocationObjectStorage.html`,
          ),
  ),

  ListLocations: lists({
    as: 'Locations',
    token: 'NextToken',
    items: (world, _input: object, { region }) =>
      world.datasync.Locations.filter(({ Region }) => Region === region).map(
        ({ Id, Region, LocationUri }) => ({ LocationArn: arnOf(world, Region, 'location', Id), LocationUri }),
      ),
  }),

  ListTasks: lists({
    as: 'Tasks',
    token: 'NextToken',
    items: (
      world,
      { Filters = [] }: { readonly Filters?: readonly { readonly Values: readonly string[] }[] },
      { region },
    ) =>
      world.datasync.Tasks.filter(({ Source, Destination }) =>
        Filters.every(({ Values }) =>
          [Source, Destination].some((id) => Values.includes(arnOf(world, region, 'location', id))),
        ),
      ).map(({ Id, Name, Status }) => ({ TaskArn: arnOf(world, region, 'task', Id), Name, Status })),
  }),

  ListTagsForResource: locations.reads(({ Tags }) => ({ Tags: tagList(Tags) })),

  UpdateLocationObjectStorage: locations.changes((item, { ServerProtocol, ServerPort, AccessKey }: Update) =>
    ServerPort !== undefined && (ServerPort < 1 || ServerPort > 65_536)
      ? refuse(
          'InvalidRequestException',
          400,
          'ServerPort is from 1 to 65536.',
          `${reference}UpdateLocationObjectStorage.html`,
        )
      : {
          item: {
            ...item,
            ...(ServerProtocol !== undefined && { ServerProtocol }),
            ...(ServerPort !== undefined && { ServerPort }),
            ...(AccessKey !== undefined && { AccessKey }),
          },
        },
  ),
};
