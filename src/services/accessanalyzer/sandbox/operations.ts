import type { Operation, Operations, World } from '../../../sandbox/world.ts';

const arnOf = ({ partition, account }: World, region: string, name: string): string =>
  `arn:${partition}:access-analyzer:${region}:${account}:analyzer/${name}`;

const analyzersIn = ({ accessanalyzer }: World, where: string) =>
  accessanalyzer?.Analyzers.filter(({ region }) => region === where) ?? [];

const listAnalyzers: Operation<object> = (world, _input, { region }) => ({
  world,
  output: {
    analyzers: analyzersIn(world, region).map(({ name }) => ({
      arn: arnOf(world, region, name),
      name,
      type: 'ACCOUNT',
      status: 'ACTIVE',
      createdAt: new Date(0),
    })),
  },
});

const listFindings: Operation<{ readonly analyzerArn: string }> = (world, { analyzerArn }, { region }) => ({
  world,
  output: {
    findings: analyzersIn(world, region)
      .filter(({ name }) => arnOf(world, region, name) === analyzerArn)
      .flatMap(({ Findings }) => Findings)
      .map((one) => ({
        ...one,
        condition: {},
        status: 'ACTIVE',
        resourceOwnerAccount: world.account,
        createdAt: new Date(one.updatedAt),
        analyzedAt: new Date(one.updatedAt),
        updatedAt: new Date(one.updatedAt),
      })),
  },
});

export const accessanalyzer: Operations = {
  ListAnalyzers: listAnalyzers,
  ListFindings: listFindings,
};
