import { DeleteOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, Select } from 'antd';
import type { programmes } from '../../../modules/programmes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { type Text, useLang, useText, useWords } from '../../shared/i18n.ts';
import { shellWords } from '../shell/words.ts';
import styles from './identity-fields.module.css';
import { Section, TextField } from './identity-fields.tsx';
import {
  blankGroup,
  blankPage,
  drafted,
  filledIn,
  type IdentityFrame,
  type TypedIdentity,
} from './identity-form.ts';
import { identityWords } from './identity-words.ts';

/** Of a template, as it is for the initial passwords that are chosen. */
export type Draft = Omit<ResponseOf<typeof programmes.templates>[number]['draft'], 'signingIn'> & {
  signingIn?: Text | undefined;
};

/** The groups by their names, with what each of them sees. */
export function GroupFields({ frame }: { frame: IdentityFrame }) {
  const t = useWords(identityWords);
  const shell = useWords(shellWords);
  const text = useText();
  const required = { required: true, whitespace: true, message: shell('required') };
  const services = frame.services.map(({ code, name }) => ({ value: code, label: text(name) }));
  const groups: TypedIdentity['groups'] =
    Form.useWatch(['identity', 'groups'], { preserve: true }) ?? [];
  return (
    <Section title={t('groups')} hint={t('groupsHint')}>
      <Form.List name={['identity', 'groups']}>
        {(fields, { add, remove }, { errors }) => (
          <>
            {fields.map(({ key, name }) => (
              <div key={key} className={styles.group}>
                <Form.Item name={[name, 'name', 'zh']} label={t('groupZh')} rules={[required]}>
                  <Input maxLength={100} lang="zh-CN" />
                </Form.Item>
                <Form.Item name={[name, 'name', 'en']} label={t('groupEn')} rules={[required]}>
                  <Input maxLength={100} lang="en" />
                </Form.Item>
                <Form.Item name={[name, 'services']} label={t('services')}>
                  <Select mode="multiple" options={services} showSearch={false} />
                </Form.Item>
                <Button
                  className={styles.remove ?? ''}
                  type="text"
                  icon={<DeleteOutlined />}
                  disabled={fields.length === 1}
                  aria-label={t('removeGroup', {
                    name: text(groups[name]?.name ?? { zh: '', en: '' }) || String(name + 1),
                  })}
                  onClick={() => remove(name)}
                />
              </div>
            ))}
            <Form.ErrorList className={styles.errors ?? ''} errors={errors} />
            <Button icon={<PlusOutlined />} onClick={() => add(blankGroup(frame))}>
              {t('addGroup')}
            </Button>
          </>
        )}
      </Form.List>
    </Section>
  );
}

type DraftButtonProps = {
  draft: Draft | undefined;
  part: 'declaration' | 'pages';
  frame: IdentityFrame;
};

/** Fills what is blank with wording that fits every programme of the template. */
function DraftButton({ draft, part, frame }: DraftButtonProps) {
  const t = useWords(identityWords);
  const form = Form.useFormInstance();
  if (!draft) return null;
  const fill = () => {
    const typed: TypedIdentity = form.getFieldValue('identity');
    const { declaration, pages } = draft;
    const given = {
      ...typed,
      ...(part === 'declaration' && declaration && { declaration }),
      pages: (part === 'pages' ? pages : []).map((page) => ({
        ...page,
        body: drafted(page.body, typed.card?.label, draft.signingIn),
      })),
    };
    form.setFieldValue(['identity', part], filledIn(typed, given, frame)[part]);
  };
  return (
    <Button size="small" icon={<EditOutlined />} title={t('draftNote')} onClick={fill}>
      {t('draft')}
    </Button>
  );
}

type WithDraft = { frame: IdentityFrame; draft?: Draft | undefined };

export function DeclarationFields({ frame, draft }: WithDraft) {
  const t = useWords(identityWords);
  return (
    <Section
      title={t('declaration')}
      hint={t('declarationHint')}
      extra={<DraftButton {...{ draft, frame }} part="declaration" />}
    >
      <TextField path={['identity', 'declaration', 'title']} label={t('title')} maxLength={100} />
      <TextField
        path={['identity', 'declaration', 'text']}
        label={t('body')}
        maxLength={5000}
        rows={3}
      />
    </Section>
  );
}

/** Help pages; those that a service opens cannot be removed. */
export function PageFields({ frame, draft }: WithDraft) {
  const t = useWords(identityWords);
  const lang = useLang();
  const pages: TypedIdentity['pages'] =
    Form.useWatch(['identity', 'pages'], { preserve: true }) ?? [];
  return (
    <Section
      title={t('pages')}
      hint={t('pagesHint')}
      extra={<DraftButton {...{ draft, frame }} part="pages" />}
    >
      <Form.List name={['identity', 'pages']}>
        {(fields, { add, remove }, { errors }) => (
          <>
            {fields.map(({ key, name }, index) => {
              const title = pages[name]?.title[lang] || t('page', { number: index + 1 });
              return (
                <div key={key} className={styles.page}>
                  <header className={styles.pageHead}>
                    <h3>{title}</h3>
                    {!frame.needs.pages.includes(pages[name]?.code ?? '') && (
                      <Button
                        type="text"
                        icon={<DeleteOutlined />}
                        aria-label={t('removePage', { name: title })}
                        onClick={() => remove(name)}
                      />
                    )}
                  </header>
                  <TextField path={[name, 'title']} label={t('title')} maxLength={100} />
                  <TextField
                    path={[name, 'body']}
                    label={t('body')}
                    maxLength={20_000}
                    rows={6}
                    hint={t('bodyHint')}
                  />
                </div>
              );
            })}
            <Form.ErrorList className={styles.errors ?? ''} errors={errors} />
            <Button icon={<PlusOutlined />} onClick={() => add(blankPage())}>
              {t('addPage')}
            </Button>
          </>
        )}
      </Form.List>
    </Section>
  );
}

/** Wording of the forms, and what columns of the roster are called. */
export function WordingFields({ frame, shown }: { frame: IdentityFrame; shown: Shown }) {
  const t = useWords(identityWords);
  const text = useText();
  return (
    <Section title={t('wording')} hint={t('wordingHint')}>
      {frame.attributes.map(
        ({ code, label }, index) =>
          shown.attributes.has(code) && (
            <TextField
              key={code}
              path={['identity', 'attributes', index, 'label']}
              label={t('attribute', { name: text(label) })}
              maxLength={100}
            />
          ),
      )}
      {frame.forms.map(
        ({ title, wording: { code, intro, declarations = [] } }, index) =>
          shown.forms.has(code) && (
            <div key={code}>
              {intro && (
                <TextField
                  path={['identity', 'forms', index, 'intro']}
                  label={t('intro', { form: text(title) })}
                  maxLength={2000}
                  rows={2}
                />
              )}
              {declarations.map((each, position) => (
                <TextField
                  key={each.code}
                  path={['identity', 'forms', index, 'declarations', position, 'text']}
                  label={t('formDeclaration', { form: text(title) })}
                  maxLength={5000}
                  rows={2}
                />
              ))}
            </div>
          ),
      )}
    </Section>
  );
}

/** Codes of the forms and attributes that the programme has: a new one may do without parts of its template. */
export type Shown = { forms: ReadonlySet<string>; attributes: ReadonlySet<string> };

export function allOf(
  frame: IdentityFrame,
  without: Partial<Record<'forms' | 'attributes', string[]>>[] = [],
): Shown {
  const gone = (kind: 'forms' | 'attributes') =>
    new Set(without.flatMap((part) => part[kind] ?? []));
  const [forms, attributes] = [gone('forms'), gone('attributes')];
  return {
    forms: new Set(frame.forms.flatMap(({ wording: { code } }) => (forms.has(code) ? [] : [code]))),
    attributes: new Set(
      frame.attributes.flatMap(({ code }) => (attributes.has(code) ? [] : [code])),
    ),
  };
}
