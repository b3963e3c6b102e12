import { expect, test } from 'vitest';
import { flat, terminalAt } from '../kit/terminal.ts';

test('which step of a migration a resource has reached is told wherever people look', async () => {
  const { run } = terminalAt({
    elasticache: { ReplicationGroups: [{ ReplicationGroupId: 'orders', Tags: { team: 'shop' } }] },
  });
  const said = async (...line: readonly string[]) => flat((await run(line)).out);
  expect(await said('scan')).toContain('(step 1 of 2)');
  expect(await said('report', '--scan')).toContain('(step 1 of 2)');
  expect(await said('report', '--scan', '--format', 'csv')).toContain('step 1 of 2');
  expect(await said('report', '--scan', '--format', 'html')).toContain('step 1 of 2');
  const arn = 'arn:aws:elasticache:eu-west-1:111122223333:replicationgroup:orders';
  expect(await said('plan', '--resource', arn)).toContain(
    'step 1 of 2: each is planned, asked about and proven',
  );
});
