import { useInfiniteQuery } from '@tanstack/react-query';
import { DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { isDay } from '../../../forms/days.ts';
import { oversight } from '../../../modules/oversight/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { Nothing, PageHead, Panel, Trouble } from '../../shared/antd/pc-parts.tsx';
import { askingPages } from '../../shared/asking.ts';
import { shownInstant } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { useAddress } from '../shell/address.ts';
import {
  type BigColumn,
  BigTable,
  ColumnChoice,
  MoreRows,
  useColumns,
} from '../shell/big-table.tsx';
import { Needs } from '../shell/pages.tsx';
import { shellWords } from '../shell/words.ts';
import { actionName, actionNames } from './action-names.ts';
import { auditWords } from './words.ts';

type Entry = ResponseOf<typeof oversight.audit>['items'][number];

/** The audit trail of one's places. */
export default function Audit() {
  return (
    <Needs permission="audit.read">
      <Trail />
    </Needs>
  );
}

function useAuditColumns(): BigColumn<Entry>[] {
  const say = useWords(auditWords);
  const lang = useLang();
  return [
    {
      key: 'at',
      title: say('at'),
      width: 190,
      always: true,
      cut: ({ at }) => shownInstant(at, lang),
    },
    {
      key: 'action',
      title: say('action'),
      width: 190,
      always: true,
      cut: ({ action }) => actionName(action, lang),
    },
    {
      key: 'actor',
      title: say('actor'),
      width: 140,
      cut: ({ actorName }) => actorName ?? say('system'),
    },
    { key: 'person', title: say('person'), width: 160, cut: ({ personName }) => personName ?? '' },
    {
      key: 'place',
      title: say('place'),
      width: 190,
      cut: ({ placeZh, placeEn }) => (lang === 'zh' ? placeZh : placeEn) ?? '',
    },
    { key: 'reason', title: say('reason'), width: 200, cut: ({ reason }) => reason ?? '' },
    {
      key: 'details',
      title: say('details'),
      width: 240,
      off: true,
      cut: ({ details }) => detailsText(details),
    },
  ];
}

/** Codes and counts of an entry, as they are. */
function detailsText(details: Record<string, unknown>): string {
  return Object.entries(details)
    .map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join(', ');
}

function Trail() {
  const say = useWords(auditWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const address = useAddress();
  const action = address.text('action');
  const [from, to] = [address.text('from'), address.text('to')];
  const trail = useInfiniteQuery(
    askingPages(oversight.audit, {
      query: {
        ...(action && { action }),
        ...(isDay(from) && { from }),
        ...(isDay(to) && { to }),
      },
    }),
  );
  const rows = trail.data?.pages.flatMap(({ items }) => items) ?? [];
  const choice = useColumns('audit', useAuditColumns());
  return (
    <>
      <PageHead title={say('audit')} note={say('note')}>
        <ColumnChoice choice={choice} />
      </PageHead>
      <Panel>
        <div className="cs-filters">
          <Select
            className="cs-search"
            aria-label={say('action')}
            placeholder={say('allActions')}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            {...(action && { value: action })}
            options={Object.keys(actionNames).map((each) => ({
              value: each,
              label: actionName(each, lang),
            }))}
            onChange={(next?: string) => address.set({ action: next })}
          />
          <DatePicker.RangePicker
            aria-label={`${shell('from')} – ${shell('to')}`}
            placeholder={[shell('from'), shell('to')]}
            value={isDay(from) && isDay(to) ? [dayjs(from), dayjs(to)] : null}
            onChange={(range) =>
              address.set({
                from: range?.[0]?.format('YYYY-MM-DD'),
                to: range?.[1]?.format('YYYY-MM-DD'),
              })
            }
          />
        </div>
        {trail.isError ? (
          <Trouble error={trail.error} retry={() => void trail.refetch()} />
        ) : (
          <BigTable
            columns={choice.shown}
            rows={rows}
            rowKey={({ id }) => id}
            loading={trail.isPending}
            empty={<Nothing title={say('empty')} hint={say('emptyHint')} />}
            footer={<MoreRows pages={trail} count={rows.length} />}
          />
        )}
      </Panel>
    </>
  );
}
