import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

interface Place {
  readonly id: string;
  readonly region: string;
  readonly isRest: boolean;
  readonly server: string;
  readonly stages: readonly string[];
  /** A private integration that has no URI yet. */
  readonly isWithoutUri: boolean;
}

/** What the command asks for by name: `api` of a REST API, `apigatewayv2` of the others. */
const commandOf = ({ isRest, region }: Place, operation: string): string =>
  `aws ${isRest ? 'apigateway' : 'apigatewayv2'} ${operation} --region ${region}`;
/** A stage may be called `$default`, which a shell takes for something of its own. */
const quoted = (stage: string): string => (/^[\w-]+$/.test(stage) ? stage : `'${stage}'`);
const apiOf = ({ isRest, id }: Place): string => (isRest ? `--rest-api-id ${id}` : `--api-id ${id}`);

const probe = ({ server }: Place): readonly string[] =>
  /^[a-z\d.-]+(?::\d+)?$/i.test(server)
    ? [
        '# Only if it speaks TLS there, with a certificate for that name:',
        `waxseal probe ${server.replace(/:\d+$/, '')}:443`,
      ]
    : ['# Only if the server speaks TLS, with a certificate for its name (waxseal probe SERVER:443).'];

const deploy = (place: Place): readonly string[] =>
  place.stages.length === 0
    ? ['# No stage is deployed by hand: it is live at once, or when one is made.']
    : [
        '# Makes live whatever else was changed since the last deployment:',
        ...place.stages.map(
          (stage) => `${commandOf(place, 'create-deployment')} ${apiOf(place)} --stage-name ${quoted(stage)}`,
        ),
      ];

const uriSource = (on: string, place: Place): Required<Source> => {
  const [, resource = '', method = ''] = /\/resources\/([^/]+)\/methods\/([^/]+)$/.exec(on) ?? [];
  const [, integration = ''] = /\/integrations\/([^/]+)$/.exec(on) ?? [];
  const one = place.isRest
    ? `${apiOf(place)} --resource-id ${resource} --http-method ${method}`
    : `${apiOf(place)} --integration-id ${integration}`;
  const query = place.isRest ? 'uri' : 'IntegrationUri';
  const what = place.isRest ? `method ${method} of resource ${resource}` : `integration ${integration}`;
  const stands = place.isWithoutUri
    ? 'https:// and a name that the certificate of the load balancer has, with the path behind it'
    : 'the URI that stands there, with https:// instead of http://';
  // What nobody has set yet must not be written: the shell ends there.
  const wanted = place.isWithoutUri ? '${name:?}' : '${uri#*://}';
  const patch = `"[{\\"op\\":\\"replace\\",\\"path\\":\\"/uri\\",\\"value\\":\\"https://${wanted}\\"}]"`;
  return {
    cloudformation: [
      `# Of ${what}; in OpenAPI it is uri of its x-amazon-apigateway-integration, and in CloudFormation ${place.isRest ? 'Integration.Uri of the AWS::ApiGateway::Method' : 'IntegrationUri of the AWS::ApiGatewayV2::Integration'}:`,
      `# ${place.isRest ? 'Uri' : 'IntegrationUri'}: ${stands}`,
      ...(place.isRest
        ? ['# A new AWS::ApiGateway::Deployment goes with it: the stages keep the one that they have.']
        : []),
    ].join('\n'),
    cdk: [
      `// Of ${what}: ${stands}.`,
      `// ${place.isRest ? 'new apigateway.HttpIntegration(url)' : 'new integrations.HttpUrlIntegration(id, url)'}`,
    ].join('\n'),
    terraform: [
      `# Of the ${place.isRest ? 'aws_api_gateway_integration' : 'aws_apigatewayv2_integration'} of ${what}:`,
      `# ${place.isRest ? 'uri' : 'integration_uri'} = ${stands}`,
      ...(place.isRest
        ? ['# and redeployment in triggers of the aws_api_gateway_deployment, so that there is a new one.']
        : []),
    ].join('\n'),
    cli: [
      ...(place.isWithoutUri
        ? [
            '# Only once the load balancer speaks TLS. Set name to one that its certificate has, with the path behind it: name=orders.example.com/orders',
          ]
        : probe(place)),
      ...(place.isWithoutUri
        ? []
        : [`uri=$(${commandOf(place, 'get-integration')} ${one} --query ${query} --output text)`]),
      place.isRest
        ? `${commandOf(place, 'update-integration')} ${one} --patch-operations ${patch}`
        : `${commandOf(place, 'update-integration')} ${one} --integration-uri "https://\${uri#*://}"`,
      ...deploy(place),
    ].join('\n'),
  };
};

interface Variable {
  readonly variable: string;
  /** It is the scheme alone: `${stageVariables.scheme}://…`. */
  readonly isScheme: boolean;
  readonly isCanary: boolean;
}

/** What is sent, and what has to be asked for it. */
const restVariable = ({ variable, isScheme, isCanary }: Variable, one: string, place: Place) => {
  const [path, query] = isCanary
    ? ['/canarySettings/stageVariableOverrides', 'canarySettings.stageVariableOverrides']
    : ['/variables', 'variables'];
  const value = isScheme ? 'https' : 'https://${value#*://}';
  const patch = `[{\\"op\\":\\"replace\\",\\"path\\":\\"${path}/${variable}\\",\\"value\\":\\"${value}\\"}]`;
  return [
    ...(isScheme
      ? []
      : [`value=$(${commandOf(place, 'get-stage')} ${one} --query ${query}.${variable} --output text)`]),
    `${commandOf(place, 'update-stage')} ${one} --patch-operations "${patch}"`,
  ];
};
const httpVariable = ({ variable, isScheme }: Variable, one: string, place: Place) => [
  '# All variables are given, because AWS does not say what becomes of those that are left out:',
  `values=$(${commandOf(place, 'get-stage')} ${one} --query StageVariables --output json \\`,
  `  | jq -c '.${variable} ${isScheme ? '= "https"' : '|= sub("^[^:]*://"; "https://")'}')`,
  `${commandOf(place, 'update-stage')} ${one} --stage-variables "$values"`,
];

const variableSource = (on: string, of: Variable, place: Place): Required<Source> => {
  const stage = on.split('/').at(-1) ?? '';
  const what = `variable ${of.variable} ${of.isCanary ? 'of the canary ' : ''}of stage ${stage}`;
  const says = of.isScheme
    ? `${what}: https`
    : `${what}: the value that stands there, with https:// instead of http://`;
  const one = `${apiOf(place)} --stage-name ${quoted(stage)}`;
  return {
    cloudformation: `# ${place.isRest ? 'Variables' : 'StageVariables'} of the stage, ${says}`,
    cdk: `// ${place.isRest ? 'variables' : 'stageVariables'} of the stage, ${says}`,
    terraform: `# ${place.isRest ? 'variables of the aws_api_gateway_stage' : 'stage_variables of the aws_apigatewayv2_stage'}, ${says}`,
    cli: [
      ...probe(place),
      ...(place.isRest ? restVariable(of, one, place) : httpVariable(of, one, place)),
      '# A variable needs no deployment.',
    ].join('\n'),
  };
};

const deploymentSource = (place: Place): Required<Source> => ({
  cloudformation:
    '# A new AWS::ApiGateway::Deployment of what is written, and DeploymentId of the stages that names it.',
  cdk: '// A new deployment of what is written: latestDeployment.addToLogicalId(…) of the RestApi makes one.',
  terraform: '# A new aws_api_gateway_deployment: change what its triggers hold, and let the stages name it.',
  cli: deploy(place).join('\n'),
});

/** Pure. URIs are nowhere in it: whoever runs the commands reads them where they stand. */
export const httpsInstead = (
  { set, on, before, after }: Pick<Change, 'set' | 'on' | 'before' | 'after'>,
  { id, region, type }: Target,
): Required<Source> => {
  const place: Place = {
    id,
    region,
    isRest: type === 'AWS::ApiGateway::RestApi',
    server: isObject(before) && typeof before['server'] === 'string' ? before['server'] : '',
    stages: isObject(after) ? texts(after['stages']) : [],
    isWithoutUri: isObject(after) && after['isWithoutUri'] === true,
  };
  if (set === 'deployment') return deploymentSource(place);
  if (!isObject(after) || typeof after['variable'] !== 'string') return uriSource(on, place);
  const { variable, isScheme, isCanary } = after;
  const of = { variable, isScheme: isScheme === true, isCanary: isCanary === true };
  return variableSource(on, of, place);
};
