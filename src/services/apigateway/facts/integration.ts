/** What an API calls for one of its methods or routes, of any kind of API. */
export interface Integration {
  /** As people call it: `GET /orders`. */
  readonly route: string;
  /** By URL, or by whatever else: a function, a service of AWS, a mock, the ARN of a listener. */
  readonly uri: string;
  readonly isByUrl: boolean;
  /** Through a VPC link. */
  readonly isPrivate: boolean;
  /** API Gateway takes any certificate of the server. */
  readonly isUnverified: boolean;
  /** The ARN of what holds it; empty in an export, which has none. */
  readonly on: string;
}

interface Held {
  readonly type?: string | undefined;
  readonly uri?: string | undefined;
  readonly connectionType?: string | undefined;
  readonly tlsConfig?: { readonly insecureSkipVerification?: boolean | undefined } | undefined;
}

/**
 * `HTTP` and `HTTP_PROXY` call a server; AWS, AWS_PROXY and MOCK none. A private integration of an HTTP API names a listener
 * or a service of Cloud Map by its ARN. https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html
 */
export const integrationOf = (
  route: string,
  { type = '', uri = '', connectionType, tlsConfig }: Held,
  on = '',
): Integration => ({
  route,
  uri,
  isByUrl: /^http(?:_proxy)?$/i.test(type) && !uri.startsWith('arn:'),
  isPrivate: connectionType === 'VPC_LINK',
  isUnverified: tlsConfig?.insecureSkipVerification === true,
  on,
});

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
const textIn = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const extension = 'x-amazon-apigateway-integration';
/** Extensions and operations stand side by side under a path. */
const anyMethod = 'x-amazon-apigateway-any-method';
const methods = new Set(['delete', 'get', 'head', 'options', 'patch', 'post', 'put', 'trace', anyMethod]);

const heldIn = (value: unknown): Held => {
  if (!isObject(value)) return {};
  const { tlsConfig } = value;
  return {
    type: textIn(value['type']),
    uri: textIn(value['uri']),
    connectionType: textIn(value['connectionType']),
    tlsConfig: isObject(tlsConfig)
      ? { insecureSkipVerification: tlsConfig['insecureSkipVerification'] === true }
      : undefined,
  };
};

/** Of HTTP APIs an export may keep integrations apart and name them. */
const resolved = (value: unknown, named: unknown): unknown => {
  const reference = isObject(value) ? textIn(value['$ref']) : undefined;
  const name = reference?.split('/').at(-1);
  return name === undefined ? value : isObject(named) ? named[name] : undefined;
};

/**
 * All that an OpenAPI document with the extensions of API Gateway calls. `undefined`: it is none, or it names an operation
 * without what that calls, so that nothing follows from it.
 */
export const integrationsIn = (text: string): readonly Integration[] | undefined => {
  const document = parsed(text);
  if (!isObject(document) || !isObject(document['paths'])) return undefined;
  const { components } = document;
  const named = isObject(components) ? components['x-amazon-apigateway-integrations'] : undefined;
  const found = Object.entries(document['paths']).flatMap(([path, operations]) =>
    Object.entries(isObject(operations) ? operations : {})
      .filter(([method]) => methods.has(method))
      .map(([method, operation]) => {
        const verb = method === anyMethod ? 'ANY' : method.toUpperCase();
        const held = isObject(operation) ? resolved(operation[extension], named) : undefined;
        return held === undefined ? undefined : integrationOf(`${verb} ${path}`, heldIn(held));
      }),
  );
  const whole = found.filter((one) => one !== undefined);
  return whole.length === found.length ? whole : undefined;
};
