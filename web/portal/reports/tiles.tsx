import { Link } from '@tanstack/react-router';
import {
  CalendarOutline,
  CheckShieldOutline,
  ContentOutline,
  FileOutline,
  FillinOutline,
  SearchOutline,
  TravelOutline,
} from 'antd-mobile-icons';
import type { ReactNode } from 'react';
import { useText, useWords } from '../../shared/i18n.ts';
import { type PublishedForm, servicesOf } from '../../shared/participant/forms.ts';
import { isUrgent, useItemState } from '../../shared/participant/item-state.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { type Mine, useParticipant } from '../../shared/participant/session.ts';
import { useTodayState } from '../../shared/participant/today-state.ts';
import symbolStyles from '../../shared/phone/symbol.module.css';
import tagStyles from '../../shared/phone/tag.module.css';
import styles from './tiles.module.css';
import { words } from './words.ts';

/** The forms of the person's group, service by service (SPEC G0, G4.2 to G4.9). */
export function Tiles() {
  const { mine } = useParticipant();
  const text = useText();
  return servicesOf(mine)
    .filter(({ service }) => service.kind === 'reports')
    .map(({ service, forms }) => (
      <section key={service.code} className={styles.section}>
        <h2>{text(service.name)}</h2>
        <div className={styles.tiles}>
          {forms.map((form) => (
            <FormTiles key={form.versionId} form={form} />
          ))}
          <SummaryTile />
        </div>
      </section>
    ));
}

function Tile(props: {
  icon: ReactNode;
  title: string;
  state?: string | undefined;
  urgent?: boolean;
}) {
  return (
    <>
      <span className={symbolStyles.symbol} aria-hidden="true">
        {props.icon}
      </span>
      <span className={styles.title}>{props.title}</span>
      {props.state && (
        <span className={props.urgent ? `${tagStyles.tag} ${tagStyles.open}` : tagStyles.tag}>
          {props.state}
        </span>
      )}
    </>
  );
}

function FormTiles({ form }: { form: PublishedForm }) {
  const { code } = usePublicProgramme();
  const { state, missed } = useTodayState();
  const t = useWords(words);
  const text = useText();
  const { definition, policy } = form;
  const params = { programme: code, form: definition.code };
  const title = text(definition.title);
  if (policy.slots !== 'daily') {
    return (
      <Link className={styles.tile} to="/$programme/forms/$form" params={params}>
        <ItemTile {...{ form, title }} />
      </Link>
    );
  }
  return (
    <>
      <Link className={styles.tile} to="/$programme/forms/$form" params={params}>
        <Tile
          icon={<FillinOutline />}
          title={title}
          state={state.kind === 'reported' ? t('todayDone') : undefined}
        />
      </Link>
      <Link className={styles.tile} to="/$programme/records/$form" params={params}>
        <Tile icon={<SearchOutline />} title={t('records')} />
      </Link>
      {policy.backfill && (
        <Link className={styles.tile} to="/$programme/missed/$form" params={params}>
          <Tile
            icon={<CalendarOutline />}
            title={t('backfill')}
            state={missed > 0 ? t('missedCount', { count: missed }) : t('nothingMissed')}
            urgent={missed > 0}
          />
        </Link>
      )}
    </>
  );
}

/** A form that tells when somebody comes or goes; one of which there are many papers; any other. */
function iconOf(form: PublishedForm, { definition }: Mine): ReactNode {
  const { code } = form.definition;
  const travels = definition.milestones.some(({ sources }) =>
    sources.some((source) => source.form === code),
  );
  if (travels) return <TravelOutline />;
  return form.policy.slots === 'many' ? <FileOutline /> : <CheckShieldOutline />;
}

const stateWords = {
  check: 'stateCheck',
  incomplete: 'stateIncomplete',
  done: 'stateDone',
  open: 'stateOpen',
  optional: 'stateOptional',
} as const;

/** A form of which there is not one for each day. */
function ItemTile({ form, title }: { form: PublishedForm; title: string }) {
  const { mine } = useParticipant();
  const t = useWords(words);
  const state = useItemState(form);
  return (
    <Tile
      icon={iconOf(form, mine)}
      title={title}
      {...(state && { state: t(stateWords[state]), urgent: isUrgent(state) })}
    />
  );
}

function SummaryTile() {
  const { code } = usePublicProgramme();
  const t = useWords(words);
  return (
    <Link className={styles.tile} to="/$programme/summary" params={{ programme: code }}>
      <Tile icon={<ContentOutline />} title={t('summary')} />
    </Link>
  );
}
