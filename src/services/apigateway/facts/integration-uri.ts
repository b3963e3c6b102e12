/** How API Gateway calls the server at a URI. `unknown`: stage variables make it, and they do not tell. */
export type Scheme = 'https' | 'http' | 'unknown';

/** `${stageVariables.host}` in the URI is what the stage has under that name; what it has not stays. */
export const withVariables = (uri: string, variables: Readonly<Record<string, string>>): string =>
  uri.replaceAll(/\$\{stageVariables\.(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(variables, name) ? (variables[name] ?? whole) : whole,
  );

/**
 * A private integration need not have a URI, and is called over plain HTTP then.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-private-integration.html
 */
export const schemeOf = (uri: string, isPrivate = false): Scheme => {
  if (isPrivate && uri === '') return 'http';
  const [, scheme] = /^(https?):\/\//i.exec(uri) ?? [];
  return scheme === undefined ? 'unknown' : scheme.length === 5 ? 'https' : 'http';
};

/**
 * The server in it, with its port: `shop.example.com:8443`; where variables make the scheme, with these. Path, query and user
 * may be as good as a password, and stay out of what is said.
 */
export const serverIn = (uri: string): string => {
  const [front = ''] = /^(?:[^/?#]*:\/\/)?[^/?#]*/.exec(uri) ?? [];
  const server = front.replace(/^https?:\/\//i, '').replace(/[^/]*@/, '');
  return server === '' ? 'a server that it does not name' : server;
};
