import { identifiersText } from '../../../forms/sign-in.ts';
import type { programmes } from '../../../modules/programmes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { useLang } from '../../shared/i18n.ts';
import textStyles from '../../shared/text.module.css';
import { groupName, placeName, useProgramme } from '../shell/programme.tsx';

type Line = ResponseOf<typeof programmes.likelyPairs>['items'][number]['one'];

/** A record in a line of its own: name, numbers, group and unit. */
export function RecordLine({ of }: { of: Line }) {
  const lang = useLang();
  const programme = useProgramme();
  const { name, identifiers, group, placeZh, placeEn } = of;
  const place = placeName({ nameZh: placeZh, nameEn: placeEn }, lang);
  return (
    <>
      <div>{name}</div>
      <div className={`${textStyles.soft} ${textStyles.number}`}>
        {identifiersText(identifiers)}
      </div>
      <div className={textStyles.soft}>{`${groupName(programme, group, lang)} · ${place}`}</div>
    </>
  );
}
