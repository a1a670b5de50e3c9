import { Alert, Button, Radio } from 'antd';
import { useState } from 'react';
import { compareSettings } from '../../../forms/compare/compare-settings.ts';
import type { ProgrammeSettings } from '../../../forms/programme-settings.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import marginsStyles from '../shell/margins.module.css';
import { type Path, valueAt, withAt } from '../shell/paths.ts';
import { useTold } from '../shell/use-told.ts';
import styles from './rules.module.css';
import type { Stored } from './rules-context.ts';
import { rulesWords } from './rules-words.ts';
import type { Conflict } from './use-settings.ts';

/** Where draft and version in force say different things since the draft was begun: somebody chooses one by one. */
export function ConflictChoice(props: {
  conflict: Conflict;
  stored: Stored;
  onDone: (settings: ProgrammeSettings) => void;
}) {
  const { conflict, stored, onDone } = props;
  const { merged, paths } = conflict;
  const t = useWords(rulesWords);
  const lang = useLang();
  const of = useTold();
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const names = stored.about;
  const chosen = () =>
    paths
      .filter((path) => theirs.has(path))
      .reduce((settings, path) => withTheirs(settings, stored.inForce, path), merged);
  const differences = compareSettings(stored.inForce, merged, names);
  return (
    <Alert
      className={marginsStyles.below}
      type="warning"
      showIcon
      title={t('conflictTitle', { version: stored.version, count: paths.length })}
      description={
        <>
          <p>{t('conflictHelp')}</p>
          {paths.map((path) => {
            const about = differences.filter((each) => concerns(path, each.path));
            const label = about[0]?.label[lang] ?? path;
            const told = (side: 'before' | 'after') =>
              about.map((each) => each[side]?.[lang] ?? t('conflictGone')).join(' · ');
            return (
              <fieldset key={path} className={styles.conflict}>
                <legend>{label}</legend>
                <Radio.Group
                  vertical
                  value={theirs.has(path) ? 'theirs' : 'mine'}
                  onChange={({ target }) => {
                    const next = new Set(theirs);
                    if (target.value === 'theirs') next.add(path);
                    else next.delete(path);
                    setTheirs(next);
                  }}
                  options={[
                    { value: 'mine', label: of(t('conflictMine'), told('after')) },
                    { value: 'theirs', label: of(t('conflictTheirs'), told('before')) },
                  ]}
                />
              </fieldset>
            );
          })}
          <Button size="small" type="primary" onClick={() => onDone(chosen())}>
            {t('conflictDone')}
          </Button>
        </>
      }
    />
  );
}

/** Whether a difference is about what stands at the path of a conflict, or around it. */
const concerns = (conflict: string, path: string) =>
  conflict === path || conflict.startsWith(`${path}.`) || path.startsWith(`${conflict}.`);

/** Settings that say at a path what is in force; entries of lists are named by their codes there. */
function withTheirs(
  settings: ProgrammeSettings,
  inForce: ProgrammeSettings,
  path: string,
): ProgrammeSettings {
  const steps = path.split('.');
  const [mine, theirs] = [stepsIn(settings, steps), stepsIn(inForce, steps)];
  const value = theirs && valueAt(inForce, theirs);
  if (mine) {
    const last = mine.at(-1);
    // An entry that is not in force any more is taken out of its list.
    if (value === undefined && typeof last === 'number') {
      const list = mine.slice(0, -1);
      return withAt(settings, list, (valueAt(settings, list) as unknown[]).toSpliced(last, 1));
    }
    return withAt(settings, mine, value);
  }
  const list = stepsIn(settings, steps.slice(0, -1));
  return list
    ? withAt(settings, list, [...((valueAt(settings, list) as unknown[]) ?? []), value])
    : settings;
}

/** The steps to what stands at a path; nothing where it is not there. */
function stepsIn(settings: ProgrammeSettings, steps: readonly string[]): Path | undefined {
  let at: unknown = settings;
  const found: (string | number)[] = [];
  for (const step of steps) {
    const index = Array.isArray(at) ? at.findIndex((each) => each?.code === step) : -1;
    if (Array.isArray(at) && index === -1) return undefined;
    const next = Array.isArray(at) ? index : step;
    found.push(next);
    at = valueAt(at, [next]);
  }
  return found;
}
