#!/bin/sh
# Installs packages from NPM_CONFIG_REGISTRY where programs in the work folder find them, as if the project had them.
set -eu

# A network that looks into connections puts its certificate here; Node reads a list of its own otherwise.
certificates=/etc/ssl/certs/ca-certificates.crt
if [ -f $certificates ]; then export NODE_EXTRA_CA_CERTS=$certificates; fi

if ! command -v npm; then node /usr/local/lib/codeforge/fetch-npm.mjs; fi
npm install --prefix /usr/local/lib/codeforge --no-audit --no-fund --no-update-notifier \
  --fetch-retries 1 --fetch-timeout 20000 "$@"
rm -rf /root/.npm
