import { MailOutlined, PhoneOutlined } from '@ant-design/icons';
import { Segmented } from 'antd';
import { type CSSProperties, useState } from 'react';
import { brandProblem } from '../../../forms/brand.ts';
import { joiners } from '../../../forms/joiners.ts';
import { brandVariables } from '../../shared/brand.ts';
import { PcBrand } from '../../shared/entry/pc-brand.tsx';
import { PhoneHead } from '../../shared/entry/phone-head.tsx';
import { type Lang, textOf, useLang, useWords } from '../../shared/i18n.ts';
import { colours } from '../../shared/tokens.ts';
import type { IdentityFrame, TypedIdentity } from './identity-form.ts';
import styles from './identity-preview.module.css';
import { identityWords } from './identity-words.ts';

type Device = 'phone' | 'pc';

/** The sign-in page as it will look, while the identity is typed. */
export function IdentityPreview(props: {
  identity: TypedIdentity | undefined;
  frame: IdentityFrame;
}) {
  const { identity, frame } = props;
  const t = useWords(identityWords);
  const own = useLang();
  const [device, setDevice] = useState<Device>('phone');
  /** That of the page until another one is chosen. */
  const [chosen, setLang] = useState<Lang | null>(null);
  const lang = chosen ?? own;
  if (!identity) return null;
  const { colour } = identity.brand;
  // A colour that cannot be taken is shown as well: that shows why.
  const isColour = brandProblem(colour.toLowerCase())?.code !== 'colour_invalid';
  const variables = brandVariables({ colour: isColour ? colour : colours.ink });
  const Picture = device === 'phone' ? PhonePicture : PcPicture;
  return (
    <aside className={styles.preview} aria-label={t('preview')}>
      <div className={styles.choices}>
        <Segmented<Device>
          size="small"
          aria-label={t('preview')}
          value={device}
          options={[
            { value: 'phone', label: t('onPhone') },
            { value: 'pc', label: t('onPc') },
          ]}
          onChange={setDevice}
        />
        <Segmented<Lang>
          size="small"
          aria-label={`${t('preview')}${joiners[lang].colon}${t('previewZh')} / ${t('previewEn')}`}
          value={lang}
          options={[
            { value: 'zh', label: t('previewZh') },
            { value: 'en', label: t('previewEn') },
          ]}
          onChange={setLang}
        />
      </div>
      <div className={`${styles.frame} ${device === 'phone' ? styles.phone : styles.pc}`}>
        <div
          className={styles.picture}
          role="img"
          aria-label={t(device === 'phone' ? 'previewPhone' : 'previewPc')}
          lang={lang === 'zh' ? 'zh-CN' : 'en'}
          style={variables as CSSProperties}
        >
          <Picture {...{ identity, lang, frame }} />
        </div>
      </div>
      <p className={styles.note}>{t('previewNote')}</p>
    </aside>
  );
}

type PictureProps = { identity: TypedIdentity; lang: Lang; frame: IdentityFrame };

/** What is typed, or what will stand there. */
function namesOf({ name, shortName, organiser }: TypedIdentity, lang: Lang) {
  return {
    name: name[lang] || textOf(identityWords, 'noName')[lang],
    shortName: shortName[lang] || textOf(identityWords, 'noShortName')[lang],
    organiser: organiser[lang] || textOf(identityWords, 'noOrganiser')[lang],
  };
}

function PhonePicture({ identity, lang, frame }: PictureProps) {
  return (
    <>
      <PhoneHead {...namesOf(identity, lang)} isPicture>
        <span className={styles.switch}>{lang === 'zh' ? 'English' : '中文'}</span>
      </PhoneHead>
      <div className={styles.card}>
        <SignIn {...{ identity, lang, frame }} />
      </div>
      <div className={styles.contacts}>
        <Contacts {...{ identity, lang }} />
      </div>
    </>
  );
}

function PcPicture({ identity, lang, frame }: PictureProps) {
  return (
    <div className={styles.sides}>
      <PcBrand {...namesOf(identity, lang)} isPicture>
        <div className={styles.onInk}>
          <Contacts {...{ identity, lang }} />
        </div>
      </PcBrand>
      <div className={styles.side}>
        <p className={styles.signInTitle}>{textOf(identityWords, 'previewSignIn')[lang]}</p>
        <SignIn {...{ identity, lang, frame }} />
      </div>
    </div>
  );
}

/** What is asked for, in outline. */
function SignIn({ identity, lang, frame: { needs } }: PictureProps) {
  const { card, pages } = identity;
  const say = (key: 'cardLabel' | 'previewAccount' | 'previewPassword' | 'previewSignIn') =>
    textOf(identityWords, key)[lang];
  return (
    <>
      <div className={styles.field}>
        <span>{needs.card ? card?.label[lang] || say('cardLabel') : say('previewAccount')}</span>
        <span className={styles.input} />
        {needs.card && <small>{card?.hint[lang]}</small>}
      </div>
      <div className={styles.field}>
        <span>{say('previewPassword')}</span>
        <span className={styles.input} />
      </div>
      <div className={styles.button}>{say('previewSignIn')}</div>
      <div className={styles.links}>
        {pages.map(({ code, title }) => (
          <span key={code}>{title[lang]}</span>
        ))}
      </div>
    </>
  );
}

function Contacts({ identity: { contacts }, lang }: Pick<PictureProps, 'identity' | 'lang'>) {
  return (
    <>
      <strong>{textOf(identityWords, 'previewSupport')[lang]}</strong>
      <span>
        <PhoneOutlined aria-hidden="true" /> {contacts.phone || '…'}
      </span>
      <span>
        <MailOutlined aria-hidden="true" /> {contacts.mail || '…'}
      </span>
    </>
  );
}
