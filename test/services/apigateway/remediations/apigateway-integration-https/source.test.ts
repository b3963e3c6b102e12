import { describe, expect, test } from 'vitest';
import unit from '../../../../../src/services/apigateway/remediations/apigateway-integration-https.ts';
import restApiType from '../../../../../src/services/apigateway/resources/aws-apigateway-restapi.ts';
import httpApiType from '../../../../../src/services/apigatewayv2/resources/aws-apigatewayv2-api.ts';
import type { AccountFile } from '../../../../../src/sandbox/account.ts';
import { anyOf } from '../../../../kit/any-of.ts';
import { standOf } from '../../../../kit/stand.ts';
import { calling, http, httpApi, method, rest, restApi } from '../../integrations.ts';

/** What people are told to do, for each thing that they change. */
const told = async (account: AccountFile) => {
  const stand = await standOf(unit, anyOf(restApiType, httpApiType), { account });
  const aws = stand.ports.clouds.look(stand.location);
  const verdict = unit.plan(
    (await unit.read(stand.target, aws)) ?? { written: [], stages: [] },
    stand.target,
    {},
  );
  if (verdict.is !== 'non-compliant') throw new Error(verdict.is);
  return (verdict.advises ?? []).map((change) => ({
    change,
    source: unit.source?.(change, stand.target) ?? { cloudformation: '', cdk: '', terraform: '', cli: '' },
  }));
};
const clis = async (account: AccountFile) => (await told(account)).map(({ source: { cli } }) => cli);

const rest1 = `--region eu-west-1 --rest-api-id ${rest} --resource-id rorders --http-method GET`;
const deploys = `# Makes live whatever else was changed since the last deployment:\naws apigateway create-deployment --region eu-west-1 --rest-api-id ${rest} --stage-name live`;

describe('what people do', () => {
  test('for a method', async () => {
    const [only, ...more] = await told(calling('http://ada:pw@shop.example.com:8080/orders?key=secret'));
    expect(more).toEqual([]);
    expect(only?.change).toEqual({
      set: 'uri',
      on: `arn:aws:apigateway:eu-west-1::/restapis/${rest}/resources/rorders/methods/GET`,
      before: { scheme: 'http', server: 'shop.example.com:8080' },
      after: { scheme: 'https', stages: ['live'] },
      impact: ['none'],
    });
    expect(only?.source.cli).toBe(
      [
        '# Only if it speaks TLS there, with a certificate for that name:',
        'waxseal probe shop.example.com:443',
        `uri=$(aws apigateway get-integration ${rest1} --query uri --output text)`,
        `aws apigateway update-integration ${rest1} --patch-operations "[{\\"op\\":\\"replace\\",\\"path\\":\\"/uri\\",\\"value\\":\\"https://\${uri#*://}\\"}]"`,
        deploys,
      ].join('\n'),
    );
    const all = JSON.stringify(only);
    expect(all).not.toMatch(/secret|ada|pw/);
    expect(only?.source.cloudformation).toContain('Integration.Uri of the AWS::ApiGateway::Method');
    expect(only?.source.cloudformation).toContain('x-amazon-apigateway-integration');
    expect(only?.source.cloudformation).toContain('AWS::ApiGateway::Deployment');
    expect(only?.source.cdk).toContain('HttpIntegration(url)');
    expect(only?.source.terraform).toContain('aws_api_gateway_integration');
  });

  test('for a private method without a URI: its command does nothing until somebody names the server', async () => {
    const [only, ...more] = await told(restApi([method({ type: 'HTTP_PROXY', connectionType: 'VPC_LINK' })]));
    expect(more).toEqual([]);
    expect(only?.change.after).toEqual({ scheme: 'https', stages: ['live'], isWithoutUri: true });
    expect(only?.source.cli).toBe(
      [
        '# Only once the load balancer speaks TLS. Set name to one that its certificate has, with the path behind it: name=orders.example.com/orders',
        `aws apigateway update-integration ${rest1} --patch-operations "[{\\"op\\":\\"replace\\",\\"path\\":\\"/uri\\",\\"value\\":\\"https://\${name:?}\\"}]"`,
        deploys,
      ].join('\n'),
    );
    for (const text of [only?.source.cloudformation, only?.source.cdk, only?.source.terraform])
      expect(text).toContain('https:// and a name that the certificate of the load balancer has');
  });

  test('for a route, which is live at once or when its stage is deployed', async () => {
    const one = `--region eu-west-1 --api-id ${http} --integration-id i1`;
    const both = [
      '# Only if it speaks TLS there, with a certificate for that name:',
      'waxseal probe shop.example.com:443',
      `uri=$(aws apigatewayv2 get-integration ${one} --query IntegrationUri --output text)`,
      `aws apigatewayv2 update-integration ${one} --integration-uri "https://\${uri#*://}"`,
    ];
    expect(await clis(httpApi('http://shop.example.com'))).toEqual([
      [...both, '# No stage is deployed by hand: it is live at once, or when one is made.'].join('\n'),
    ]);
    expect(
      await clis(httpApi('http://shop.example.com', { stage: { StageName: 'live', AutoDeploy: false } })),
    ).toEqual([
      [
        ...both,
        '# Makes live whatever else was changed since the last deployment:',
        `aws apigatewayv2 create-deployment --region eu-west-1 --api-id ${http} --stage-name live`,
      ].join('\n'),
    ]);
    const [{ source } = { source: undefined }] = await told(httpApi('http://shop.example.com'));
    expect(source?.cloudformation).toContain('IntegrationUri of the AWS::ApiGatewayV2::Integration');
    expect(source?.cdk).toContain('HttpUrlIntegration');
    expect(source?.terraform).toContain('aws_apigatewayv2_integration');
  });

  test('for a variable that makes the URI, in the stage that has it so', async () => {
    const two = {
      Stages: [
        { restApiId: rest, stageName: 'live', variables: { url: 'http://a.example.com' } },
        { restApiId: rest, stageName: 'test', variables: { url: 'https://b.example.com' } },
      ],
    };
    const stage = `--region eu-west-1 --rest-api-id ${rest} --stage-name live`;
    expect(await clis(calling('${stageVariables.url}/orders', {}, two))).toEqual([
      [
        '# Only if it speaks TLS there, with a certificate for that name:',
        'waxseal probe a.example.com:443',
        `value=$(aws apigateway get-stage ${stage} --query variables.url --output text)`,
        `aws apigateway update-stage ${stage} --patch-operations "[{\\"op\\":\\"replace\\",\\"path\\":\\"/variables/url\\",\\"value\\":\\"https://\${value#*://}\\"}]"`,
        '# A variable needs no deployment.',
      ].join('\n'),
    ]);
    const other = `--region eu-west-1 --api-id ${http} --stage-name '$default'`;
    expect(
      await clis(
        httpApi('${stageVariables.url}', { stage: { StageVariables: { url: 'http://a.example.com' } } }),
      ),
    ).toEqual([
      [
        '# Only if it speaks TLS there, with a certificate for that name:',
        'waxseal probe a.example.com:443',
        '# All variables are given, because AWS does not say what becomes of those that are left out:',
        `values=$(aws apigatewayv2 get-stage ${other} --query StageVariables --output json \\`,
        `  | jq -c '.url |= sub("^[^:]*://"; "https://")')`,
        `aws apigatewayv2 update-stage ${other} --stage-variables "$values"`,
        '# A variable needs no deployment.',
      ].join('\n'),
    ]);
  });

  test('for a variable that is the scheme alone, and for one of a canary', async () => {
    const scheme = calling(
      '${stageVariables.scheme}://a.example.com',
      {},
      { stage: { variables: { scheme: 'http' } } },
    );
    const stage = `--region eu-west-1 --rest-api-id ${rest} --stage-name live`;
    expect((await clis(scheme)).join('').split('\n')[2]).toBe(
      `aws apigateway update-stage ${stage} --patch-operations "[{\\"op\\":\\"replace\\",\\"path\\":\\"/variables/scheme\\",\\"value\\":\\"https\\"}]"`,
    );
    const over = { deploymentId: 'd2', stageVariableOverrides: { url: 'http://b.example.com' } };
    const canary = { variables: { url: 'https://a.example.com' }, canarySettings: over };
    const [cli = '', ...more] = await clis(calling('${stageVariables.url}', {}, { stage: canary }));
    expect(more).toEqual([]);
    expect(cli).toContain('--query canarySettings.stageVariableOverrides.url --output text');
    expect(cli).toContain('/canarySettings/stageVariableOverrides/url');
    const v2 = httpApi('${stageVariables.scheme}://a.example.com', {
      stage: { StageVariables: { scheme: 'http' } },
    });
    expect((await clis(v2)).join('')).toContain(`jq -c '.scheme = "https"'`);
  });

  test('for a stage that was not deployed since', async () => {
    const { path, resourceMethods } = method({ uri: 'http://shop.example.com' });
    const Snapshots = [{ restApiId: rest, deploymentId: 'd1', resources: [{ path, resourceMethods }] }];
    const [only, ...more] = await told(calling('https://shop.example.com', {}, { Snapshots }));
    expect(more).toEqual([]);
    expect(only?.source.cli).toBe(deploys);
    expect(only?.change).toMatchObject({ set: 'deployment', after: { stages: ['live'] } });
  });

  test('a host that a variable makes and nobody shows is asked for by hand', async () => {
    const [cli] = await clis(calling('http://${stageVariables.host}/orders'));
    expect(cli).toContain(
      '# Only if the server speaks TLS, with a certificate for its name (waxseal probe SERVER:443).',
    );
  });

  test('of hundreds, so many', async () => {
    const many = Array.from({ length: 22 }, (_, at) => method({ uri: 'http://shop.example.com' }, `/${at}`));
    expect(await told(restApi(many))).toHaveLength(20);
  });
});
