import { Alert, Form, type FormInstance, Input, Radio, Select } from 'antd';
import { describePattern } from '../../../forms/describe-pattern.ts';
import type { Attribute } from '../../../forms/programme.ts';
import { documentsOf, identifiersOf } from '../../../forms/sign-in.ts';
import { words as formWords } from '../../shared/antd/words.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { DayItem } from '../shell/day-item.tsx';
import formRowStyles from '../shell/form-row.module.css';
import marginsStyles from '../shell/margins.module.css';
import { PlaceChoice } from '../shell/place-picker.tsx';
import { useProgramme } from '../shell/programme.tsx';
import { shellWords } from '../shell/words.ts';
import { rosterWords } from './roster-words.ts';

/** A person as the form holds them: the roster's columns by their keys, and the place. */
export type Values = Record<string, unknown> & { placeId?: number };

type PersonFormProps = {
  form: FormInstance;
  initial: Record<string, unknown>;
  /** Blank leaves what is on record: documents and phones are not shown. */
  onRecord?: boolean;
  onFinish: (values: Values) => void;
};

/** What stands of one person in the roster, as fields. */
export function PersonForm({ form, initial, onRecord = false, onFinish }: PersonFormProps) {
  const t = useWords(rosterWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const text = useText();
  const programme = useProgramme();
  const { definition } = programme;
  const documents = documentsOf(definition.signIn);
  const required = [{ required: true, whitespace: true, message: shell('required') }];
  const names = [
    ...['name', 'group', 'startsOn', 'endsOn'],
    ...identifiersOf(definition.signIn).map(({ kind }) => kind),
    ...definition.attributes.map(({ code }) => `attribute:${code}`),
    ...(documents.length > 0 ? ['documentType', 'validFrom', 'issuedOn', 'birthDate'] : []),
  ];
  const blank = Object.fromEntries(names.map((name) => [name, undefined]));
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={{ ...blank, ...initial }}
      onFinish={onFinish}
    >
      <div className={formRowStyles.two}>
        <Form.Item name="name" label={shell('name')} rules={required}>
          <Input maxLength={200} autoFocus={!onRecord} />
        </Form.Item>
        {identifiersOf(definition.signIn).map(({ kind, label, pattern, required: must }) => {
          const isHidden = onRecord && initial[kind] === undefined;
          const expected = pattern && describePattern(pattern);
          return (
            <Form.Item
              key={kind}
              name={kind}
              label={text(label)}
              rules={must && !isHidden ? required : []}
              extra={expected && text(expected)}
            >
              <Input
                maxLength={40}
                autoComplete="off"
                {...(isHidden && { placeholder: t('keepHint') })}
              />
            </Form.Item>
          );
        })}
        <Form.Item name="group" label={shell('group')} rules={required}>
          <Select
            popupMatchSelectWidth={false}
            options={definition.groups.map(({ code, name }) => ({
              value: code,
              label: name[lang],
            }))}
          />
        </Form.Item>
        <Form.Item
          name="placeId"
          label={shell('place')}
          rules={[{ required: true, message: shell('required') }]}
        >
          <PlaceChoice belowId={programme.placeId} />
        </Form.Item>
        {definition.attributes.map((attribute) => (
          <AttributeField key={attribute.code} attribute={attribute} />
        ))}
        <DayItem
          name="startsOn"
          label={t('starts')}
          hint={definition.startsOn}
          extra={!onRecord && initial.startsOn !== undefined && t('startsToday')}
        />
        <DayItem name="endsOn" label={t('ends')} hint={definition.endsOn} />
      </div>
      {documents.length > 0 && (
        <>
          <Alert
            className={marginsStyles.below}
            type="info"
            showIcon
            title={t(onRecord ? 'documentsKeep' : 'documentsHint')}
          />
          <div className={formRowStyles.two}>
            <Form.Item name="documentType" label={t('documentType')}>
              <Select
                allowClear
                popupMatchSelectWidth={false}
                options={documents.map(({ kind, label }) => ({ value: kind, label: text(label) }))}
              />
            </Form.Item>
            <DayItem name="birthDate" label={t('birthDate')} />
            {documents.some(({ date }) => date === 'validFrom') && (
              <DayItem name="validFrom" label={t('validFrom')} />
            )}
            {documents.some(({ date }) => date === 'issuedOn') && (
              <DayItem name="issuedOn" label={t('issuedOn')} />
            )}
          </div>
        </>
      )}
    </Form>
  );
}

function AttributeField({ attribute }: { attribute: Attribute }) {
  const shell = useWords(shellWords);
  const form = useWords(formWords);
  const text = useText();
  const { code, label, type, options = [], required } = attribute;
  const rules = required ? [{ required: true, message: shell('required') }] : [];
  return (
    <Form.Item name={`attribute:${code}`} label={text(label)} rules={rules}>
      {type === 'yesno' ? (
        <Radio.Group
          options={[
            { value: 'yes', label: form('yes') },
            { value: 'no', label: form('no') },
          ]}
        />
      ) : type === 'choice' ? (
        <Select
          allowClear={!required}
          options={options.map((option) => ({ value: option.code, label: text(option.label) }))}
        />
      ) : (
        <Input maxLength={200} />
      )}
    </Form.Item>
  );
}
