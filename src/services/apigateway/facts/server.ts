/** Of a URI only the server, with its port: path, query and user may be as good as a password. */
export const serverOf = (uri: string): string => {
  const [, authority = ''] = /^https?:\/\/([^/?#]*)/i.exec(uri) ?? [];
  return authority.slice(authority.lastIndexOf('@') + 1) || 'a server that it does not name';
};

const hostOf = (server: string): string => server.replace(/:\d+$/, '').toLowerCase();

export const namesPort = (server: string): boolean => /:\d+$/.test(server) && !server.endsWith(':80');

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html */
export const isBalancerName = (server: string): boolean =>
  /\.elb\.(?:[a-z\d-]+\.)?amazonaws\.com(?:\.cn)?$/.test(hostOf(server));

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html */
export const isWebsiteEndpoint = (server: string): boolean =>
  /\.s3-website[.-][a-z\d-]+\.amazonaws\.com(?:\.cn)?$/.test(hostOf(server));

/** https://www.rfc-editor.org/rfc/rfc1918 and the like: nobody outside reaches it. */
export const isNotPublic = (server: string): boolean =>
  [
    /^(?:10|127)(?:\.\d+){3}$/,
    /^(?:169\.254|172\.(?:1[6-9]|2\d|3[01])|192\.168)(?:\.\d+){2}$/,
    /^\[(?:::1\]|f[cd][\da-f]{2}:|fe80:)/,
    /^localhost$/,
    /\.(?:internal|local|localhost)$/,
  ].some((pattern) => pattern.test(hostOf(server)));
