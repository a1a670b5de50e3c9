import type { Lang, Text } from '../../../forms/definition.ts';
import { joiners } from '../../../forms/joiners.ts';
import type { DocumentRule, ProgrammeDefinition } from '../../../forms/programme.ts';
import { documentsOf, wayOf } from '../../../forms/sign-in.ts';
import { expectationsOf } from './expectations.ts';

/** What somebody who fills in a roster should know of its columns. */
export function hintsOf(definition: ProgrammeDefinition): Record<string, Text> {
  const { signIn, startsOn, endsOn } = definition;
  const documents = documentsOf(signIn);
  const card = wayOf(signIn, 'card')?.hint;
  const expected = expectationsOf(definition);
  const own: Record<string, Text> = {
    ...(card && { card }),
    organisationCode: {
      zh: '按代码识别机构；没有的会新建',
      en: 'organisations are known by their code; new ones are created',
    },
    startsOn: { zh: `空白为 ${startsOn}`, en: `blank: ${startsOn}` },
    endsOn: { zh: `空白为 ${endsOn}（项目结束）`, en: `blank: ${endsOn}, the programme’s end` },
    ...(documents.length > 0 && {
      validFrom: ofDocuments(documents, 'validFrom'),
      issuedOn: ofDocuments(documents, 'issuedOn'),
      birthDate: {
        zh: '没有证件日期时，用作初始密码',
        en: 'the initial password where no date of the document is given',
      },
    }),
  };
  const keys = new Set([...Object.keys(expected), ...Object.keys(own)]);
  return Object.fromEntries(
    [...keys].map((key) => {
      const parts = [expected[key], own[key]].filter((part) => part !== undefined);
      const joined = (lang: Lang) => parts.map((part) => part[lang]).join(joiners[lang].semicolon);
      return [key, { zh: joined('zh'), en: joined('en') }];
    }),
  );
}

/** Which documents a day is asked of, since their initial password is made from it. */
function ofDocuments(documents: DocumentRule[], date: DocumentRule['date']): Text {
  const labels = documents.filter((rule) => rule.date === date).map(({ label }) => label);
  if (labels.length === 0) return { zh: '可不填', en: 'not needed' };
  const first = date === 'validFrom';
  return {
    zh: `${labels.map(({ zh }) => zh).join('、')}${first ? '的有效期起始日' : '的签发日期'}，用作初始密码`,
    en: `${first ? 'first day of validity' : 'date of issue'} of: ${labels.map(({ en }) => en).join(', ')}; the initial password`,
  };
}
