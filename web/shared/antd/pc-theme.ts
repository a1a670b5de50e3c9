import type { ThemeConfig } from 'antd';
import { type Brand, brandVariables } from '../brand.ts';
import { colours, radius } from '../tokens.ts';

/**
 * antd in the colours of the product. Success and warning are not green and yellow: those are
 * colours of states, and mean nothing else.
 */
export const pcTheme: ThemeConfig = {
  token: {
    colorPrimary: colours.ink,
    colorInfo: colours.ink,
    colorLink: colours.ink,
    colorSuccess: colours.ink,
    colorWarning: colours.warning,
    colorError: colours.error,
    // Made from ink, antd's own tints would be muddy.
    colorPrimaryBg: colours.inkPale,
    colorPrimaryBgHover: colours.inkHover,
    colorPrimaryBorder: colours.inkBorderStrong,
    colorInfoBg: colours.inkPale,
    colorInfoBorder: colours.inkBorder,
    colorSuccessBg: colours.inkPale,
    colorSuccessBorder: colours.inkBorder,
    colorWarningBg: colours.warningPale,
    colorWarningBorder: colours.warningBorder,
    colorErrorBg: colours.errorPale,
    colorErrorBgHover: colours.errorHover,
    colorErrorBorder: colours.errorBorder,
    controlItemBgActive: colours.inkPale,
    controlItemBgActiveHover: colours.inkHover,
    colorFillAlter: colours.surfaceSoft,
    colorText: colours.text,
    colorTextDescription: colours.textSoft,
    colorTextPlaceholder: colours.textPlaceholder,
    colorTextDisabled: colours.textDisabled,
    colorBorderSecondary: colours.line,
    colorBgLayout: colours.page,
    fontFamily: 'var(--ax-font)',
    borderRadius: radius.control,
    controlHeight: 34,
  },
  components: {
    Layout: { headerBg: colours.surface, headerHeight: 56, headerPadding: '0 24px' },
    Table: { headerBg: colours.inkPale, headerColor: colours.text, cellPaddingBlockSM: 7 },
    Menu: {
      itemHeight: 38,
      itemBorderRadius: radius.control,
      itemSelectedBg: colours.inkPale,
      itemSelectedColor: colours.ink,
      itemHoverBg: colours.page,
    },
    Descriptions: { labelBg: colours.inkPale },
    Radio: { buttonSolidCheckedBg: colours.ink },
    Select: { multipleItemColorDisabled: colours.textSoft },
  },
};

/** For who wants less motion: without it the library does not wait for the end of one, either. */
export const calmTheme: ThemeConfig = { ...pcTheme, token: { ...pcTheme.token, motion: false } };

/** The parts of the theme that are ink, in a programme's colour; the rest is inherited. */
export function brandTheme(brand: Brand): ThemeConfig {
  const ink = brandVariables(brand);
  const of = (token: string) => ink[`--ax-${token}`] ?? brand.colour;
  return {
    token: {
      colorPrimary: brand.colour,
      colorInfo: brand.colour,
      colorLink: brand.colour,
      colorSuccess: brand.colour,
      colorPrimaryBg: of('ink-pale'),
      colorPrimaryBgHover: of('ink-hover'),
      colorPrimaryBorder: of('ink-border-strong'),
      colorInfoBg: of('ink-pale'),
      colorInfoBorder: of('ink-border'),
      colorSuccessBg: of('ink-pale'),
      colorSuccessBorder: of('ink-border'),
      controlItemBgActive: of('ink-pale'),
      controlItemBgActiveHover: of('ink-hover'),
    },
    components: {
      Table: { headerBg: of('ink-pale') },
      Menu: { itemSelectedBg: of('ink-pale'), itemSelectedColor: brand.colour },
      Descriptions: { labelBg: of('ink-pale') },
      Radio: { buttonSolidCheckedBg: brand.colour },
    },
  };
}
