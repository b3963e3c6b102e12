import resource from '../../../../src/services/sqs/resources/aws-sqs-queue.ts';
import unit from '../../../../src/services/sqs/remediations/sqs-queue-tls-only.ts';
import { statementCases } from '../../../kit/statement-cases.ts';
import { testRemediation } from '../../../kit/tester.ts';

testRemediation(unit, resource, {
  // Compliant, violation, hazards, unknown: a row for every sentence of the family.
  ...statementCases({
    account: (Policy) => ({ sqs: { Queues: [{ Name: 'orders', ...(Policy && { Policy }) }] } }),
    arn: 'arn:aws:sqs:eu-west-1:111122223333:orders',
    actions: ['sqs:*'],
    // TODO: something that people are allowed to do with it.
    allowed: 'sqs:TODO',
    reads: 'sqs:GetQueueAttributes',
    writes: 'sqs:SetQueueAttributes',
    bytes: 20_480,
  }),
  'a queue that is gone': { account: {}, target: 'arn:aws:sqs:eu-west-1:111122223333:gone', gone: true },
  // TODO: the hazards of your own, a row each.
});
