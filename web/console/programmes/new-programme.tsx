import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App, Button, DatePicker, Form, Input, Radio, Segmented } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { addDays, daysBetween } from '../../../forms/days.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { EmptyState, Loaded, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { call } from '../../shared/api.ts';
import { formatDay, localDay } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import { serverNow } from '../../shared/server-time.ts';
import textStyles from '../../shared/text.module.css';
import { PlaceChoice } from '../shell/filters.tsx';
import { FormProblem } from '../shell/form-problem.tsx';
import formRowStyles from '../shell/form-row.module.css';
import { RequirePermission } from '../shell/pages.tsx';
import { type PlaceRow, usePlaces, useProgrammes } from '../shell/programme.tsx';
import { useCan } from '../shell/session.ts';
import { shellWords } from '../shell/words.ts';
import styles from './new-programme.module.css';
import { programmeWords } from './words.ts';

type Template = ResponseOf<typeof programmes.templates>[number];

type Typed = {
  template: string;
  code: string;
  days: [Dayjs, Dayjs];
  placeId: number;
  newPlace?: { code: string; nameZh: string; nameEn: string };
};

/** Makes a programme as a copy of a template. */
export default function NewProgramme() {
  const t = useWords(programmeWords);
  const templates = useQuery(queryFor(programmes.templates));
  const places = usePlaces();
  const existing = useProgrammes();
  return (
    <RequirePermission permission="programme.create">
      <PageHead title={t('newProgramme')} note={t('newProgrammeNote')} />
      <Panel>
        <Loaded query={templates}>
          {(list) =>
            list.length === 0 ? (
              <EmptyState title={t('noTemplates')} />
            ) : (
              <Loaded query={places}>
                {(known) => (
                  <Loaded query={existing}>
                    {(others) => (
                      <ProgrammeForm
                        templates={list}
                        places={known}
                        taken={others.map(({ code }) => code)}
                      />
                    )}
                  </Loaded>
                )}
              </Loaded>
            )
          }
        </Loaded>
      </Panel>
    </RequirePermission>
  );
}

/** The template's own days; when they have passed, as many from today on. */
function daysOf({ startsOn, endsOn }: Template): [Dayjs, Dayjs] {
  const today = localDay(serverNow());
  if (endsOn >= today) return [dayjs(startsOn), dayjs(endsOn)];
  return [dayjs(today), dayjs(addDays(today, daysBetween(startsOn, endsOn)))];
}

/** The template's code, or with a number behind it where that is taken. */
function freeCode(code: string, taken: readonly string[]): string {
  for (let n = 2, free = code; ; n++) {
    if (!taken.includes(free)) return free;
    free = `${code}-${n}`;
  }
}

type ProgrammeFormProps = { templates: Template[]; places: PlaceRow[]; taken: string[] };

function ProgrammeForm({ templates, places, taken }: ProgrammeFormProps) {
  const t = useWords(programmeWords);
  const shell = useWords(shellWords);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Typed>();
  const code = Form.useWatch('code', form);
  const [first] = templates;
  const create = useMutation({
    mutationFn: ({ days: [from, to], ...typed }: Typed) =>
      call(programmes.create, {
        body: {
          ...typed,
          startsOn: from.format('YYYY-MM-DD'),
          endsOn: to.format('YYYY-MM-DD'),
        },
      }),
    onSuccess: async (_, typed) => {
      await queries.invalidateQueries();
      void message.success(t('created'));
      void navigate({ to: '/p/$programme/imports', params: { programme: typed.code } });
    },
  });
  const choose = (template: Template) => {
    form.setFieldValue('days', daysOf(template));
    if (!form.isFieldTouched('code')) form.setFieldValue('code', freeCode(template.code, taken));
  };
  const required = { required: true, message: shell('required') };
  return (
    <Form<Typed>
      className={styles.form}
      form={form}
      layout="vertical"
      initialValues={
        first && {
          template: first.code,
          code: freeCode(first.code, taken),
          days: daysOf(first),
          placeId: places[0]?.id,
        }
      }
      onFinish={(typed) => create.mutate(typed)}
    >
      <FormProblem form={form} error={create.error} />
      <TemplateChoice templates={templates} onChoose={choose} />
      <Form.Item
        name="code"
        label={t('code')}
        extra={t('codeHint', { code: code || '…' })}
        rules={[required, { pattern: /^[a-z][a-z0-9-]{1,30}$/, message: t('codePattern') }]}
      >
        <Input maxLength={31} />
      </Form.Item>
      <Form.Item name="days" label={t('days')} extra={t('daysHint')} rules={[required]}>
        <DatePicker.RangePicker
          allowClear={false}
          aria-label={t('days')}
          // Enter takes the day that was typed; a browser would send the form with the days before.
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        />
      </Form.Item>
      <RunBy places={places} />
      <Button type="primary" size="large" htmlType="submit" loading={create.isPending}>
        {t('create')}
      </Button>
    </Form>
  );
}

function TemplateChoice(props: { templates: Template[]; onChoose: (template: Template) => void }) {
  const { templates, onChoose } = props;
  const t = useWords(programmeWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  return (
    <Form.Item
      name="template"
      label={t('chooseTemplate')}
      rules={[{ required: true, message: shell('required') }]}
    >
      <Radio.Group
        className={styles.cards}
        onChange={(event) => {
          const chosen = templates.find((each) => each.code === event.target.value);
          if (chosen) onChoose(chosen);
        }}
      >
        {templates.map((template) => (
          <Radio key={template.code} value={template.code}>
            <strong>{template.name[lang]}</strong>
            <br />
            <span className={textStyles.soft}>
              {t('templateDays', {
                from: formatDay(template.startsOn, lang, 'short'),
                to: formatDay(template.endsOn, lang, 'short'),
              })}
            </span>
          </Radio>
        ))}
      </Radio.Group>
    </Form.Item>
  );
}

/** The place that runs the programme: one that exists, or a new one below it. */
function RunBy({ places }: { places: PlaceRow[] }) {
  const t = useWords(programmeWords);
  const shell = useWords(shellWords);
  const can = useCan();
  const [kind, setKind] = useState<'existing' | 'new'>('existing');
  const required = { required: true, whitespace: true, message: shell('required') };
  return (
    <>
      {can('place.manage') && (
        <Form.Item label={t('runBy')}>
          <Segmented<'existing' | 'new'>
            value={kind}
            options={[
              { value: 'existing', label: t('existingPlace') },
              { value: 'new', label: t('newPlace') },
            ]}
            onChange={setKind}
          />
        </Form.Item>
      )}
      <Form.Item
        name="placeId"
        label={kind === 'existing' ? t('existingPlace') : t('above')}
        rules={[{ required: true, message: shell('required') }]}
      >
        <PlaceChoice places={places} />
      </Form.Item>
      {kind === 'new' && (
        <div className={formRowStyles.three}>
          <Form.Item name={['newPlace', 'nameZh']} label={t('placeZh')} rules={[required]}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name={['newPlace', 'nameEn']} label={t('placeEn')} rules={[required]}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name={['newPlace', 'code']} label={t('placeCode')} rules={[required]}>
            <Input maxLength={100} />
          </Form.Item>
        </div>
      )}
    </>
  );
}
