import { Select } from 'antd';
import type { ReactNode } from 'react';
import { Panel } from '../../shared/antd/pc-parts.tsx';
import { useWords } from '../../shared/i18n.ts';
import textStyles from '../../shared/text.module.css';
import styles from './import-reading.module.css';
import type { Preview, Reading } from './reading.ts';
import { readingWords } from './reading-words.ts';

type Part = { preview: Preview; reading: Reading };

/** Units that would be made, and existing ones that may be meant. */
export function Units({ preview, reading }: Part) {
  const t = useWords(readingWords);
  const { units, unitCount } = preview;
  if (unitCount === 0) return null;
  const near = units.filter(({ near, state }) => near.length > 0 || state === 'mapped');
  const fresh = units.filter(({ near, state }) => state === 'new' && near.length === 0);
  const renamed = units.filter(({ state }) => state === 'renamed');
  const nameOf = ({ code, zh, en }: { code: string; zh: string; en: string }) =>
    [code, ...new Set([zh, en].filter((name) => name !== '' && name !== code))].join(' · ');
  const chosen = (code: string) =>
    reading.choices?.units.find((each) => each.code === code)?.to ?? '';
  const set = (code: string, to: string) =>
    reading.change((before) => ({
      units: [
        ...before.units.filter((each) => each.code !== code),
        ...(to === '' ? [] : [{ code, to }]),
      ],
    }));
  const part = (title: string, children: ReactNode) => (
    <>
      <h3 className={styles.subtitle}>{title}</h3>
      <ul className={styles.list}>{children}</ul>
    </>
  );
  return (
    <Panel title={t('units', { count: unitCount })}>
      {near.length > 0 &&
        part(
          t('unitsNear'),
          near.map((unit) => {
            const known = unit.known ? [unit.known] : unit.near;
            return (
              <li key={unit.code} className={styles.line}>
                <span className={styles.found}>
                  <strong>{nameOf(unit)}</strong>
                  <span className={textStyles.soft}>{t('inRows', { count: unit.rows })}</span>
                </span>
                <Select
                  className={styles.choice}
                  aria-label={t('unitMeans', { name: unit.code })}
                  value={chosen(unit.code)}
                  popupMatchSelectWidth={false}
                  options={[
                    { value: '', label: t('unitNew') },
                    ...known.map((each) => ({ value: each.code, label: nameOf(each) })),
                  ]}
                  onChange={(to: string) => set(unit.code, to)}
                />
              </li>
            );
          }),
        )}
      {renamed.length > 0 &&
        part(
          t('unitsRenamed'),
          renamed.map((unit) => (
            <li key={unit.code}>
              {nameOf(unit)} → {unit.known && nameOf(unit.known)}
            </li>
          )),
        )}
      {fresh.length > 0 &&
        part(
          t('unitsNew'),
          fresh.map((unit) => (
            <li key={unit.code}>
              {nameOf(unit)}
              <span className={textStyles.soft}>{t('inRows', { count: unit.rows })}</span>
            </li>
          )),
        )}
      {units.length < unitCount && (
        <p className={textStyles.soft}>{t('unitsFirst', { shown: units.length })}</p>
      )}
    </Panel>
  );
}
