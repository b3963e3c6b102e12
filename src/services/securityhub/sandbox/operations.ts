import { refuse, type Operation, type Operations } from '../../../sandbox/world.ts';

const page = 'https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_GetFindings.html';

const getFindings: Operation<object> = (world, _input, { region }) => {
  const hub = world.securityhub;
  if (hub?.Regions.includes(region) !== true)
    return refuse(
      'InvalidAccessException',
      401,
      `Account ${world.account} is not subscribed to AWS Security Hub`,
      page,
    );
  return {
    world,
    output: {
      Findings: hub.Findings.filter((one) => one.Region === region).map((one) => ({
        ...one,
        SchemaVersion: '2018-10-08',
        AwsAccountId: world.account,
        CreatedAt: one.UpdatedAt,
        Description: one.Title,
        RecordState: 'ACTIVE',
        Workflow: { Status: 'NEW' },
      })),
    },
  };
};

export const securityhub: Operations = { GetFindings: getFindings };
