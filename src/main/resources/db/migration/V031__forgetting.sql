-- What the sweep looks for.
create index sign_in_client_seen on dmp.sign_in_client (seen_at);
create index holder_session_expires on dmp.holder_session (expires_at);
