import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkRunbook } from '../kit/runbook-linter/check.ts';
import { goOn } from '../../src/entry-points/execution.ts';
import { readRunbook } from '../../src/sandbox/runbook.ts';

const folder = join(import.meta.dirname, '../../runbooks');

describe('our runbooks', () => {
  const files = readdirSync(folder).toSorted();
  test('are these', () => expect(files).toEqual(['approve-and-apply.yaml', 'undo.yaml']));

  describe.each(files)('%s', (name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    test('has no problems', () => expect(checkRunbook(parse(text), text)).toEqual([]));
    test('is run by the sandbox', () => expect(readRunbook(name, text).mainSteps.length).toBeGreaterThan(3));
    test('writes down whatever keeps it from its end', () => {
      const { mainSteps } = readRunbook(name, text);
      const ways = mainSteps
        .filter(({ name: step, timeoutSeconds }) => step !== 'Record' && timeoutSeconds !== undefined)
        .map(({ name: step, onFailure, onCancel, isEnd }) => [step, onFailure, isEnd ? 'its end' : onCancel]);
      expect(ways.map(([step]) => step)).toEqual(
        expect.arrayContaining(['Recheck', 'Approve', 'CalendarOpen', 'Verify']),
      );
      for (const [step, onFailure, onCancel] of ways)
        expect([step, onFailure, onCancel]).toEqual([
          step,
          'step:Record',
          step === 'Verify' ? 'its end' : 'step:Record',
        ]);
    });
    test('goes on only when the function has said so', () => {
      const { mainSteps } = readRunbook(name, text);
      const calls = mainSteps.filter(({ action, isEnd }) => action === 'aws:invokeLambdaFunction' && !isEnd);
      expect(calls.length).toBeGreaterThan(1);
      for (const { name: call } of calls) {
        const next = mainSteps[mainSteps.findIndex((step) => step.name === call) + 1];
        expect(next).toMatchObject({
          action: 'aws:branch',
          inputs: { Choices: [{ Variable: `{{ ${call}.Payload }}`, Contains: goOn }], Default: 'Record' },
        });
      }
    });
    test('gives its function nothing but the id of the execution', () => {
      const payloads = readRunbook(name, text).mainSteps.flatMap((step) =>
        step.action === 'aws:invokeLambdaFunction' ? [step.inputs.InputPayload] : [],
      );
      expect(payloads.length).toBeGreaterThan(0);
      for (const payload of payloads)
        expect(payload).toEqual({ executionId: '{{ automation:EXECUTION_ID }}' });
    });
  });
});
