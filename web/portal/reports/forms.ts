export * from '../../shared/member/forms.ts';
