import { useQuery } from '@tanstack/react-query';
import { Segmented, Select } from 'antd';
import dayjs from 'dayjs';
import { useDeferredValue, useState } from 'react';
import { isDay } from '../../../forms/days.ts';
import { auditKindNames, oversight } from '../../../modules/oversight/contract.ts';
import { auditActions } from '../../../modules/registry.ts';
import {
  type AuditKind,
  auditKinds,
  kindOfAct,
  type ResponseOf,
} from '../../../platform/contract.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import { useAddress } from '../shell/address.ts';
import { DayRange } from '../shell/day-range.tsx';
import filtersStyles from '../shell/filters.module.css';
import { PlacePicker } from '../shell/place-picker.tsx';
import { shellWords } from '../shell/words.ts';
import { auditWords } from './words.ts';

type Found = ResponseOf<typeof oversight.findPeople>[number];

/** Whom the trail is narrowed to; names stand in no address. */
export type Who = { actor?: Found | undefined; person?: Found | undefined };

/** The kind of act that an address names. */
export const kindIn = (text: string | undefined): AuditKind | undefined =>
  auditKinds.find((each) => each === text);

/** Narrows the trail; names of people stand in no address. */
export function Filters({ who, setWho }: { who: Who; setWho: (who: Who) => void }) {
  const t = useWords(auditWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const address = useAddress();
  const text = useText();
  const kind = kindIn(address.text('state'));
  const action = address.text('action');
  const [from, to] = [address.text('from'), address.text('to')];
  return (
    <div className={filtersStyles.filters}>
      <Segmented<AuditKind | 'all'>
        aria-label={t('kind')}
        value={kindIn(address.text('state')) ?? 'all'}
        options={[
          { value: 'all', label: t('allKinds') },
          ...auditKinds.map((value) => ({ value, label: text(auditKindNames[value]) })),
        ]}
        onChange={(next) =>
          address.set({ state: next === 'all' ? undefined : next, action: undefined })
        }
      />
      <Select
        className={filtersStyles.search}
        aria-label={t('action')}
        placeholder={t('allActions')}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        {...(action && { value: action })}
        options={Object.entries(auditActions)
          .filter(([value]) => kind === undefined || kindOfAct(value) === kind)
          .map(([value, label]) => ({ value, label: label[lang] }))}
        onChange={(next?: string) => address.set({ action: next })}
      />
      <PersonFilter as="actor" value={who.actor} onChange={(actor) => setWho({ ...who, actor })} />
      <PersonFilter
        as="person"
        value={who.person}
        onChange={(person) => setWho({ ...who, person })}
      />
      <PlacePicker value={address.number('place')} onChange={(place) => address.set({ place })} />
      <DayRange
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
  );
}

/** Looks for somebody by a part of the name. */
function PersonFilter(props: {
  as: 'actor' | 'person';
  value: Found | undefined;
  onChange: (found: Found | undefined) => void;
}) {
  const { as, value, onChange } = props;
  const t = useWords(auditWords);
  const [typed, setTyped] = useState('');
  const name = useDeferredValue(typed.trim());
  const found = useQuery({
    ...queryFor(oversight.findPeople, { body: { as, name } }),
    enabled: name !== '',
  });
  const others = (found.data ?? []).filter(({ id }) => id !== value?.id);
  const known = [...(value ? [value] : []), ...others];
  return (
    <Select
      className={filtersStyles.search}
      aria-label={t(as)}
      placeholder={t(as)}
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      notFoundContent={name === '' ? t('typeName') : t('nobodyFound')}
      value={value?.id}
      options={known.map((one) => ({ value: one.id, label: one.name }))}
      onChange={(id?: string) => onChange(known.find((one) => one.id === id))}
    />
  );
}
