-- Add a user. $email: in lower case; $hash: of the password; $at: UTC.
INSERT INTO users (id, email, password_hash, created_at) VALUES ($id, $email, $hash, $at);
