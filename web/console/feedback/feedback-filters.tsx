import { Select } from 'antd';
import { isDay } from '../../../forms/days.ts';
import {
  feedbackKindNames,
  feedbackKinds,
  feedbackStateNames,
  feedbackStates,
} from '../../../modules/feedback/contract.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { useAddress } from '../shell/address.ts';
import filtersStyles from '../shell/filters.module.css';
import { RangeFilter } from '../shell/filters.tsx';
import { PlacePicker } from '../shell/place-picker.tsx';
import { useProgrammes } from '../shell/programme.tsx';
import { feedbackWords } from './words.ts';

const fromField = 'field';

/** What the address narrows the list to. */
export function useFeedbackFilter() {
  const address = useAddress();
  const state = feedbackStates.find((each) => each === address.text('state'));
  const kind = feedbackKinds.find((each) => each === address.text('kind'));
  const [from, to] = [address.text('from'), address.text('to')];
  const placeId = address.number('place');
  const programmeId = address.number('programme');
  const isField = address.text('programme') === fromField;
  const isAll = address.text('state') === 'all';
  const filter = {
    // What waits is what one comes for.
    ...(!isAll && { state: state ?? ('waiting' as const) }),
    ...(kind && { kind }),
    ...(isDay(from) && { from }),
    ...(isDay(to) && { to }),
    ...(placeId !== undefined && { placeId }),
    ...(programmeId !== undefined && { programmeId }),
    ...(isField && { origin: 'field' as const }),
  };
  return { filter, isUsual: Object.keys(filter).length === 1 && filter.state === 'waiting' };
}

export function FeedbackFilters() {
  const t = useWords(feedbackWords);
  const text = useText();
  const lang = useLang();
  const address = useAddress();
  const { filter } = useFeedbackFilter();
  const programmes = useProgrammes();
  return (
    <div className={filtersStyles.filters}>
      <Select<string>
        className={filtersStyles.group}
        aria-label={t('state')}
        value={filter.state ?? 'all'}
        options={[
          { value: 'waiting', label: t('waiting') },
          ...feedbackStates.map((value) => ({ value, label: text(feedbackStateNames[value]) })),
          { value: 'all', label: t('allStates') },
        ]}
        onChange={(next) => address.set({ state: next === 'waiting' ? undefined : next })}
      />
      <Select<string>
        className={filtersStyles.group}
        aria-label={t('kind')}
        placeholder={t('allKinds')}
        allowClear
        {...(filter.kind && { value: filter.kind })}
        options={feedbackKinds.map((value) => ({ value, label: text(feedbackKindNames[value]) }))}
        onChange={(kind?: string) => address.set({ kind })}
      />
      <Select<string>
        className={filtersStyles.group}
        aria-label={t('programme')}
        placeholder={t('allOrigins')}
        allowClear
        popupMatchSelectWidth={false}
        value={filter.origin ? fromField : filter.programmeId?.toString()}
        options={[
          ...(programmes.data ?? []).map(({ id, definition }) => ({
            value: `${id}`,
            label: definition.name[lang],
          })),
          { value: fromField, label: t('fromField') },
        ]}
        onChange={(programme?: string) => address.set({ programme })}
      />
      <PlacePicker value={filter.placeId} onChange={(place) => address.set({ place })} />
      <RangeFilter
        from={filter.from}
        to={filter.to}
        onChange={(from, to) => address.set({ from, to })}
        onClear={() => address.set({ from: undefined, to: undefined })}
      />
      <Select<string>
        className={filtersStyles.group}
        aria-label={t('sort')}
        value={address.text('sort') === 'oldest' ? 'oldest' : 'newest'}
        options={[
          { value: 'newest', label: t('newest') },
          { value: 'oldest', label: t('oldest') },
        ]}
        onChange={(next) => address.set({ sort: next === 'oldest' ? next : undefined })}
      />
    </div>
  );
}
