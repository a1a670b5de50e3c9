import { ColorPicker, Flex, Form, Input, Select } from 'antd';
import { type ReactNode, useId } from 'react';
import { brandProblem, contrastWithWhite } from '../../../forms/brand.ts';
import { identityMessages } from '../../../forms/identity-messages.ts';
import { fillIn } from '../../../forms/messages.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import textStyles from '../../shared/text.module.css';
import { brandChoices } from '../../shared/tokens.ts';
import formRowStyles from '../shell/form-row.module.css';
import { shellWords } from '../shell/words.ts';
import styles from './identity-fields.module.css';
import { areCrossed } from './identity-form.ts';
import { identityWords } from './identity-words.ts';
import { NumberPattern } from './number-pattern.tsx';

export type Path = (string | number)[];

/** One part of an identity, under a heading that says what it is for. */
export function Section(props: {
  title: string;
  hint?: string;
  extra?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <header className={styles.sectionHead}>
        <h2 id={id}>{props.title}</h2>
        {props.extra}
      </header>
      {props.hint && <p className={`${textStyles.soft} ${styles.hint}`}>{props.hint}</p>}
      {props.children}
    </section>
  );
}

type TextFieldProps = {
  /** Where the text stands: from the top, or in a list of the form from there. */
  path: Path;
  label: string;
  maxLength: number;
  required?: boolean;
  hint?: string;
  placeholder?: string;
  rows?: number;
};

/** A text in both languages, side by side. */
export function TextField({ path, label, maxLength, required = true, ...more }: TextFieldProps) {
  const t = useWords(identityWords);
  const shell = useWords(shellWords);
  const { hint, placeholder, rows } = more;
  return (
    <div className={formRowStyles.two}>
      {(['zh', 'en'] as const).map((lang) => (
        <Form.Item
          key={lang}
          name={[...path, lang]}
          label={t(lang === 'zh' ? 'inZh' : 'inEn', { name: label })}
          extra={lang === 'zh' ? hint : undefined}
          rules={required ? [{ required, whitespace: true, message: shell('required') }] : []}
        >
          {rows ? (
            <Input.TextArea
              autoSize={{ minRows: rows, maxRows: 24 }}
              maxLength={maxLength}
              lang={lang === 'zh' ? 'zh-CN' : 'en'}
            />
          ) : (
            <Input
              maxLength={maxLength}
              lang={lang === 'zh' ? 'zh-CN' : 'en'}
              {...(placeholder && { placeholder })}
            />
          )}
        </Form.Item>
      ))}
    </div>
  );
}

export function NameFields() {
  const t = useWords(identityWords);
  return (
    <Section title={t('names')} hint={t('namesHint')}>
      <TextField path={['identity', 'name']} label={t('name')} maxLength={200} />
      <TextField
        path={['identity', 'shortName']}
        label={t('shortName')}
        maxLength={40}
        hint={t('shortNameHint')}
      />
      <TextField path={['identity', 'organiser']} label={t('organiser')} maxLength={200} />
    </Section>
  );
}

export function ContactFields() {
  const t = useWords(identityWords);
  const shell = useWords(shellWords);
  const required = { required: true, whitespace: true, message: shell('required') };
  return (
    <Section title={t('contacts')} hint={t('contactsHint')}>
      <div className={formRowStyles.two}>
        <Form.Item
          name={['identity', 'contacts', 'phone']}
          label={t('phone')}
          extra={t('phoneHint')}
          rules={[required]}
        >
          <Input maxLength={40} inputMode="tel" autoComplete="off" />
        </Form.Item>
        <Form.Item name={['identity', 'contacts', 'mail']} label={t('mail')} rules={[required]}>
          <Input maxLength={254} inputMode="email" autoComplete="off" />
        </Form.Item>
      </div>
      <Form.Item name={['identity', 'contacts', 'cards']} label={t('cards')} extra={t('cardsHint')}>
        <Select
          mode="tags"
          open={false}
          suffixIcon={null}
          tokenSeparators={[' ', ',', '，', '、']}
        />
      </Form.Item>
    </Section>
  );
}

export function ColourField() {
  const t = useWords(identityWords);
  const lang = useLang();
  const check = async (_: unknown, colour: string) => {
    const problem = brandProblem(colour.toLowerCase());
    if (!problem) return;
    const params = 'params' in problem ? problem.params : {};
    throw new Error(fillIn(identityMessages[problem.code], params, lang, String));
  };
  return (
    <Section title={t('colour')} hint={t('colourHint')}>
      <Form.Item
        name={['identity', 'brand', 'colour']}
        label={t('colour')}
        rules={[{ validator: check }]}
      >
        <ColourChoice />
      </Form.Item>
    </Section>
  );
}

/** Typed, or chosen by the mouse: the library's choice cannot be opened without one. */
function ColourChoice(props: { id?: string; value?: string; onChange?: (colour: string) => void }) {
  const { id, value = '', onChange } = props;
  const t = useWords(identityWords);
  const isColour = /^#[\da-f]{6}$/i.test(value);
  return (
    <Flex gap="small" align="center">
      <Input
        {...(id && { id })}
        className={styles.colour ?? ''}
        maxLength={7}
        value={value}
        onChange={({ target }) => onChange?.(target.value.trim())}
      />
      <ColorPicker
        disabledAlpha
        disabledFormat
        format="hex"
        presets={[{ label: t('colourPresets'), colors: [...brandChoices] }]}
        value={isColour ? value : null}
        onChange={(colour) => onChange?.(colour.toHexString())}
      />
      {isColour && (
        <span className={textStyles.soft}>
          {t('contrast', { contrast: contrastWithWhite(value).toFixed(1) })}
        </span>
      )}
    </Flex>
  );
}

/** What the number is called with which people sign in, and what it looks like. */
export function CardFields() {
  const t = useWords(identityWords);
  const shell = useWords(shellWords);
  return (
    <Section title={t('card')} hint={t('cardHint')}>
      <TextField
        path={['identity', 'card', 'label']}
        label={t('cardLabel')}
        maxLength={60}
        hint={t('cardLabelExample')}
      />
      <Form.Item
        name={['identity', 'card', 'pattern']}
        label={t('pattern')}
        rules={[
          { required: true, message: shell('required') },
          {
            validator: (_, pattern: string) =>
              areCrossed(pattern)
                ? Promise.reject(new Error(t('lengthsCrossed')))
                : Promise.resolve(),
          },
        ]}
      >
        <NumberPattern />
      </Form.Item>
      <TextField
        path={['identity', 'card', 'hint']}
        label={t('cardNote')}
        maxLength={200}
        required={false}
        hint={t('cardNoteExample')}
      />
      <TextField
        path={['identity', 'card', 'shortLabel']}
        label={t('shortLabel')}
        maxLength={30}
        required={false}
        hint={t('shortLabelHint')}
      />
      <TextField
        path={['identity', 'card', 'furtherLabel']}
        label={t('furtherLabel')}
        maxLength={60}
        required={false}
        hint={t('furtherLabelHint')}
      />
    </Section>
  );
}
