import { Button, Input, Select } from 'antd';
import { withinSentence } from '../../../forms/joiners.ts';
import { identifiersLabel } from '../../../forms/sign-in.ts';
import { EmptyState } from '../../shared/antd/pc-parts.tsx';
import { useLang, useWords } from '../../shared/i18n.ts';
import { useAddress } from './address.ts';
import filtersStyles from './filters.module.css';
import { useProgramme } from './programme.tsx';
import styles from './sort-and-jump.module.css';
import { sortWords } from './sort-words.ts';
import { shellWords } from './words.ts';

/** Orders that lists have beside their usual one; each list names its own. */
export type Sort = 'oldest' | 'name' | 'known' | 'group' | 'place' | 'run' | 'file' | 'who';

/** In which of these orders a list is, as the address says it. */
export function useSort<S extends Sort>(sorts: readonly S[]): S | undefined {
  const named = useAddress().text('sort');
  return sorts.find((sort) => sort === named);
}

type SortChoiceProps = {
  sorts: readonly Sort[];
  /** The order when none is chosen. */
  usual: 'usual' | 'added' | 'newest';
  onChange?: () => void;
};

/** The order of a list, beside its filters. */
export function SortChoice({ sorts, usual, onChange }: SortChoiceProps) {
  const t = useWords(sortWords);
  const shell = useWords(shellWords);
  const address = useAddress();
  const sort = useSort(sorts);
  const known = identifiersLabel(useProgramme().definition.signIn, useLang());
  const by = (label: string) => t('by', { what: withinSentence(label) });
  const labels: Record<Sort, string> = {
    ...{ oldest: t('oldest'), run: t('run') },
    ...{ name: by(shell('name')), known: by(known) },
    ...{ group: by(shell('group')), place: by(shell('place')) },
    ...{ file: by(t('file')), who: by(t('who')) },
  };
  return (
    <Select<Sort>
      className={filtersStyles.group}
      aria-label={t('sort')}
      placeholder={t(usual)}
      allowClear
      popupMatchSelectWidth={false}
      value={sort ?? null}
      options={sorts.map((value) => ({ value, label: labels[value] }))}
      onChange={(next?: Sort) => {
        onChange?.();
        address.set({ sort: next });
      }}
    />
  );
}

type JumpProps = { jumpTo: string; onJump: (to: string) => void };

/** The order of a list of people; where it is one of names or numbers, a way to any of them. */
export function SortAndJump({
  jumpTo,
  onJump,
  ...choice
}: JumpProps & Omit<SortChoiceProps, 'onChange'>) {
  const t = useWords(sortWords);
  const sort = useSort(choice.sorts);
  const known = identifiersLabel(useProgramme().definition.signIn, useLang());
  const label = sort === 'name' ? t('jumpName') : t('jumpKnown', { known: withinSentence(known) });
  return (
    <>
      <SortChoice {...choice} onChange={() => onJump('')} />
      {(sort === 'name' || sort === 'known') && (
        <Input.Search
          key={`${sort} ${jumpTo}`}
          className={filtersStyles.search}
          allowClear
          defaultValue={jumpTo}
          maxLength={100}
          placeholder={label}
          aria-label={label}
          enterButton={t('jump')}
          onSearch={(typed) => onJump(typed.trim())}
        />
      )}
    </>
  );
}

/** In place of the list where nobody stands at what was jumped to, nor behind it. */
export function NobodyFrom({ jumpTo }: { jumpTo: string }) {
  const t = useWords(sortWords);
  return <EmptyState title={t('nobodyFrom', { from: jumpTo })} hint={t('nobodyFromHint')} />;
}

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ#'];

/** The letters that names begin with, above a list that is in their order. */
export function JumpLetters({ jumpTo, onJump }: JumpProps) {
  const t = useWords(sortWords);
  // Whoever types a letter need not make it a capital one.
  const at = jumpTo.toUpperCase();
  return (
    <nav className={styles.letters} aria-label={t('letters')}>
      {letters.map((letter) => (
        <Button
          key={letter}
          size="small"
          type={letter === at ? 'primary' : 'text'}
          aria-pressed={letter === at}
          onClick={() => onJump(letter === at ? '' : letter)}
        >
          {letter}
        </Button>
      ))}
    </nav>
  );
}
