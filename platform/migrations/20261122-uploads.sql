-- How much a person uploaded of late is asked at every upload.
create index files_uploader on files (uploaded_by, created_at);
