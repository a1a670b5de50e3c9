import { Checkbox, InputNumber, Radio, Select } from 'antd';
import dayjs from 'dayjs';
import type { FormPolicy } from '../../../forms/policy.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { DayRange } from '../shell/day-range.tsx';
import { MatchEditor } from '../shell/match-editor.tsx';
import { useProgramme } from '../shell/programme.tsx';
import styles from '../shell/properties.module.css';
import { Mistakes, PropertyRow } from '../shell/property-row.tsx';
import { useBuilder } from './builder-context.ts';
import { builderWords } from './builder-words.ts';

/** How often a form is filled in and who is offered it, in words; what they cannot say stays as it is. */
export function WhoAndWhen({ isPublished }: { isPublished: boolean }) {
  const t = useWords(builderWords);
  const { history } = useBuilder();
  const { purpose, policy } = history.now;
  if (purpose === 'check') {
    return (
      <div className={styles.row}>
        <p className={styles.hint}>{t('checkNote')}</p>
        <Mistakes path={['purpose']} />
      </div>
    );
  }
  return (
    <>
      <HowOften isPublished={isPublished} />
      <Changes />
      {policy.slots !== 'daily' && <Window />}
      <Services />
      <OfferedTo />
      {policy.slots !== 'daily' && <RequiredOf />}
    </>
  );
}

/** What does not go with another frequency is left out with it. */
function withSlots({ change }: FormPolicy, slots: FormPolicy['slots']): FormPolicy {
  return { slots, change, backfill: slots === 'daily', window: null };
}

function HowOften({ isPublished }: { isPublished: boolean }) {
  const t = useWords(builderWords);
  const { history, act, isFixed } = useBuilder();
  const { policy, byPlace } = history.now;
  const set = (next: FormPolicy) => {
    const built = { ...history.now, policy: next, byPlace: byPlace && next.slots !== 'daily' };
    act({ type: 'change', built });
  };
  return (
    <>
      <PropertyRow
        label={t('howOften')}
        path={['policy', 'slots']}
        hint={isPublished ? t('slotsFixed') : undefined}
      >
        {(id) => (
          <Radio.Group
            id={id}
            disabled={isFixed || isPublished}
            value={policy.slots}
            onChange={({ target }) => set(withSlots(policy, target.value))}
            options={(['daily', 'single', 'many'] as const).map((value) => ({
              value,
              label: t(`slots_${value}`),
            }))}
          />
        )}
      </PropertyRow>
      {policy.slots === 'many' && (
        <PropertyRow label={t('perDay')} path={['policy', 'perDay']}>
          {(id) => (
            <InputNumber
              id={id}
              {...{ min: 1, max: 100, precision: 0, disabled: isFixed }}
              value={policy.perDay ?? null}
              placeholder={t('noLimit')}
              onChange={(typed) =>
                act({ type: 'set', path: ['policy', 'perDay'], value: typed ?? undefined })
              }
            />
          )}
        </PropertyRow>
      )}
    </>
  );
}

function Changes() {
  const t = useWords(builderWords);
  const { history, act, isFixed } = useBuilder();
  const { policy } = history.now;
  return (
    <div className={styles.row}>
      <Checkbox
        checked={policy.change === 'anytime'}
        disabled={isFixed}
        onChange={({ target }) =>
          act({
            ...{ type: 'set', path: ['policy', 'change'] },
            value: target.checked ? 'anytime' : 'never',
          })
        }
      >
        {t('mayChange')}
      </Checkbox>
      {policy.slots === 'daily' && (
        <div>
          <Checkbox
            checked={policy.backfill}
            disabled={isFixed}
            onChange={({ target }) =>
              act({ type: 'set', path: ['policy', 'backfill'], value: target.checked })
            }
          >
            {t('mayBackfill')}
          </Checkbox>
        </div>
      )}
    </div>
  );
}

/** On which days a form is taken; days that rest on a person's own are told, and stay. */
function Window() {
  const t = useWords(builderWords);
  const { history, act, isFixed } = useBuilder();
  const { window } = history.now.policy;
  const days = window && 'on' in window.from && 'on' in window.to;
  if (window && !days) return <p className={styles.hint}>{t('windowKept')}</p>;
  const [from, to] = days ? [window.from, window.to] : [];
  const value: [dayjs.Dayjs, dayjs.Dayjs] | null =
    from && to && 'on' in from && 'on' in to ? [dayjs(from.on), dayjs(to.on)] : null;
  return (
    <PropertyRow label={t('window')} path={['policy', 'window']} below>
      {(id) => (
        <DayRange
          id={{ start: id, end: `${id}-end` }}
          disabled={isFixed}
          value={value}
          placeholder={[t('anyDay'), t('anyDay')]}
          onChange={(chosen) => {
            const [first, last] = chosen ?? [];
            const edge = (day: dayjs.Dayjs) => ({ on: day.format('YYYY-MM-DD') });
            const next = first && last ? { from: edge(first), to: edge(last) } : null;
            act({ type: 'set', path: ['policy', 'window'], value: next });
          }}
        />
      )}
    </PropertyRow>
  );
}

function Services() {
  const t = useWords(builderWords);
  const lang = useLang();
  const { definition } = useProgramme();
  const { history, act, isFixed } = useBuilder();
  const { services, byPlace, policy } = history.now;
  const offering = definition.services.filter(({ kind }) => kind === 'reports');
  return (
    <>
      <PropertyRow label={t('services')} path={['services']} hint={t('servicesHint')}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            disabled={isFixed}
            value={services}
            placeholder={t('noService')}
            options={offering.map(({ code, name }) => ({ value: code, label: name[lang] }))}
            onChange={(value) => act({ type: 'set', path: ['services'], value })}
          />
        )}
      </PropertyRow>
      {policy.slots !== 'daily' && (
        <div className={styles.row}>
          <Checkbox
            checked={byPlace}
            disabled={isFixed}
            onChange={({ target }) =>
              act({ type: 'set', path: ['byPlace'], value: target.checked })
            }
          >
            {t('byPlace')}
          </Checkbox>
          <Mistakes path={['byPlace']} />
        </div>
      )}
    </>
  );
}

function OfferedTo() {
  const t = useWords(builderWords);
  const { groups, attributes } = useProgramme().definition;
  const { history, act, isFixed } = useBuilder();
  const { offeredTo, policy } = history.now;
  return (
    <MatchEditor
      path={['offeredTo']}
      match={offeredTo}
      attributes={policy.slots === 'daily' ? [] : attributes}
      texts={{ label: t('offeredTo'), allGroups: t('allGroups'), anyAnswer: t('everybody') }}
      {...{ groups, isFixed }}
      onChange={(value) => act({ type: 'set', path: ['offeredTo'], value })}
    />
  );
}

/** Of whom the form stays open on the home page until it is filled in; of nobody unless somebody says so. */
function RequiredOf() {
  const t = useWords(builderWords);
  const { groups, attributes } = useProgramme().definition;
  const { history, act, isFixed } = useBuilder();
  const { requiredOf } = history.now;
  const path = ['requiredOf'];
  return (
    <>
      <div className={styles.row}>
        <Checkbox
          checked={requiredOf !== undefined}
          disabled={isFixed}
          onChange={({ target }) =>
            act({ type: 'set', path, value: target.checked ? {} : undefined })
          }
        >
          {t('mustBeFilled')}
        </Checkbox>
      </div>
      {requiredOf && (
        <MatchEditor
          {...{ path, match: requiredOf, groups, attributes, isFixed }}
          texts={{ label: t('mustFill'), allGroups: t('allOffered'), anyAnswer: t('everybody') }}
          onChange={(value) => act({ type: 'set', path, value: value ?? {} })}
        />
      )}
    </>
  );
}
