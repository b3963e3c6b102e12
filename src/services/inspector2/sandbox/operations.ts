import type { Operation, Operations } from '../../../sandbox/world.ts';

const batchGetAccountStatus: Operation<object> = (world, _input, { region }) => {
  const isScanned = world.inspector2?.Regions.includes(region) === true;
  const state = { status: isScanned ? 'ENABLED' : 'DISABLED', errorCode: '', errorMessage: '' };
  return {
    world,
    output: {
      accounts: [{ accountId: world.account, state, resourceState: { ec2: state, ecr: state } }],
      failedAccounts: [],
    },
  };
};

const listFindings: Operation<object> = (world, _input, { region }) => ({
  world,
  output: {
    findings: (world.inspector2?.Findings ?? [])
      .filter(({ findingArn }) => findingArn.split(':')[3] === region)
      .map((one) => ({
        ...one,
        awsAccountId: world.account,
        type: 'NETWORK_REACHABILITY',
        status: 'ACTIVE',
        description: one.title,
        remediation: {},
        lastObservedAt: new Date(one.lastObservedAt),
        firstObservedAt: new Date(one.lastObservedAt),
      })),
  },
});

export const inspector2: Operations = {
  BatchGetAccountStatus: batchGetAccountStatus,
  ListFindings: listFindings,
};
