-- The key of a file that lies on the disk encrypted, itself encrypted under the installation's; null for all others.
alter table files add column key_encrypted bytea;
