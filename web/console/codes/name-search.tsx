import { Input } from 'antd';
import { useWords } from '../../shared/i18n.ts';
import filtersStyles from '../shell/filters.module.css';
import { codeWords } from './words.ts';

/** Looks for a person by how their name begins. What is typed stands in no address. */
export function NameSearch({ onSearch }: { onSearch: (name: string) => void }) {
  const t = useWords(codeWords);
  return (
    <Input.Search
      className={filtersStyles.search}
      aria-label={t('nameStart')}
      placeholder={t('nameStart')}
      maxLength={200}
      allowClear
      onSearch={(typed) => onSearch(typed.trim())}
    />
  );
}
