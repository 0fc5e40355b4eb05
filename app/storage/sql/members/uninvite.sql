-- Withdraw an invitation of the tenant. Columns: the address; no row when there is none.
DELETE FROM invitations WHERE email = $email RETURNING email;
