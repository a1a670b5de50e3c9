import { Checkbox, Select } from 'antd';
import type { ReactNode } from 'react';
import { type AlertLevel, alertLevelNames, alertLevels } from '../../../forms/alert-levels.ts';
import { addDays, isDay } from '../../../forms/days.ts';
import { alertStateNames, alertStates } from '../../../modules/reports/contract.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { useAddress } from '../shell/address.ts';
import filtersStyles from '../shell/filters.module.css';
import { GroupFilter, RangeFilter } from '../shell/filters.tsx';
import { PlacePicker } from '../shell/place-picker.tsx';
import { todayOf, useProgramme } from '../shell/programme.tsx';
import { reportWords } from './words.ts';

/** Which alerts are listed: those that wait, unless the address says otherwise. */
const choices = ['waiting', ...alertStates, 'all'] as const;

/** What is listed, as the address says it. */
export function useAlertFilter() {
  const address = useAddress();
  const dayIn = (name: 'from' | 'to') => {
    const given = address.text(name);
    return isDay(given) ? given : undefined;
  };
  return {
    state: choices.find((each) => each === address.text('state')) ?? 'waiting',
    mine: address.text('mine') === 'true',
    from: dayIn('from'),
    to: dayIn('to'),
    level: alertLevels.find((each) => each === address.text('level')),
    placeId: address.number('place'),
    group: address.text('group'),
  };
}

export function AlertFilters({ children }: { children: ReactNode }) {
  const t = useWords(reportWords);
  const lang = useLang();
  const address = useAddress();
  const { state, mine, from, to, level, placeId, group } = useAlertFilter();
  const today = todayOf(useProgramme());
  const lastDays = (label: string, count: number) => ({
    label,
    from: addDays(today, 1 - count),
    to: today,
  });
  const nameOf = (choice: (typeof choices)[number]) =>
    choice === 'waiting' || choice === 'all' ? t(`state_${choice}`) : alertStateNames[choice][lang];
  return (
    <div className={filtersStyles.filters}>
      <Select<(typeof choices)[number]>
        className={filtersStyles.group}
        aria-label={t('severity')}
        value={state}
        options={choices.map((value) => ({ value, label: nameOf(value) }))}
        onChange={(next) => address.set({ state: next === 'waiting' ? undefined : next })}
      />
      <Select<AlertLevel>
        className={filtersStyles.group}
        aria-label={t('level')}
        placeholder={t('allLevels')}
        allowClear
        {...(level && { value: level })}
        options={alertLevels.map((each) => ({ value: each, label: alertLevelNames[each][lang] }))}
        onChange={(next?: AlertLevel) => address.set({ level: next })}
      />
      <RangeFilter
        {...{ from, to }}
        last={today}
        presets={[lastDays(t('last7'), 7), lastDays(t('last14'), 14), lastDays(t('last30'), 30)]}
        onChange={(first, last) => address.set({ from: first, to: last })}
        onClear={() => address.set({ from: undefined, to: undefined })}
      />
      <PlacePicker value={placeId} onChange={(next) => address.set({ place: next })} />
      <GroupFilter value={group} onChange={(next) => address.set({ group: next })} />
      <Checkbox
        checked={mine}
        onChange={({ target }) => address.set({ mine: target.checked ? 'true' : undefined })}
      >
        {t('onlyMine')}
      </Checkbox>
      {children}
    </div>
  );
}
