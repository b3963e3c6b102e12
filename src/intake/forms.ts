import * as z from 'zod/mini';

/**
 * The forms that parts of events must have, as AWS documents them. AWS adds keys to its events, so unknown ones are let
 * pass; what is used is held to its form.
 */
export const account = z.string().check(z.regex(/^\d{12}$/));
const regionForm = /^[a-z]{2,8}(-[a-z]+)+-\d{1,2}$/;
export const region = z.string().check(z.regex(regionForm));
export const isRegion = (text: string | undefined): text is string =>
  text !== undefined && regionForm.test(text);
export const eventId = z.string().check(z.regex(/^[\w-]{1,128}$/));
export const ruleName = z.string().check(z.regex(/^[^\p{Cc}\p{Cs}]{1,128}$/u));
export const resourceType = z.string().check(z.regex(/^\w+::\w*::\w+(::\w+)*$/), z.maxLength(256));
// Ids are at most 768 characters long. https://docs.aws.amazon.com/config/latest/APIReference/API_EvaluationResultQualifier.html
export const resourceId = z.string().check(z.regex(/^[^\p{Cc}\p{Cs}]{1,768}$/u));

const momentForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/;
export const isMoment = (text: string | undefined): text is string =>
  text !== undefined && momentForm.test(text) && !Number.isNaN(Date.parse(text));
export const moment = z.string().check(
  z.regex(momentForm),
  z.refine((text) => !Number.isNaN(Date.parse(text))),
);

const ruleArnForm = /^arn:(aws(?:-[a-z]+)*):config:([a-z0-9-]+):(\d{12}):config-rule\/[\w.\-/]{1,200}$/;
export const ruleArn = z.string().check(z.regex(ruleArnForm));

/** Where a rule is. */
export const ruleHome = (arn: string): ArnHome => {
  const [, partition = '', region_ = '', account_ = ''] = ruleArnForm.exec(arn) ?? [];
  return { partition, region: region_, account: account_ };
};

/** What an ARN says of where its resource is; the service may leave Region and account out, as S3 does. */
export interface ArnHome {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}
const arnForm = /^arn:(aws(?:-[a-z]+)*):[a-z0-9-]+:([a-z0-9-]*):(\d{12})?:[^\p{Cc}\p{Cs}]{1,1500}$/u;
/** `undefined` for anything that is no ARN. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export const homeOfArn = (text: string | undefined): ArnHome | undefined => {
  const [whole, partition = '', region_ = '', account_ = ''] = arnForm.exec(text ?? '') ?? [];
  return whole === undefined ? undefined : { partition, region: region_, account: account_ };
};

/** Where a schema found the first thing that is wrong, below `base`. */
export const lineOfIssue = (base: string, issues: readonly { readonly path: readonly PropertyKey[] }[]) =>
  [base, ...(issues[0]?.path.map(String) ?? [])].filter((part) => part !== '').join('.');

export const notAsDocumented = 'It is missing or has not the documented form.';
