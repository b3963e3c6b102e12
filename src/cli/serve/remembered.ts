import { type ApprovalRecord, type Finding, findingKey } from '../../core/journal/records.ts';
import { type Block, text } from '../../report/blocks.ts';
import type { Item } from '../../report/items.ts';
import { wordsOf } from '../../report/words.ts';
import { planView } from '../output/plan-view.ts';
import type { Station } from '../runtime/station.ts';

/** What is remembered of a finding, as `waxseal plan` would show it. */
export const remembered = async (
  item: Item | undefined,
  asked: ApprovalRecord | undefined,
  station: Station,
): Promise<readonly Block[]> => {
  const shown = asked?.plan ?? item?.plan;
  if (!shown) {
    const { says, style } = item
      ? wordsOf({ is: item.outcome, because: item.because })
      : wordsOf({ is: 'gone' });
    return [
      text([{ text: says, style }]),
      ...(item?.why === undefined ? [] : [text(item.why)]),
      ...(item?.todo === undefined ? [] : [text(['Do: ', item.todo])]),
    ];
  }
  const { target, remediation } = shown;
  const unit = await station.catalog.remediation(remediation);
  const finding = await station.ports.journal.read<Finding>('finding', findingKey(target, remediation));
  const evidence = asked?.evidence ?? finding?.value.evidence?.answer;
  const because = asked ? asked.reasons.map((says) => ({ check: 'approval', says })) : (item?.because ?? []);
  const answer = asked ? 'ask' : item?.answer;
  const owner = item?.owner ?? asked?.owner;
  return planView({
    unit,
    plan: shown,
    surroundings: { tags: {}, ...(owner !== undefined && { owner }) },
    calls: [],
    isAlone: station.isAlone,
    ...(answer && { decision: { answer, reasons: because, ...(evidence && { evidence }) } }),
  });
};
