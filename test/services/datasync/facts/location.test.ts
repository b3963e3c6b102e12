import { expect, test } from 'vitest';
import { locationIdIn, serverIn } from '../../../../src/services/datasync/facts/location.ts';

const id = 'loc-0123456789abcdef0';
test.for([
  [id, id],
  [`arn:aws-us-gov:datasync:us-gov-west-1:111122223333:location/${id}`, id],
  [`arn:aws:datasync:eu-west-1:111122223333:location/${id}/more`, undefined],
  [`arn:aws:datasync:eu-west-1:111122223333:task/${id}`, undefined],
  [`arn:aws:s3:eu-west-1:111122223333:location/${id}`, undefined],
  ['loc-short', undefined],
  ['', undefined],
] as const)('the id in "%s" is %s', ([text, found]) => {
  expect(locationIdIn(text)).toBe(found);
});

test.for([
  ['object-storage://minio.example.com/backups/', 'minio.example.com'],
  ['object-storage://10.0.0.7/backups/deep/', '10.0.0.7'],
  ['s3://eu-west-1/backups/', undefined],
  [undefined, undefined],
] as const)('the server in %s is %s', ([uri, server]) => {
  expect(serverIn(uri)).toBe(server);
});
