import { kindMessages } from '../../facts/kinds-of-distribution.ts';

/** What is said of the header that has browsers come over HTTPS only. */
export const messages = {
  ...kindMessages('response headers policies'),
  'not-as-wanted': {
    says: 'CloudFront does not tell browsers for long enough to come to distribution {name} over HTTPS only, at {places}: the response headers policy there is {values}.',
    todo: 'Apply the plan: it attaches {wanted} there and changes nothing else about the distribution.',
  },
  'value-unknown': {
    says: 'Distribution {name} has a response headers policy ({values}) that CloudFront does not list, so nobody knows what it sets.',
    todo: 'Look at it: aws cloudfront get-response-headers-policy --id with that id. It is evaluated again with the next event or sweep.',
  },
  'certificate-missing': {
    says: 'Distribution {name} answers to {names} and has no certificate for them: browsers that are told to come over HTTPS only could not come at all.',
    todo: 'Give it a certificate for these names ({kind}), or take the names away. Then this is evaluated again.',
  },
  'another-policy': {
    says: 'At {paths} distribution {name} has response headers policies that do not tell browsers for {seconds} seconds to come over HTTPS only ({policies}). A behavior takes one policy, and others may use these: they are neither changed nor replaced.',
    todo: 'See who uses one: aws cloudfront list-distributions-by-response-headers-policy-id --response-headers-policy-id {first}. Then add Strict-Transport-Security to it, or attach one that sets the same headers and this one (of AWS: CORS-and-SecurityHeadersPolicy in place of SimpleCORS).',
  },
  'no-such-policy': {
    says: 'The policy {wanted}, which is to be attached to distribution {name}, is none of CloudFront here, or sets no Strict-Transport-Security.',
    todo: 'Name others in policies: aws cloudfront list-response-headers-policies shows them.',
  },
  sticky: {
    says: 'Browsers that meet {policy} remember for {seconds} seconds to come to the host over HTTPS only, and offer nobody a way past a bad certificate. An undo attaches what was there before this step (of a first step: nothing), and takes the header back from no browser.',
    todo: 'Begin with a response headers policy of a max-age of 300 seconds (aws cloudfront create-response-headers-policy), name it before {policy} in policies, and approve the next step when nothing broke. To take it back, send max-age=0 until every browser has come again.',
  },
  'whole-host': {
    says: 'The header counts for the whole host, and at {paths} distribution {name} takes plain HTTP: browsers that saw the header anywhere come there over HTTPS as well, and pages there that load parts over http:// may break.',
    todo: 'Send these paths to HTTPS first: cloudfront-viewer-https does it.',
  },
  'other-headers': {
    says: '{policy} sets these headers besides: {headers}. Pages that are shown in frames of others, or that rely on the absence of one, change.',
    todo: 'Make a response headers policy with Strict-Transport-Security alone and name it in policies, or see that none of these matters here.',
  },
  subdomains: {
    says: '{policy} says includeSubDomains: every name under the host has to answer over HTTPS, whoever runs it.',
    todo: 'List the names under {names} and see that each has a certificate, or name a policy without it.',
  },
  preload: {
    says: '{policy} says preload: whoever enters the host in the list that browsers are shipped with cannot take it out for months.',
    todo: 'Name a policy without it unless that is meant.',
  },
  functions: {
    says: 'At {paths} distribution {name} runs functions on answers. One that sets Strict-Transport-Security itself is not seen here.',
    todo: 'Read these functions, and ask for a page: curl --silent --head https://{host}/ | grep --ignore-case strict-transport-security',
  },
  'of-origin': {
    says: '{policy} leaves a Strict-Transport-Security of the origin as it is, also one that is shorter.',
    todo: 'Ask for a page afterwards: curl --silent --head https://{host}/ | grep --ignore-case strict-transport-security',
  },
} as const;
export type Id = keyof typeof messages;
