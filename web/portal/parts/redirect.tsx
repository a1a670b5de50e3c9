export { Redirect } from '../../shared/phone/redirect.tsx';
