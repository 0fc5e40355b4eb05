#!/bin/sh
# Back up both databases while the servers go on: backup.sh FOLDER. Makes the folder, with events.tar and metadata.dump.
# Events first: a website that is added meanwhile is then in the backup without its events. The other way round its events
# would be there without it, and count for the next website that gets its number.
set -eu
[ $# -eq 1 ] || { echo "usage: backup.sh FOLDER" >&2; exit 2; }
case $1 in /*) folder=$1 ;; *) folder=$PWD/$1 ;; esac
cd "$(dirname "$0")"
umask 077
mkdir "$folder"

backups=/var/lib/clickhouse/backups name=backup-$(date -u +%Y%m%dT%H%M%SZ)
in_clickhouse() { docker compose exec -T --user clickhouse clickhouse "$@"; }
trap 'in_clickhouse rm -rf "$backups/$name"' EXIT
in_clickhouse clickhouse-client --query "BACKUP DATABASE sparklytics TO File('$backups/$name/')"
in_clickhouse tar -c -C "$backups/$name" . >"$folder/events.tar" # not compressed: what it has is already
docker compose exec -T postgres pg_dump --username sparklytics_backup --format custom sparklytics >"$folder/metadata.dump"
echo "$folder has the backup."
