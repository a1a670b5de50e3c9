export { Field, PasswordEntry, TextEntry } from '../../shared/phone/field.tsx';
