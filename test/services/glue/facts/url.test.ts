import { expect, test } from 'vitest';
import { holdsPassword } from '../../../../src/services/glue/facts/url.ts';

test.each([
  ['jdbc:postgresql://db:5432/x?user=anna&password=p', true],
  ['jdbc:sqlserver://db:1433;user=anna;pwd=p', true],
  ['jdbc:sqlserver://db:1433; Password = p', true],
  ['jdbc:oracle:thin:scott/tiger@db:1521:x', true],
  ['jdbc:oracle:thin:@//db:1521/x', false],
  ['jdbc:oracle:thin://@db:1521/x', false],
  ['mongodb://anna:p@db:27017/x', true],
  ['jdbc:mysql://db:3306/x?useSSL=true', false],
  ['jdbc:mysql://db:3306/x?mail=a@b.example', false],
  ['jdbc:postgresql://a:5432,b:5432/x', false],
])('%s holds a password: %s', (url, holds) => {
  expect(holdsPassword(url)).toBe(holds);
});
