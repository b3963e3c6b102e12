/**
 * Whether the HTTP codes that a target group takes for healthy have this one among them: `200`, `200,202` or `200-299`. What
 * is written otherwise is not known to.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Matcher.html
 */
export const takesStatus = (matcher: string, status: number): boolean =>
  matcher.split(',').some((part) => {
    const [, from, to = from] = /^ *(\d{3})(?:-(\d{3}))? *$/.exec(part) ?? [];
    return from !== undefined && Number(from) <= status && status <= Number(to);
  });
