export * from '../../shared/member/smaller-photo.ts';
