import { useSay, useWords } from '../../shared/i18n.ts';
import { useMember } from '../../shared/member/session.ts';
import { words as common } from '../words.ts';
import { words } from './words.ts';

/** The counts of each phase that concerns the person, under the programme's name for it. */
function usePhases() {
  const { overview, mine } = useMember();
  const text = useSay();
  return overview.phases.flatMap((each) => {
    const known = mine.definition.phases.find(({ code }) => code === each.code);
    return known
      ? [{ ...each, label: text(known.label), isNow: each.code === overview.phase }]
      : [];
  });
}

/** 入境前您已填报 2 天, 漏填 4 天: the counts of the present phase in one line (SPEC G4.1). */
export function CountsLine() {
  const { overview } = useMember();
  const say = useWords(common);
  const now = usePhases().find(({ isNow }) => isNow);
  const { done, missed } = now ?? overview;
  return (
    <span className="dk-counts-line" aria-live="polite">
      {now
        ? say('counts', { phase: now.label, done, missed })
        : say('countsPlain', { done, missed })}
    </span>
  );
}

/** The counts of all phases side by side, the present one marked. */
export function Counts() {
  const { overview } = useMember();
  const say = useWords(words);
  const phases = usePhases();
  const shown =
    phases.length > 0 ? phases : [{ ...overview, code: 'all', label: '', isNow: false }];
  return (
    <div className="dk-counts">
      {shown.map(({ code, label, done, missed, isNow }) => (
        <section key={code} className={isNow ? 'dk-count dk-count-now' : 'dk-count'}>
          <p className="dk-count-title">
            {label}
            {isNow && phases.length > 1 && <span className="dk-count-mark">{say('now')}</span>}
          </p>
          <Figure value={done} name={say('done')} />
          <Figure value={missed} name={say('missed')} />
        </section>
      ))}
    </div>
  );
}

function Figure({ value, name }: { value: number; name: string }) {
  const say = useWords(words);
  return (
    <p className="dk-figure">
      <span className="ax-soft">{name}</span>
      <span>
        <strong className="dk-figure-value ax-number">{value}</strong>{' '}
        {say('days', { count: value })}
      </span>
    </p>
  );
}
