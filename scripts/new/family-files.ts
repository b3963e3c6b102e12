import { document, documentReads } from './families/document.ts';
import { advice, enforced } from './families/evaluated.ts';
import { own } from './families/own.ts';
import { parameter } from './families/parameter.ts';
import { textHelper } from './families/parts.ts';
import { setting } from './families/setting.ts';
import { statement } from './families/statement.ts';
import { tlsPolicy } from './families/tls-policy.ts';
import { factsImported, quoted } from './service-files.ts';
import type { Subject } from './subject.ts';

/** One remediation of each family: its facts, as far as they can be known. */
const byFamily = { statement, setting, document, parameter, 'tls-policy': tlsPolicy, advice, enforced, own };

/** From the unit: of its own room, or of `src`. */
const pathFrom = (path: string, { service }: Subject): string =>
  path.startsWith(`services/${service}/`) ? path.replace(`services/${service}/`, '../') : `../../../${path}`;

export const remediationFile = (subject: Subject): string => {
  const { id, type, family, prefix, api, calls, unheard } = subject;
  const { imports, before, settings, members, parts } = byFamily[family](subject);
  const asked = family === 'document' ? documentReads(subject) : calls.get ? [calls.get.operation] : [];
  const read =
    family === 'parameter'
      ? []
      : asked.filter((one) => !unheard.includes(one)).map((one) => `${prefix}:${one}`);
  const writes =
    family === 'parameter'
      ? []
      : [calls.put, calls.remove].flatMap((one) =>
          one && !unheard.includes(one.operation) ? [`${prefix}:${one.operation}`] : [],
        );
  // With a removal of its own, putting is the fix; without, it is both.
  const fix = calls.remove ? writes.slice(0, 1) : writes;
  const isWritten = family !== 'advice' && family !== 'enforced';
  const body = `${before}
${parts}

/** TODO: what it makes so, in a sentence. */
export default remediation({
  meta: {
    id: '${id}',
    version: 1,
    ${family === 'own' ? '' : `family: '${family}',`}
    // TODO: which hop it concerns, and what is wrong there: \`Concerns\` of src/core/model/remediation.ts.
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'TODO: what is true afterwards',
    summary: 'TODO: what it changes.',
    resourceType: '${type}',
    // TODO: AWS's managed rules about it, by source identifier, each with its Regions in \`managedRules\`; and Security Hub's
    // controls. There are none: leave both empty.
    configRules: [],
    controls: [],
    services: ['${prefix}'],
    ${isWritten ? `// TODO: who may notice its changes: src/core/model/impact.ts.\n    impacts: ['breaks-plaintext'],\n    ` : ''}reversible: true,
    permissions: { read: [${quoted(read)}], write: [${quoted(fix)}], undo: [${quoted(calls.remove ? writes.slice(1) : writes)}] },
    ${['setting', 'document', 'tls-policy'].includes(family) ? `// TODO: \`without(messages, 'needs-people')\` of families/typed.ts for what no row of the table can say.\n    ` : ''}messages,
    // TODO: AWS's pages that it relies on.
    docs: ['https://docs.aws.amazon.com/TODO'],
  },
  settings: ${settings},
  ${members || '...parts,'}
});
`;
  const helped = `${textHelper(body)}${body}`;
  const enums = [...helped.matchAll(/(?:value|policy) as (\w+)/g)].flatMap(([, name = '']) =>
    name === 'const' ? [] : [`type ${name}`],
  );
  const known = [...helped.matchAll(/Document<(\w+)>/g)].flatMap(([, name = '']) =>
    name === 'Readonly' ? [] : [`type ${name}`],
  );
  const commands = [...new Set(helped.match(/\w+Command(?=\()/g) ?? [])].toSorted();
  const model = [
    ...(/\baws: Aws\b|_aws: Aws\b/.test(helped) ? ['type Aws'] : []),
    ...(imports['core/model/remediation.ts'] === undefined ? [] : [imports['core/model/remediation.ts']]),
  ];
  const others = Object.entries(imports).filter(([path]) => path !== 'core/model/remediation.ts');
  return [
    ...(commands.length > 0
      ? [
          `import { ${[...commands, api?.client, ...new Set([...enums, ...known])].join(', ')} } from '${api?.package}';`,
        ]
      : []),
    ...(/\bz\./.test(helped) ? [`import * as z from 'zod/mini';`] : []),
    ...(/\bunless\(/.test(helped) ? [`import { unless } from '../../../aws/error-names.ts';`] : []),
    `import { remediation${model.map((one) => `, ${one}`).join('')} } from '../../../core/model/remediation.ts';`,
    ...(/: Target\b/.test(helped) ? [`import type { Target } from '../../../core/model/target.ts';`] : []),
    ...others.map(([path, names]) =>
      names.startsWith('type ')
        ? `import type { ${names.slice(5)} } from '${pathFrom(path, subject)}';`
        : `import { ${names} } from '${pathFrom(path, subject)}';`,
    ),
    factsImported(subject, helped, '..'),
    helped,
  ].join('\n');
};
