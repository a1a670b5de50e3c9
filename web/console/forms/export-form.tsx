import { useQuery } from '@tanstack/react-query';
import { Button, Modal, Segmented } from 'antd';
import { useState } from 'react';
import type { FormDefinition } from '../../../forms/definition.ts';
import { writeXlsForm } from '../../../forms/exchange/write-xlsform.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import { Loaded } from '../../shared/antd/pc-parts.tsx';
import { linkTo } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import { useProgramme } from '../shell/programme.tsx';
import { Findings } from './findings.tsx';
import { formWords } from './form-words.ts';
import { type FormRow, titleOf } from './forms-page.tsx';

/** Gives the version in force as a file; says what the format has nothing for. */
export function ExportForm({ form, onClose }: { form: FormRow; onClose: () => void }) {
  const t = useWords(formWords);
  const lang = useLang();
  const { id } = useProgramme();
  const [format, setFormat] = useState<'xlsx' | 'json'>('xlsx');
  const params = { id, form: form.code, version: form.inForce?.version ?? 1 };
  const version = useQuery(queryFor(programmes.formVersion, { params }));
  return (
    <Modal
      open
      title={t('exportOf', { name: titleOf(form, lang) })}
      footer={
        <Button
          type="primary"
          href={linkTo(programmes.formFile, { params, query: { format } })}
          download
          onClick={onClose}
        >
          {t('download')}
        </Button>
      }
      onCancel={onClose}
    >
      <Segmented
        value={format}
        options={[
          { value: 'xlsx', label: 'XLSForm (XLSX)' },
          { value: 'json', label: 'JSON' },
        ]}
        onChange={setFormat}
      />
      {format === 'json' ? (
        <p>{t('jsonWhole')}</p>
      ) : (
        <Loaded query={version} rows={2}>
          {({ content }) => (
            <Findings
              findings={writeXlsForm(content.definition as FormDefinition).findings}
              none={t('allCarriedOver')}
            />
          )}
        </Loaded>
      )}
    </Modal>
  );
}
