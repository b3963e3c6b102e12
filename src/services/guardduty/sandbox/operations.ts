import type { Operation, Operations, World } from '../../../sandbox/world.ts';

const idIn = (region: string): string => `d0${Buffer.from(region).toString('hex')}`;

const listDetectors: Operation<object> = (world, _input, { region }) => ({
  world,
  output: { DetectorIds: world.guardduty?.Regions.includes(region) === true ? [idIn(region)] : [] },
});

const getDetector: Operation<object> = (world) => ({
  world,
  output: { Status: 'ENABLED', ServiceRole: `arn:${world.partition}:iam::${world.account}:role/guardduty` },
});

const findingsIn = ({ guardduty }: World, region: string) =>
  guardduty?.Findings.filter(({ Region }) => Region === region) ?? [];

const listFindings: Operation<object> = (world, _input, { region }) => ({
  world,
  output: { FindingIds: findingsIn(world, region).map(({ Id }) => Id), NextToken: '' },
});

const getFindings: Operation<{ readonly DetectorId: string; readonly FindingIds: readonly string[] }> = (
  world,
  { DetectorId, FindingIds },
  { region },
) => ({
  world,
  output: {
    Findings: findingsIn(world, region)
      .filter(({ Id }) => FindingIds.includes(Id))
      .map((one) => ({
        ...one,
        AccountId: world.account,
        Partition: world.partition,
        Arn: `arn:${world.partition}:guardduty:${region}:${world.account}:detector/${DetectorId}/finding/${one.Id}`,
        CreatedAt: one.UpdatedAt,
        SchemaVersion: '2.0',
        Service: { Archived: false, DetectorId, ServiceName: 'guardduty', EventLastSeen: one.UpdatedAt },
      })),
  },
});

export const guardduty: Operations = {
  GetDetector: getDetector,
  GetFindings: getFindings,
  ListDetectors: listDetectors,
  ListFindings: listFindings,
};
