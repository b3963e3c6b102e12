import { expect, test } from 'vitest';
import { automationPage, consoleOf } from '../../src/aws/console.ts';

test.each([
  ['aws', 'https://console.aws.amazon.com'],
  ['aws-cn', 'https://console.amazonaws.cn'],
  ['aws-us-gov', 'https://console.amazonaws-us-gov.com'],
  ['aws-eusc', 'https://console.amazonaws-eusc.eu'],
  ['aws-unheard-of', 'https://console.aws.amazon.com'],
])('the console of %s', (partition, address) => {
  expect(consoleOf(partition)).toBe(address);
});

test('approvers are led to the page of their automation, in its partition and Region', () => {
  expect(automationPage('aws-us-gov', 'us-gov-west-1', '1a2b-3c')).toBe(
    'https://console.amazonaws-us-gov.com/systems-manager/automation/execution/1a2b-3c?region=us-gov-west-1',
  );
});
