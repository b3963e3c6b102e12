/** How API Gateway calls the server at a URI. `unknown`: stage variables make it, and they do not tell. */
export type Scheme = 'https' | 'http' | 'unknown';

/** `${stageVariables.host}` in the URI is what the stage has under that name; what it has not stays. */
export const withVariables = (uri: string, variables: Readonly<Record<string, string>>): string =>
  uri.replaceAll(/\$\{stageVariables\.(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(variables, name) ? (variables[name] ?? whole) : whole,
  );

export const schemeOf = (uri: string): Scheme => {
  const [, scheme] = /^(https?):\/\//i.exec(uri) ?? [];
  return scheme === undefined ? 'unknown' : scheme.length === 5 ? 'https' : 'http';
};

/** The server in it, with its port: `shop.example.com:8443`; the whole where it names none. */
export const serverIn = (uri: string): string => /^https?:\/\/([^/?#]+)/i.exec(uri)?.[1] ?? uri;
