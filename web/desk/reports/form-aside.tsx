import { HistoryOutlined, SaveOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import type { Day } from '../../../forms/definition.ts';
import { useText, useWords } from '../../shared/i18n.ts';
import { dayKind } from '../../shared/participant/editor.ts';
import type { Start } from '../../shared/participant/editor-start.ts';
import type { PublishedForm } from '../../shared/participant/forms.ts';
import textStyles from '../../shared/text.module.css';
import { DayLabel } from './day-label.tsx';
import styles from './form-aside.module.css';
import { Record } from './record.tsx';
import { words } from './words.ts';

/** Beside a form: which day it is for, what it is about, its earlier versions, and that a draft is kept. */
export function FormAside(props: {
  form: PublishedForm;
  start: Start;
  day: Day;
  today: Day;
  isStored: boolean;
}) {
  const { form, start, day, today, isStored } = props;
  const { definition, policy } = form;
  const t = useWords(words);
  const text = useText();
  const isToday = day === today;
  const kind = dayKind(day, today, start.existing !== null);
  return (
    <aside className={styles.aside}>
      {policy.slots === 'daily' && (
        <section className={styles.readFirst}>
          <h2>
            {t('reportDay')}
            <span className={styles.kind}>{t(kind)}</span>
          </h2>
          <DayLabel className={styles.day} day={day} isToday={isToday} />
        </section>
      )}
      {definition.intro && (
        <section className={styles.readFirst}>
          <h2>{t('about')}</h2>
          <p>{text(definition.intro)}</p>
        </section>
      )}
      {start.existing && <History form={form} slot={start.existing.slot} />}
      {isStored && (
        <section className={textStyles.soft}>
          <p>
            <SaveOutlined aria-hidden="true" /> {t('draftSaved')}
          </p>
        </section>
      )}
    </aside>
  );
}

function History({ form, slot }: { form: PublishedForm; slot: string }) {
  const t = useWords(words);
  const text = useText();
  const [open, setOpen] = useState(false);
  return (
    <section>
      <Button icon={<HistoryOutlined aria-hidden="true" />} onClick={() => setOpen(true)}>
        {t('history')}
      </Button>
      <Drawer
        open={open}
        size={620}
        title={text(form.definition.title)}
        onClose={() => setOpen(false)}
      >
        {open && <Record form={form} slot={slot} columns={1} />}
      </Drawer>
    </section>
  );
}
