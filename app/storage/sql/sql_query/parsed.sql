-- Parse SQL without running it. $sql: text. Columns: tree (JSON; its member `error` says whether it could be parsed).
SELECT json_serialize_sql($sql::VARCHAR, skip_null := true, skip_empty := true) AS tree;
