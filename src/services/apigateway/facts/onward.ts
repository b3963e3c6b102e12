import type { Onward } from '../../../core/model/onward.ts';

/**
 * Where an integration leads: a function, by AWS's own API, or a server over HTTP or HTTPS. What has a variable of the stage for its host
 * leads somewhere else in each. Pure.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html
 */
export const onwardTo = (uri: string | undefined): readonly Onward[] => {
  if (uri === undefined) return [];
  const [, lambda] = /(arn:[\w-]+:lambda:[\w-]+:\d{12}:function:[\w-]+)/.exec(uri) ?? [];
  if (lambda !== undefined) return [{ to: lambda, encrypted: 'enforced' }];
  const [, scheme = '', host, port] =
    /^(https?):\/\/(?:[^/?#@]*@)?([\w.-]+|\[[\da-f:]+\])(?::(\d{1,5}))?(?:[/?#]|$)/i.exec(uri) ?? [];
  if (host === undefined) return [];
  return [
    {
      to: host,
      ...(port !== undefined && { port: Number(port) }),
      speaks: scheme.toUpperCase(),
      encrypted: scheme.toLowerCase() === 'https',
    },
  ];
};
