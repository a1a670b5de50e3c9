import { useLang, useSay, useWords } from '../../shared/i18n.ts';
import { useEntrance } from '../../shared/member/entrance.ts';
import { useMember } from '../../shared/member/session.ts';
import { words } from './words.ts';

/** Who the person is to the programme. */
export function Facts() {
  const { signIn } = useEntrance();
  const { mine } = useMember();
  const say = useWords(words);
  const lang = useLang();
  const text = useSay();
  const group = mine.definition.groups.find(({ code }) => code === mine.groupCode);
  const facts: [string, string][] = [
    [say('name'), mine.name],
    [text(signIn.cardLabel), mine.card],
    [say('group'), group ? text(group.name) : mine.groupCode],
    [say('organisation'), lang === 'zh' ? mine.placeZh : mine.placeEn],
  ];
  return (
    <dl className="dk-facts">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
