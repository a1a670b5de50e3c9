export { CaptchaField } from '../../shared/phone/captcha.tsx';
