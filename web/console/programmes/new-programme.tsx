import { BulbOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App, Button, Checkbox, Form, Input, Radio, Segmented } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { type InitialPassword, initialPasswords } from '../../../forms/programme.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { EmptyState, Loaded, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { call } from '../../shared/api.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import { DayRange } from '../shell/day-range.tsx';
import { FormProblem } from '../shell/form-problem.tsx';
import formRowStyles from '../shell/form-row.module.css';
import { LeavingModal } from '../shell/leaving-modal.tsx';
import { RequirePermission } from '../shell/pages.tsx';
import { PlaceChoice } from '../shell/place-picker.tsx';
import { usePlaceTree } from '../shell/place-tree.ts';
import { useCan } from '../shell/session.ts';
import { shellWords } from '../shell/words.ts';
import { IdentityEditor } from './identity-editor.tsx';
import {
  blankIdentity,
  filledIn,
  identityFrom,
  type TypedIdentity,
  typedForAnother,
  typedFrom,
} from './identity-form.ts';
import { allOf } from './identity-texts.tsx';
import { identityWords } from './identity-words.ts';
import styles from './new-programme.module.css';
import { newProgrammeWords } from './new-programme-words.ts';

type Template = ResponseOf<typeof programmes.templates>[number];

type Typed = {
  template: string;
  /** Codes of the parts of the template that the programme has. */
  parts: string[];
  initialPassword: InitialPassword | null;
  code: string;
  days: [Dayjs, Dayjs];
  placeId: number;
  newPlace?: { code: string; nameZh: string; nameEn: string };
  identity: TypedIdentity;
};

/** Makes a programme from a template, under a name and with texts of its own. */
export default function NewProgramme() {
  const t = useWords(newProgrammeWords);
  const templates = useQuery(queryFor(programmes.templates));
  const places = usePlaceTree({});
  return (
    <RequirePermission permission="programme.create">
      <PageHead title={t('newProgramme')} note={t('newProgrammeNote')} />
      <Panel>
        <Loaded query={templates}>
          {(list) =>
            list.length === 0 ? (
              <EmptyState title={t('noTemplates')} />
            ) : (
              <Loaded query={places.query}>
                {() => <ProgrammeForm templates={list} placeId={places.nodes[0]?.place.id} />}
              </Loaded>
            )
          }
        </Loaded>
      </Panel>
    </RequirePermission>
  );
}

type ProgrammeFormProps = { templates: Template[]; placeId: number | undefined };

function ProgrammeForm({ templates, placeId }: ProgrammeFormProps) {
  const t = useWords(newProgrammeWords);
  const [form] = Form.useForm<Typed>();
  const code = Form.useWatch('template', form);
  const first = templates[0] as Template;
  const template = templates.find((each) => each.code === code) ?? first;
  const parts = Form.useWatch('parts', form) ?? partsOf(template);
  const initialPassword = Form.useWatch('initialPassword', form) ?? template.initialPassword;
  const [isTyped, setIsTyped] = useState(false);
  const create = useCreate(templates);
  const choose = (next: Template) => {
    form.setFieldsValue({ parts: partsOf(next), initialPassword: next.initialPassword });
    // Names, contacts and groups that were typed are the programme's, whatever it is made from.
    form.setFieldValue('identity', typedForAnother(next, form.getFieldValue('identity')));
  };
  const left = template.parts.filter((part) => !parts.includes(part.code));
  return (
    <Form<Typed>
      form={form}
      layout="vertical"
      initialValues={{
        ...{ template: first.code, parts: partsOf(first), code: '' },
        initialPassword: first.initialPassword,
        ...{ placeId, identity: blankIdentity(first) },
      }}
      onValuesChange={() => setIsTyped(true)}
      // What has no field on the page, such as codes of groups, stands in the form's own values.
      onFinish={(typed) =>
        create.mutate({
          ...typed,
          parts: typed.parts ?? [],
          identity: form.getFieldValue('identity'),
        })
      }
      scrollToFirstError={{ behavior: 'smooth', block: 'center', focus: true }}
    >
      <LeavingModal isTyped={isTyped && !create.isSuccess} />
      <IdentityEditor
        frame={template}
        shown={allOf(template, left)}
        draft={draftFor(template, initialPassword)}
        before={
          <>
            <FormProblem form={form} error={create.error} />
            <TemplateChoice templates={templates} onChoose={choose} />
            <PartChoice template={template} />
            {template.initialPassword && <InitialPasswordChoice />}
            <WhereAndWhen />
            <ExampleButton template={template} />
          </>
        }
        after={
          <Button
            className={styles.create ?? ''}
            type="primary"
            size="large"
            htmlType="submit"
            loading={create.isPending}
          >
            {t('create')}
          </Button>
        }
      />
    </Form>
  );
}

function draftFor({ draft }: Template, initialPassword: InitialPassword | null) {
  const { signingIn, ...rest } = draft;
  return { ...rest, signingIn: initialPassword ? signingIn?.[initialPassword] : undefined };
}

const partsOf = ({ parts }: Template) => parts.map(({ code }) => code);

function useCreate(templates: readonly Template[]) {
  const t = useWords(newProgrammeWords);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: ({ days: [from, to], parts, identity, initialPassword, ...typed }: Typed) => {
      const template = templates.find(({ code }) => code === typed.template) as Template;
      const left = template.parts.filter(({ code }) => !parts.includes(code));
      return call(programmes.create, {
        body: {
          ...typed,
          startsOn: from.format('YYYY-MM-DD'),
          endsOn: to.format('YYYY-MM-DD'),
          identity: identityFrom(identity, withoutParts(template, left)),
          without: left.map(({ code }) => code),
          ...(initialPassword && { initialPassword }),
        },
      });
    },
    onSuccess: async (_, { code }) => {
      await queries.invalidateQueries();
      const made = (await queries.fetchQuery(queryFor(programmes.list))).find(
        (each) => each.code === code,
      );
      const registers = made?.definition.signIn.registration !== undefined;
      void message.success(t(registers ? 'createdOpen' : 'created'));
      const to = registers ? '/p/$programme/identity' : '/p/$programme/imports';
      void navigate({ to, params: { programme: code }, ignoreBlocker: true });
    },
  });
}

/** Whose wording is sent: of what the programme has. */
function withoutParts(template: Template, left: Template['parts']): Template {
  const shown = allOf(template, left);
  return {
    ...template,
    forms: template.forms.filter(({ wording }) => shown.forms.has(wording.code)),
    attributes: template.attributes.filter(({ code }) => shown.attributes.has(code)),
  };
}

function WhereAndWhen() {
  const t = useWords(newProgrammeWords);
  const shell = useWords(shellWords);
  const code = Form.useWatch('code');
  const required = { required: true, message: shell('required') };
  return (
    <>
      <Form.Item
        name="code"
        label={t('code')}
        extra={t('codeHint', { code: code || '…' })}
        rules={[required, { pattern: /^[a-z][a-z0-9-]{1,30}$/, message: t('codePattern') }]}
      >
        <Input maxLength={31} />
      </Form.Item>
      <Form.Item name="days" label={t('days')} extra={t('daysHint')} rules={[required]}>
        <DayRange
          allowClear={false}
          aria-label={t('days')}
          // Enter takes the day that was typed; a browser would send the form with the days before.
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        />
      </Form.Item>
      <RunBy />
    </>
  );
}

/** What of the template the programme has. */
function PartChoice({ template }: { template: Template }) {
  const t = useWords(newProgrammeWords);
  const text = useText();
  if (template.parts.length === 0) return null;
  return (
    <Form.Item name="parts" label={t('parts')}>
      <Checkbox.Group className={styles.cards ?? ''}>
        {template.parts.map(({ code, name, description }) => (
          <Checkbox key={code} value={code}>
            <strong>{text(name)}</strong>
            <br />
            <span className={textStyles.soft}>{text(description)}</span>
          </Checkbox>
        ))}
      </Checkbox.Group>
    </Form.Item>
  );
}

/** What people's initial passwords are: chosen once, for those who are enrolled have theirs by then. */
function InitialPasswordChoice() {
  const t = useWords(newProgrammeWords);
  return (
    <Form.Item name="initialPassword" label={t('initialPassword')} extra={t('initialPasswordHint')}>
      <Radio.Group className={styles.cards}>
        {initialPasswords.map((each) => (
          <Radio key={each} value={each}>
            <strong>{t(`initial_${each}`)}</strong>
            <br />
            <span className={textStyles.soft}>{t(`initialNote_${each}`)}</span>
          </Radio>
        ))}
      </Radio.Group>
    </Form.Item>
  );
}

/** The template's example, for whoever wants to see how a programme is filled in; it can be taken back. */
function ExampleButton({ template }: { template: Template }) {
  const t = useWords(identityWords);
  const text = useText();
  const form = Form.useFormInstance<Typed>();
  const [before, setBefore] = useState<TypedIdentity | null>(null);
  const put = (identity: TypedIdentity) => {
    form.setFieldValue('identity', identity);
    const marked = form.getFieldsError().filter(({ errors }) => errors.length > 0);
    // What is filled in now is not called blank any longer.
    void form.validateFields(marked.map(({ name }) => name)).catch(() => undefined);
  };
  const fill = () => {
    const typed = form.getFieldValue('identity');
    setBefore(typed);
    put(filledIn(typed, typedFrom(template, template.example), template));
  };
  const takeBack = (identity: TypedIdentity) => {
    setBefore(null);
    put(identity);
  };
  return (
    <div className={styles.example}>
      <Button icon={<BulbOutlined />} onClick={fill}>
        {t('example')}
      </Button>
      {before && <Button onClick={() => takeBack(before)}>{t('exampleBack')}</Button>}
      <span className={textStyles.soft}>
        {before ? t('exampleFilled', { name: text(template.example.name) }) : t('exampleNote')}
      </span>
    </div>
  );
}

function TemplateChoice(props: { templates: Template[]; onChoose: (template: Template) => void }) {
  const { templates, onChoose } = props;
  const t = useWords(newProgrammeWords);
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
            <strong>{template.title[lang]}</strong>
            <br />
            <span className={textStyles.soft}>{template.description[lang]}</span>
          </Radio>
        ))}
      </Radio.Group>
    </Form.Item>
  );
}

/** The place that runs the programme: one that exists, or a new one below it. */
function RunBy() {
  const t = useWords(newProgrammeWords);
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
        <PlaceChoice />
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
