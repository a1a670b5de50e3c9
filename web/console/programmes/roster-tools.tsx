import { DownloadOutlined } from '@ant-design/icons';
import { Button, Dropdown, Input, Select } from 'antd';
import { identifiersLabel } from '../../../forms/sign-in.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import type { BodyOf } from '../../../platform/contract.ts';
import { linkTo } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { useAddress } from '../shell/address.ts';
import filtersStyles from '../shell/filters.module.css';
import { useProgramme } from '../shell/programme.tsx';
import { shellWords } from '../shell/words.ts';
import styles from './roster-tools.module.css';
import { rosterWords } from './roster-words.ts';

export type Sort = NonNullable<BodyOf<typeof programmes.roster>['sort']>;

const sorts: Sort[] = ['name', 'known', 'group', 'place'];
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ#'];

/** In which order people are listed, as the address says it. */
export function useSort(): Sort | undefined {
  const named = useAddress().text('sort');
  return sorts.find((sort) => sort === named);
}

type JumpProps = { from: string; onJump: (from: string) => void };

/** The order of the list, beside its filters; where it is one of names or numbers, a way to any of them. */
export function SortAndJump({ from, onJump }: JumpProps) {
  const t = useWords(rosterWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const address = useAddress();
  const sort = useSort();
  const { signIn } = useProgramme().definition;
  const known = identifiersLabel(signIn, lang);
  const labels: Record<Sort, string> = {
    name: shell('name'),
    known,
    group: shell('group'),
    place: shell('place'),
  };
  const label = sort === 'name' ? t('jumpName') : t('jumpKnown', { known });
  return (
    <>
      <Select<Sort>
        className={filtersStyles.group}
        aria-label={t('sort')}
        placeholder={t('sortUsual')}
        allowClear
        value={sort ?? null}
        options={sorts.map((value) => ({ value, label: t('sortBy', { what: labels[value] }) }))}
        onChange={(next?: Sort) => {
          onJump('');
          address.set({ sort: next });
        }}
      />
      {(sort === 'name' || sort === 'known') && (
        <Input.Search
          key={`${sort} ${from}`}
          className={filtersStyles.search}
          allowClear
          defaultValue={from}
          placeholder={label}
          aria-label={label}
          enterButton={t('jump')}
          onSearch={(typed) => onJump(typed.trim())}
        />
      )}
    </>
  );
}

/** The letters that names begin with, where the list is in their order. */
export function JumpLetters({ from, onJump }: JumpProps) {
  const t = useWords(rosterWords);
  if (useSort() !== 'name') return null;
  return (
    <nav className={styles.letters} aria-label={t('jumpName')}>
      {letters.map((letter) => (
        <Button
          key={letter}
          size="small"
          type={from === letter ? 'primary' : 'text'}
          aria-pressed={from === letter}
          onClick={() => onJump(from === letter ? '' : letter)}
        >
          {letter}
        </Button>
      ))}
    </nav>
  );
}

type ExportProps = { placeId: number | undefined; group: string | undefined };

/** The roster as a file, to be corrected and imported again. */
export function ExportRoster({ placeId, group }: ExportProps) {
  const t = useWords(rosterWords);
  const lang = useLang();
  const { id } = useProgramme();
  const items = (['xlsx', 'csv'] as const).map((format) => ({
    key: format,
    label: (
      <a
        href={linkTo(programmes.rosterExport, {
          params: { id },
          query: {
            ...{ format, lang },
            ...(placeId !== undefined && { placeId }),
            ...(group && { group }),
          },
        })}
        download
      >
        {format.toUpperCase()}
      </a>
    ),
  }));
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      <Button icon={<DownloadOutlined />} title={t('exportHint')}>
        {t('exportRoster')}
      </Button>
    </Dropdown>
  );
}
