import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { canonical } from '../../src/core/model/json.ts';
import { terminalAt, type Terminal } from '../kit/terminal.ts';

describe('one look at the account that comes with Waxseal', () => {
  const calls: string[] = [];
  let terminal: Terminal;
  beforeAll(() => {
    terminal = terminalAt(parse(readFileSync('examples/accounts/demo.yaml', 'utf8')), {
      onCall: ({ region, operation, input }) => calls.push(`${region} ${operation} ${canonical(input)}`),
    });
  });
  /** Every call that a command sends, refused or not. */
  const askedBy = async (...line: readonly string[]): Promise<readonly string[]> => {
    calls.length = 0;
    await terminal.run([...line, '--region', 'eu-west-1', '--region', 'us-east-1']);
    return [...calls];
  };

  test.each([[['report', '--scan']], [['posture', '--scan']], [['map']], [['certificates']], [['scan']]])(
    '%s asks AWS nothing twice',
    async (line) => {
      const asked = await askedBy(...line);
      expect(asked.length).toBeGreaterThan(40);
      expect(asked.filter((call, index) => asked.indexOf(call) < index)).toEqual([]);
    },
  );

  test('each Region is asked for itself', async () => {
    const asked = await askedBy('report', '--scan');
    for (const region of ['eu-west-1', 'us-east-1'])
      expect(asked.filter((call) => call === `${region} rds:DescribeDBInstances {}`)).toHaveLength(1);
  });
});
