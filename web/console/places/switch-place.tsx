import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { places } from '../../../modules/places/contract.ts';
import { call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import { placeName } from '../shell/programme.tsx';
import { shellWords } from '../shell/words.ts';
import type { FoundPlace } from './place.ts';
import { placeWords } from './words.ts';

/** Takes a place out of use, or back into use, once it has been said what that does. */
export function SwitchPlace({ place }: { place: FoundPlace }) {
  const t = useWords(placeWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const queries = useQueryClient();
  const { message, modal } = App.useApp();
  const change = useMutation({
    mutationFn: (disabled: boolean) =>
      call(places.setDisabled, { params: { id: place.id }, body: { disabled } }),
    onSuccess: () => void message.success(t('switched')),
    onError: (error) => void message.error(problemText(error, lang)),
    onSettled: () => queries.invalidateQueries(),
  });
  const name = placeName(place, lang);
  const ask = () =>
    void modal.confirm({
      title: t(place.disabled ? 'enableTitle' : 'disableTitle', { name }),
      content: t(place.disabled ? 'enableText' : 'disableText'),
      okText: t(place.disabled ? 'enable' : 'disable'),
      cancelText: shell('cancel'),
      onOk: () => change.mutateAsync(!place.disabled).catch(() => undefined),
    });
  return (
    <Button type="link" size="small" onClick={ask}>
      {t(place.disabled ? 'enable' : 'disable')}
    </Button>
  );
}
