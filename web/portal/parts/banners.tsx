import { useWords } from '../../shared/i18n.ts';
import { Banners as PhoneBanners } from '../../shared/phone/banners.tsx';
import { words } from '../words.ts';

export function Banners() {
  const t = useWords(words);
  return <PhoneBanners offline={t('offline')} />;
}
