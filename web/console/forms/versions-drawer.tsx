import { useQuery } from '@tanstack/react-query';
import { Drawer, Select, Space } from 'antd';
import { useState } from 'react';
import type { FormDefinition } from '../../../forms/definition.ts';
import { shortInstant } from '../../../forms/wall-time.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { Loaded } from '../../shared/antd/pc-parts.tsx';
import { useLang, useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import { useProgramme } from '../shell/programme.tsx';
import { Differences } from './differences.tsx';
import { formWords } from './form-words.ts';
import { type FormRow, titleOf } from './forms-page.tsx';
import { Preview } from './preview.tsx';
import styles from './versions.module.css';

type Versions = ResponseOf<typeof programmes.formVersions>;

/** Every version of a form: to be read, and to be compared with any other. */
export function VersionsDrawer({ form, onClose }: { form: FormRow; onClose: () => void }) {
  const t = useWords(formWords);
  const lang = useLang();
  const { id } = useProgramme();
  const list = useQuery(queryFor(programmes.formVersions, { params: { id, form: form.code } }));
  return (
    <Drawer
      open
      size={760}
      title={t('versionsOf', { name: titleOf(form, lang) })}
      onClose={onClose}
    >
      <Loaded query={list}>{(versions) => <Compared {...{ form, versions }} />}</Loaded>
    </Drawer>
  );
}

function Compared({ form, versions }: { form: FormRow; versions: Versions }) {
  const t = useWords(formWords);
  const { zone } = useProgramme().definition;
  const [newest, before] = versions;
  const [device, setDevice] = useState<'phone' | 'pc'>('phone');
  const [shown, setShown] = useState(newest?.version ?? 1);
  const [other, setOther] = useState<number | undefined>(before?.version);
  const options = versions.map(({ version, publishedAt }) => ({
    value: version,
    label: t('versionOf', { version, time: shortInstant(publishedAt, zone) }),
  }));
  const now = useVersion(form, shown);
  const then = useVersion(form, other ?? shown);
  return (
    <div className={styles.versions}>
      <Space wrap>
        <label htmlFor="version-shown">{t('version')}</label>
        <Select id="version-shown" value={shown} options={options} onChange={setShown} />
        <label htmlFor="version-other">{t('comparedWith')}</label>
        <Select
          id="version-other"
          allowClear
          value={other}
          placeholder={t('noComparison')}
          options={options.filter(({ value }) => value !== shown)}
          onChange={setOther}
        />
      </Space>
      {other !== undefined && other !== shown && (
        <Loaded query={then}>
          {(earlier) => (
            <Loaded query={now}>
              {(later) => (
                <Differences
                  before={earlier.content.definition as FormDefinition}
                  after={later.content.definition as FormDefinition}
                />
              )}
            </Loaded>
          )}
        </Loaded>
      )}
      <Loaded query={now}>
        {({ content }) => (
          <Preview
            definition={content.definition as FormDefinition}
            {...{ device }}
            onDevice={setDevice}
          />
        )}
      </Loaded>
    </div>
  );
}

/** A published version never changes. */
function useVersion({ code }: FormRow, version: number) {
  const { id } = useProgramme();
  return useQuery({
    ...queryFor(programmes.formVersion, { params: { id, form: code, version } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
