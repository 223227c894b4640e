#!/bin/bash
# Starts mongod as a member of the replica set with authentication. Members know each other by a key file, which
# mongod accepts only if nobody else can read it; a mounted file keeps its owner, so the file is written here.
set -euo pipefail
: "${MONGODB_KEY:?must be set}"
install -o mongodb -g mongodb -m 400 /dev/null /etc/mongo-key
printf '%s\n' "$MONGODB_KEY" > /etc/mongo-key
unset MONGODB_KEY
exec docker-entrypoint.sh mongod --replSet rs0 --keyFile /etc/mongo-key --bind_ip_all
