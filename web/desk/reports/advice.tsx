import { PhoneOutlined } from '@ant-design/icons';
import { Alert } from 'antd';
import type { Text } from '../../../forms/definition.ts';
import { useWords } from '../../shared/i18n.ts';
import { useAdvice } from '../../shared/participant/advice.ts';
import margins from '../shell/margins.module.css';
import styles from './advice.module.css';
import { words } from './words.ts';

/** What to do about what was reported, and whom to call. */
export function Advice({ advice }: { advice: readonly Text[] }) {
  const t = useWords(words);
  const told = useAdvice(advice);
  if (!told) return null;
  return (
    <Alert
      className={margins.below}
      type="info"
      showIcon
      role="note"
      title={t('adviceTitle')}
      description={
        <>
          {told.texts.map((text) => (
            <p key={text}>{text}</p>
          ))}
          <a className={styles.call} href={told.tel}>
            <PhoneOutlined aria-hidden="true" /> {t('adviceCall', { phone: told.phone })}
          </a>
        </>
      }
    />
  );
}
