import { Link } from '@tanstack/react-router';
import { RightOutline, TeamOutline } from 'antd-mobile-icons';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import card from '../../shared/phone/card.module.css';
import { LanguageSwitch } from '../../shared/phone/language-switch.tsx';
import list from '../../shared/phone/list.module.css';
import { Empty, Failure, Waiting } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { useCurrentUser } from '../../shared/staff/current-user.ts';
import { useGrants } from '../../shared/staff/session.ts';
import text from '../../shared/text.module.css';
import { type Tool, useFeatures } from './feature.ts';
import { FieldTabs } from './frame.tsx';
import { words } from './words.ts';

/** Who one is here and where, and what there is to do. */
export function HomePage() {
  const t = useWords(words);
  const { name } = useCurrentUser();
  const features = useFeatures();
  const { tools, onlyTrials } = useTools();
  const Corner = features.find(({ corner }) => corner)?.corner;
  return (
    <>
      <Page
        title={t('product')}
        back={false}
        right={
          Corner && (
            <>
              <Corner />
              <LanguageSwitch />
            </>
          )
        }
      >
        <section className={card.card}>
          <h2>{t('hello', { name })}</h2>
          <Roles />
        </section>
        <nav className={list.list} aria-label={t('tools')}>
          {tools.map((tool) => (
            <ToolLine key={tool.path} tool={tool} />
          ))}
        </nav>
        {onlyTrials && (
          <Empty title={t('emptyTitle')} icon={<TeamOutline />}>
            <p>{t('empty')}</p>
          </Empty>
        )}
      </Page>
      <FieldTabs />
    </>
  );
}

/** The tools for the roles that one has; those for everybody alone are no work. */
function useTools(): { tools: Tool[]; onlyTrials: boolean } {
  const all = useFeatures().flatMap(({ tools: own = [] }) => own);
  const { data } = useGrants();
  const isOpen = ({ permission, hasRole }: Tool) =>
    (!permission || data?.permissions.includes(permission)) &&
    (!hasRole || data?.grants.some(({ role }) => hasRole(role.code)));
  const tools = all.filter(isOpen);
  const isForSome = ({ permission, hasRole }: Tool) => permission || hasRole;
  return { tools, onlyTrials: data !== undefined && !tools.some(isForSome) };
}

/** One's roles, each at its place. */
function Roles() {
  const t = useWords(words);
  const lang = useLang();
  const grants = useGrants();
  if (grants.isPending) return <Waiting blocks={1} />;
  if (!grants.data) return <Failure error={grants.error} retry={() => void grants.refetch()} />;
  const held = grants.data.grants;
  if (held.length === 0) return <p>{t('noRoles')}</p>;
  return (
    <ul className={list.plain} aria-label={t('roles')}>
      {held.map(({ role, placeId, nameZh, nameEn }) => (
        <li key={`${role.code} ${placeId}`}>
          <span className={list.text}>
            <strong>{role[lang]}</strong>
            <span className={text.soft}>{lang === 'zh' ? nameZh : nameEn}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function ToolLine({ tool }: { tool: Tool }) {
  const translate = useText();
  const { path, icon: Icon, title, hint } = tool;
  return (
    <Link className={list.item} to={path}>
      <span aria-hidden="true">
        <Icon />
      </span>
      <span className={list.text}>
        <strong>{translate(title)}</strong>
        <span className={text.soft}>{translate(hint)}</span>
      </span>
      <RightOutline aria-hidden="true" />
    </Link>
  );
}
