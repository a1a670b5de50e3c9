import { Link } from '@tanstack/react-router';
import { CalendarOutline, ContentOutline, SearchOutline } from 'antd-mobile-icons';
import type { ReactNode } from 'react';
import { FormIcon } from '../../shared/form-icon.tsx';
import { useText, useWords } from '../../shared/i18n.ts';
import { type PublishedForm, servicesOf } from '../../shared/participant/forms.ts';
import { type ReportFunction, reportFunctions } from '../../shared/participant/functions.ts';
import { isUrgent, itemWords, useItemState } from '../../shared/participant/item-state.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useParticipant } from '../../shared/participant/session.ts';
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
          {reportFunctions(forms).map((each) => (
            <FunctionTile key={each.path} each={each} />
          ))}
        </div>
      </section>
    ));
}

function FunctionTile({ each }: { each: ReportFunction }) {
  const { code } = usePublicProgramme();
  const text = useText();
  const address: string = `/${code}/${each.path}`;
  return (
    <Link className={styles.tile} to={address}>
      <Tile icon={iconOf(each)} title={text(each.title)}>
        <TileState each={each} />
      </Tile>
    </Link>
  );
}

function Tile(props: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <>
      <span className={symbolStyles.symbol} aria-hidden="true">
        {props.icon}
      </span>
      <span className={styles.title}>{props.title}</span>
      {props.children}
    </>
  );
}
const icons = {
  records: <SearchOutline />,
  missed: <CalendarOutline />,
  summary: <ContentOutline />,
};

/** A form has its own icon. */
function iconOf(each: ReportFunction): ReactNode {
  if (each.kind === 'records' || each.kind === 'missed' || each.kind === 'summary')
    return icons[each.kind];
  return <FormIcon form={each.form} />;
}

function TileState({ each }: { each: ReportFunction }): ReactNode {
  switch (each.kind) {
    case 'daily':
      return <TodayState />;
    case 'missed':
      return <MissedState />;
    case 'single':
    case 'many':
      return <ItemState form={each.form} />;
    default:
      return null;
  }
}

function TodayState() {
  const { state } = useTodayState();
  const t = useWords(words);
  return state.kind === 'reported' && <Tag kind="done">{t('todayDone')}</Tag>;
}

function MissedState() {
  const { missed: count } = useTodayState();
  const t = useWords(words);
  return count > 0 ? (
    <Tag kind="missed">{t('missedCount', { count })}</Tag>
  ) : (
    <Tag kind="done">{t('nothingMissed')}</Tag>
  );
}

function ItemState({ form }: { form: PublishedForm }) {
  const state = useItemState(form);
  const t = useWords(words);
  if (!state) return null;
  const kind = isUrgent(state) ? 'due' : state === 'done' ? 'done' : undefined;
  return <Tag {...(kind && { kind })}>{t(itemWords[state])}</Tag>;
}

const tagKinds = { done: tagStyles.done, missed: tagStyles.missed, due: tagStyles.due };

function Tag({ kind, children }: { kind?: keyof typeof tagKinds; children: ReactNode }) {
  return (
    <span className={kind ? `${tagStyles.tag} ${tagKinds[kind]}` : tagStyles.tag}>{children}</span>
  );
}
