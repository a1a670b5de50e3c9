-- Contents past their date are found without reading all ledgers.
create index code_ledger_age on code_ledger using brin (recorded_at);
