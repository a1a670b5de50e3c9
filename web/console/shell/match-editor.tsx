import { Select } from 'antd';
import type { Match } from '../../../forms/policy.ts';
import type { Attribute, Group } from '../../../forms/programme.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { draftWords } from './draft-words.ts';
import type { Path } from './paths.ts';
import { PropertyRow } from './property-row.tsx';

/** Whom a part of a draft is about: groups, and attributes with few answers; nothing chosen is everybody. */
export function MatchEditor(props: {
  path: Path;
  match: Match | undefined;
  groups: Pick<Group, 'code' | 'name'>[];
  attributes: Attribute[];
  isFixed: boolean;
  texts: { label: string; allGroups: string; anyAnswer: string };
  onChange: (match: Match | undefined) => void;
}) {
  const { path, match = {}, groups, isFixed, texts, onChange } = props;
  const lang = useLang();
  const { attributes = {} } = match;
  const set = (next: Match) => {
    const kept = Object.fromEntries(
      Object.entries(next).filter(([, value]) => Object.keys(value ?? {}).length > 0),
    );
    onChange(Object.keys(kept).length > 0 ? kept : undefined);
  };
  const withAnswer = (code: string, answer: string | boolean | undefined) => {
    const { [code]: _, ...others } = attributes;
    set({ ...match, attributes: answer === undefined ? others : { ...others, [code]: answer } });
  };
  return (
    <>
      <PropertyRow label={texts.label} path={path} below>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            disabled={isFixed}
            value={match.groups ?? []}
            placeholder={texts.allGroups}
            options={groups.map(({ code, name }) => ({ value: code, label: name[lang] || code }))}
            onChange={(value) => set({ ...match, groups: value })}
          />
        )}
      </PropertyRow>
      {props.attributes
        .filter(({ type }) => type !== 'text')
        .map((attribute) => (
          <PropertyRow
            key={attribute.code}
            label={attribute.label[lang]}
            path={[...path, 'attributes', attribute.code]}
          >
            {(id) => (
              <AnswerSelect
                {...{ id, attribute, isFixed, placeholder: texts.anyAnswer }}
                answer={attributes[attribute.code]}
                onChange={(answer) => withAnswer(attribute.code, answer)}
              />
            )}
          </PropertyRow>
        ))}
    </>
  );
}

function AnswerSelect(props: {
  id: string;
  attribute: Attribute;
  answer: string | number | boolean | undefined;
  isFixed: boolean;
  placeholder: string;
  onChange: (answer: string | boolean | undefined) => void;
}) {
  const { id, attribute, answer, isFixed, placeholder, onChange } = props;
  const t = useWords(draftWords);
  const lang = useLang();
  const isYesNo = attribute.type === 'yesno';
  const options = isYesNo
    ? [
        { value: 'true', label: t('yes') },
        { value: 'false', label: t('no') },
      ]
    : (attribute.options ?? []).map(({ code, label }) => ({ value: code, label: label[lang] }));
  return (
    <Select
      {...{ id, placeholder, options }}
      allowClear
      disabled={isFixed}
      value={answer === undefined ? undefined : String(answer)}
      onChange={(chosen?: string) => onChange(isYesNo && chosen ? chosen === 'true' : chosen)}
    />
  );
}
