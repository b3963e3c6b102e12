import { expect, test } from 'vitest';
import { holdsPassword, tlsIn } from '../../../../src/services/glue/facts/url.ts';

test.each([
  ['jdbc:postgresql://db:5432/x', 'open'],
  ['jdbc:postgresql://db:5432/x?sslmode=prefer', 'open'],
  ['jdbc:postgresql://db:5432/x?sslmode=disable', 'refuses'],
  ['jdbc:postgresql://db:5432/x?sslmode=require', 'demands'],
  ['jdbc:postgresql://db:5432/x?a=b&SSLMODE=Verify-Full', 'demands'],
  ['jdbc:postgresql://db:5432/sslmode=require', 'open'],
  ['jdbc:redshift://db:5439/x;ssl=true', 'demands'],
  ['jdbc:redshift://db:5439/x;ssl=false', 'refuses'],
  ['jdbc:mysql://db:3306/x?useSSL=true', 'open'],
  ['jdbc:mysql://db:3306/x?useSSL=false', 'refuses'],
  ['jdbc:mysql://db:3306/x?requireSSL=true', 'demands'],
  ['jdbc:mysql://db:3306/x?sslMode=VERIFY_IDENTITY', 'demands'],
  ['jdbc:mysql://db:3306/x?sslMode=DISABLED', 'refuses'],
  ['jdbc:mysql://db:3306/x?sslMode=REQUIRED&useSSL=false', 'refuses'],
  ['jdbc:sqlserver://db:1433;databaseName=x', 'open'],
  ['jdbc:sqlserver://db:1433;encrypt=true;', 'demands'],
  ['jdbc:sqlserver://db:1433; encrypt = strict', 'demands'],
  ['jdbc:sqlserver://db:1433;encrypt=optional', 'refuses'],
  ['jdbc:oracle:thin:@db:1521:x', 'open'],
  ['jdbc:oracle:thin:@tcps://db:2484/x', 'demands'],
  ['jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(PROTOCOL=TCPS)(HOST=db)))', 'demands'],
  ['jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(PROTOCOL = TCP)(HOST=db)))', 'open'],
  ['mongodb://db:27017/x?tls=true', 'demands'],
  ['mongodb://db:27017/x?retryWrites=false&ssl=true', 'demands'],
  ['mongodb+srv://db/x', 'demands'],
  ['mongodb+srv://db/x?tls=false', 'refuses'],
  ['', 'open'],
])('%s: %s', (url, says) => {
  expect(tlsIn(url)).toBe(says);
});

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
