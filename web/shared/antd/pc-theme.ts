import type { ThemeConfig } from 'antd';
import { theme } from '../theme.ts';

/**
 * antd in the colours of the product. Success and warning are not green and yellow: those are
 * colours of states, and mean nothing else.
 */
export const pcTheme: ThemeConfig = {
  token: {
    colorPrimary: theme.ink,
    colorInfo: theme.ink,
    colorLink: theme.ink,
    colorSuccess: theme.ink,
    colorWarning: '#6a4a86',
    colorError: theme.error,
    // Made from ink, antd's own tints would be muddy.
    colorPrimaryBg: theme.inkPale,
    colorPrimaryBgHover: '#e1e8f2',
    colorPrimaryBorder: '#b9c7dd',
    colorInfoBg: theme.inkPale,
    colorInfoBorder: '#c3d0e3',
    colorSuccessBg: theme.inkPale,
    colorSuccessBorder: '#c3d0e3',
    colorWarningBg: '#f5f1f9',
    colorWarningBorder: '#d3c5e1',
    colorErrorBg: '#fbf1f4',
    colorErrorBgHover: '#f7e4ea',
    colorErrorBorder: '#e6bac8',
    controlItemBgActive: theme.inkPale,
    controlItemBgActiveHover: '#e1e8f2',
    colorFillAlter: '#f8fafc',
    colorText: theme.text,
    colorTextDescription: theme.textSoft,
    colorTextPlaceholder: '#6b7589',
    colorTextDisabled: '#7b8598',
    colorBorderSecondary: theme.line,
    colorBgLayout: theme.page,
    fontFamily: 'var(--ax-font)',
    borderRadius: 6,
    controlHeight: 34,
  },
  components: {
    Layout: { headerBg: '#ffffff', headerHeight: 56, headerPadding: '0 24px' },
    Table: { headerBg: theme.inkPale, headerColor: theme.text, cellPaddingBlockSM: 7 },
    Menu: {
      itemHeight: 38,
      itemBorderRadius: 6,
      itemSelectedBg: theme.inkPale,
      itemSelectedColor: theme.ink,
      itemHoverBg: theme.page,
    },
    Descriptions: { labelBg: theme.inkPale },
    Radio: { buttonSolidCheckedBg: theme.ink },
  },
};
