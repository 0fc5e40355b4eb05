#!/bin/sh
# Replace both databases by those of a backup: restore.sh FOLDER. The servers are stopped meanwhile, and started at the end.
# Always both: an older PostgreSQL would give the number of a website that ClickHouse has events of to another one.
set -eu
[ $# -eq 1 ] || { echo "usage: restore.sh FOLDER" >&2; exit 2; }
for name in events.tar metadata.dump; do
  [ -s "$1/$name" ] || { echo "$1 has no $name: nothing was changed." >&2; exit 1; }
done
folder=$(cd "$1" && pwd)
cd "$(dirname "$0")"
servers=$(docker compose ps --services --status running | grep '^server-' || true)
# shellcheck disable=SC2086  # one word a server
[ -z "$servers" ] || docker compose stop $servers

in_clickhouse() { docker compose exec -T --user clickhouse clickhouse "$@"; }
in_postgres() { docker compose exec -T postgres "$@"; }

backup=/var/lib/clickhouse/backups/restored
trap 'in_clickhouse rm -rf "$backup"' EXIT
in_clickhouse mkdir -p "$backup"
in_clickhouse tar -x -C "$backup" <"$folder/events.tar"
in_clickhouse clickhouse-client --query "DROP DATABASE IF EXISTS sparklytics SYNC"
in_clickhouse clickhouse-client --query "RESTORE DATABASE sparklytics FROM File('$backup/')"

in_postgres dropdb --username postgres --if-exists --force sparklytics
in_postgres createdb --username postgres --template template0 --encoding UTF8 --locale C --owner sparklytics sparklytics
in_postgres pg_restore --username postgres --dbname sparklytics --exit-on-error --single-transaction <"$folder/metadata.dump"

# shellcheck disable=SC2086
[ -z "$servers" ] || docker compose start $servers
