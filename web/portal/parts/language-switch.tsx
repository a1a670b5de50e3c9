export { LanguageSwitch } from '../../shared/phone/language-switch.tsx';
